import type { ScoreboardConfig } from '../config/scoreboard-keys.ts';
import { homesToLookInto } from '../privacy/homes-to-look-into.ts';
import { type HomeAnswer, lookIntoHomes } from '../privacy/look-into-homes.ts';
import type { AskingParts } from '../privacy/names-of-uids.ts';
import type { OptOutState } from '../privacy/opt-out-schema.ts';
import { OPTED_OUT } from '../privacy/opted-out.ts';

/** Whose homes may be looked into, and what is known already. */
export type HomesWork = {
  readonly config: Pick<ScoreboardConfig, 'home_root' | 'home_looks_per_tick'>;
  readonly before: OptOutState;
  /** Whether nothing was there to be read as `before` though the cluster was polled. */
  readonly justLost: boolean;
  readonly freshOnly: boolean;
  /** People whose wish is known without. */
  readonly decided: ReadonlySet<string>;
  /** Everybody else who may have a mark at home: whom changed months name, and who is out by one. */
  readonly users: Iterable<string>;
  /** What ticks of other clusters have seen in homes. */
  readonly elsewhere: OptOutState['homes'];
};

/** What is known of homes afterwards. */
export type HomesKnown = Pick<OptOutState, 'homes' | 'never_looked' | 'held_back' | 'stuck' | 'lost' | 'next_home'>;

/** Looking into homes takes at most this long in a tick. */
const LIMIT_MS = 20_000;

/**
 * Looks into the homes whose turn it is. Whoever was never looked at stays a candidate until that is done, and is held
 * back meanwhile, unless homes are not to be looked into at all. Whom another cluster's ticks have looked at is known.
 */
export async function lookAtHomes(asking: AskingParts, work: HomesWork): Promise<HomesKnown> {
  const { config, before, freshOnly, elsewhere } = work;
  const perTick = config.home_looks_per_tick;
  const known = candidatesOf(work);
  const turn = homesToLookInto(known, before, { perTick, freshOnly });
  const place = { homeRoot: config.home_root, limitMs: LIMIT_MS };
  const look = turn.length === 0 ? NOTHING : await lookIntoHomes(asking, place, turn);
  const homes = { ...before.homes };
  for (const [user, answer] of look.answers) if (isTold(work, user, answer)) homes[user] = answer;
  for (const user of known) {
    const seen = homes[user] ?? elsewhere[user];
    if (seen !== undefined && perTick > 0) homes[user] = seen;
  }
  const isNew = (user: string): boolean => homes[user] === undefined;
  const passed = new Set(look.stuck);
  const stuck = [...before.stuck.filter((user) => !passed.has(user)), ...passed];
  const last = turn.filter((user) => before.homes[user] !== undefined && (look.answers.has(user) || passed.has(user)));
  return {
    homes,
    never_looked: [...known].filter(isNew).sort(),
    held_back: perTick > 0,
    stuck: stuck.filter((user) => known.has(user) && isNew(user)),
    // To turn looking off is to say that no mark at home counts.
    lost: (before.lost || work.justLost) && perTick > 0,
    next_home: last.at(-1) ?? before.next_home,
  };
}

const NOTHING = { answers: new Map<string, HomeAnswer>(), stuck: [] };

/** Nobody is looked up at home whose wish is known without. */
function candidatesOf({ users, before, decided }: HomesWork): Set<string> {
  const all = [...users, ...Object.keys(before.homes), ...before.never_looked];
  return new Set(all.filter((user) => user !== OPTED_OUT && !decided.has(user)));
}

/**
 * Whether an answer says something. After a loss a home of somebody new that cannot be seen may be the one of somebody
 * who was out by a mark in it; whom the months name at the time of the loss was counted by name until then.
 */
function isTold({ before }: HomesWork, user: string, answer: HomeAnswer): boolean {
  return !before.lost || before.homes[user] !== undefined || answer === 'in' || answer === 'out';
}
