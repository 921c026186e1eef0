import type { HomeAnswer } from './look-into-homes.ts';
import type { OptOutState } from './opt-out-schema.ts';

type Way = OptOutState['out'][string]['by'];

/** Which of two answers of a home counts: whoever is out by a mark is put back by `in` alone. */
const HOMES_FIRST: readonly HomeAnswer[] = ['out', 'closed', 'gone', 'in'];
/** Which of two ways out counts: a mark is the last to be seen gone, and the list mostly the first. */
const WAYS_FIRST: readonly Way[] = ['home', 'folder', 'list'];

/**
 * What is known of two files that differ, as where one is older or of another root: whoever is out, or waits, in either
 * stays so until the next ticks have seen what they want. All months are looked through again then.
 */
export function eitherSaysOut(one: OptOutState, other: OptOutState): OptOutState {
  const waits = new Set([...one.never_looked, ...other.never_looked]);
  const answers = joined(one.homes, other.homes, (answer) => HOMES_FIRST.indexOf(answer));
  const homes = Object.entries(answers).filter(([user, answer]) => answer === 'out' || !waits.has(user));
  for (const [user] of homes) waits.delete(user);
  return {
    ...one,
    out: outInEither(one.out, other.out),
    homes: Object.fromEntries(homes),
    never_looked: [...waits].sort(),
    held_back: one.held_back || other.held_back,
    stuck: [...new Set([...one.stuck, ...other.stuck])],
    lost: one.lost || other.lost,
    months: {},
    pending: true,
  };
}

/** Who is out in either of two records; of two ways the one that lasts longer. */
export function outInEither(one: OptOutState['out'], other: OptOutState['out']): OptOutState['out'] {
  return joined(one, other, ({ by }) => WAYS_FIRST.indexOf(by));
}

/** Both together; of what is in both the one that comes first. */
function joined<T>(
  one: Readonly<Record<string, T>>,
  other: Readonly<Record<string, T>>,
  place: (value: T) => number,
): Record<string, T> {
  const both = new Map(Object.entries(one));
  for (const [name, value] of Object.entries(other)) {
    const there = both.get(name);
    if (there === undefined || place(value) < place(there)) both.set(name, value);
  }
  return Object.fromEntries([...both].sort(([a], [b]) => (a < b ? -1 : 1)));
}
