import { DAY_SECONDS } from '../../domain/calendar.ts';
import type { Discovery, FoundUser } from './discovery-file.ts';

/** Users of whom a call brought no job are not asked for again for so long. */
const ASK_AGAIN_SECONDS = 30 * DAY_SECONDS;
/** What failed is tried again after so long. */
export const RETRY_AFTER_SECONDS = 3_600;
/** One argument of a program may have 128 KiB on Linux. */
const LONGEST_LIST = 100_000;

/** Adds users that were found; those that are there already stay as they are, and may get a second source. */
export function addFound(
  users: readonly FoundUser[],
  names: readonly string[],
  { from, at }: { from: FoundUser['from'][number]; at: number },
): FoundUser[] {
  const byName = new Map(users.map((user) => [user.name, user]));
  for (const name of names) {
    const known = byName.get(name);
    const first: FoundUser = { name, from: [from], found_at: at, asked_at: null, result: 'waiting', jobs: 0 };
    const again = known === undefined || known.from.includes(from) ? known : { ...known, from: [...known.from, from] };
    byName.set(name, again ?? first);
  }
  return [...byName.values()];
}

/** Who is owed a call now: those never asked for, and those whose answer without jobs is 30 days old. */
export function owedNames(users: readonly FoundUser[], now: number): string[] {
  return users.filter((user) => isOwed(user, now)).map(({ name }) => name);
}

/** The first of the names that one call can take. */
export function fittingNames(names: readonly string[]): string[] {
  let length = 0;
  return names.filter((name) => {
    length += name.length + 1;
    return length <= LONGEST_LIST;
  });
}

/** Writes down what became of users. */
export function settleUsers(
  users: readonly FoundUser[],
  results: ReadonlyMap<string, Pick<FoundUser, 'result' | 'jobs'>>,
  at: number,
): FoundUser[] {
  return users.map((user) => {
    const result = results.get(user.name);
    return result === undefined ? user : { ...user, ...result, asked_at: at };
  });
}

/** Lets those be asked for at once who had no job, or were not known, when they were asked for last. */
export function askAgain(users: readonly FoundUser[]): FoundUser[] {
  return users.map((user) => (user.result === 'jobs' ? user : { ...user, result: 'waiting' }));
}

/** What became of the users of a batch that was asked for to its end. */
export function batchResults({
  names,
  jobs,
}: NonNullable<Discovery['asking']>): Map<string, Pick<FoundUser, 'result' | 'jobs'>> {
  const counts = new Map(Object.entries(jobs));
  return new Map(
    names.map((name) => {
      const count = counts.get(name) ?? 0;
      return [name, { result: count > 0 ? 'jobs' : 'no-jobs', jobs: count }];
    }),
  );
}

function isOwed({ result, asked_at }: FoundUser, now: number): boolean {
  if (result === 'jobs') return false;
  if (asked_at === null || result === 'waiting') return true;
  // A time that lies far ahead was noted under a clock that has gone back since.
  return now - asked_at >= ASK_AGAIN_SECONDS || asked_at - now > DAY_SECONDS;
}
