import { join } from 'node:path';
import { folderFacts } from '../../platform/entry-facts.ts';
import type { ScoreboardConfig } from '../config/scoreboard-keys.ts';
import { judgeOptOutFiles } from './judge-opt-out-files.ts';
import { lookIntoHomes } from './look-into-homes.ts';
import type { AskingParts } from './names-of-uids.ts';
import type { OPT_OUT_WAYS } from './opt-out-schema.ts';
import { parseOptOutList } from './parse-opt-out-list.ts';
import { HOME_MARK, optOutFolder, optOutList } from './privacy-paths.ts';
import { readOptOutList } from './read-opt-outs.ts';

/** A way by which somebody has opted out: where it is, and how it is undone. */
export type WayOut = { readonly by: (typeof OPT_OUT_WAYS)[number]; readonly where: string; readonly undo: string };

/** Whose ways, and where. */
export type WaysPlace = {
  readonly root: string;
  readonly name: string;
  readonly uid: number;
  readonly config: Pick<ScoreboardConfig, 'home_root' | 'home_looks_per_tick'>;
};

/** One home answers at once, or its file server does not. */
const LIMIT_MS = 3_000;

/** By what the person who runs the program has opted out; throws KnownError and what the file system says. */
export async function waysOut(asking: AskingParts, { root, name, uid, config }: WaysPlace): Promise<WayOut[]> {
  const ways: WayOut[] = [];
  if (parseOptOutList((await readOptOutList(root)) ?? '').has(name)) {
    ways.push({ by: 'list', where: optOutList(root), undo: 'its maintainers can take your name out' });
  }
  const folder = optOutFolder(root);
  if (judgeOptOutFiles(await folderFacts(folder)).uids.has(uid)) {
    ways.push({ by: 'folder', where: `a file of yours in ${folder}`, undo: 'slurm-sb opt-in removes it' });
  }
  if (config.home_looks_per_tick === 0) return ways;
  const homes = await lookIntoHomes(asking, { homeRoot: config.home_root, limitMs: LIMIT_MS }, [name]);
  const mark = join(config.home_root, name, HOME_MARK);
  if (homes.answers.get(name) === 'out') ways.push({ by: 'home', where: mark, undo: `rm ${mark} undoes it` });
  return ways;
}
