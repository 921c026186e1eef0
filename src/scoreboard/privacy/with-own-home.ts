import type { ScoreboardConfig } from '../config/scoreboard-keys.ts';
import { lookIntoHomes } from './look-into-homes.ts';
import type { AskingParts } from './names-of-uids.ts';
import type { ReaderPrivacy } from './reader-privacy.ts';

/** Whose home is looked into, and where it is. */
export type OwnHome = {
  readonly privacy: ReaderPrivacy;
  readonly user: string;
  readonly config: Pick<ScoreboardConfig, 'home_root' | 'home_looks_per_tick'>;
};

/** One home answers at once, or its file server does not. */
const LIMIT_MS = 3_000;

/** Hides a person also by the mark in their home, of which the ticks may not know yet. */
export async function withOwnHome(asking: AskingParts, { privacy, user, config }: OwnHome): Promise<ReaderPrivacy> {
  if (config.home_looks_per_tick === 0 || privacy.hidden.has(user)) return privacy;
  const { answers } = await lookIntoHomes(asking, { homeRoot: config.home_root, limitMs: LIMIT_MS }, [user]);
  return answers.get(user) === 'out' ? { ...privacy, hidden: new Set([...privacy.hidden, user]) } : privacy;
}
