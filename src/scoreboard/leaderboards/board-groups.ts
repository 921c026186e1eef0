import { COUNTERS } from '../../domain/counters.ts';
import { SPARK_MONTHS } from './board-ranges.ts';
import type { BoardSums } from './board-sums.ts';
import { addRow, type CounterRows, ROW_NUMBERS } from './counter-rows.ts';

/** What boards are by. */
export const BY = ['user', 'account'] as const;

/** One of {@link BY}. */
export type BoardBy = (typeof BY)[number];

/** Who is too few to be on a board (spec F6). */
export type PrivacyRules = {
  /** Users with fewer jobs in a board's window and clusters are left out. */
  readonly minJobs: number;
  /** Accounts of fewer people are left out. */
  readonly minAccountPeople: number;
};

/** How the users in their accounts become users, or accounts. */
export type Grouping = {
  readonly by: BoardBy;
  readonly rules: PrivacyRules;
  /** The name to print for a user: another one where the site wants pseudonyms. */
  readonly publishedName: (user: string) => string;
};

/** The users, or accounts, of a set of boards; `memberOf` says for each key of the sums which of `names` it is of. */
export type BoardGroups = Grouping & { readonly names: readonly string[]; readonly memberOf: Int32Array };

/** One window's counters of each group; `shown`: 1 for those who are to be on its board. */
export type GroupedWindow = { readonly rows: CounterRows; readonly shown: Uint8Array };

/** How a board names an account that accounting does not name; no account of Slurm holds parentheses. */
const NO_ACCOUNT = '(none)';

const JOBS = COUNTERS.indexOf('jobs');

/** The groups of a set of boards. */
export function boardGroups({ keys }: BoardSums, grouping: Grouping): BoardGroups {
  const numbers = new Map<string, number>();
  const memberOf = new Int32Array(keys.size);
  for (let key = 0; key < keys.size; key++) {
    const { user, account } = keys.nameAt(key);
    const name = grouping.by === 'user' ? grouping.publishedName(user) : account || NO_ACCOUNT;
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    memberOf[key] = number;
  }
  return { ...grouping, names: [...numbers.keys()], memberOf };
}

/** A window's rows by group. */
export function groupWindow(groups: BoardGroups, keyRows: CounterRows): GroupedWindow {
  const rows = new Float64Array(groups.names.length * ROW_NUMBERS);
  const people = new Int32Array(groups.names.length);
  for (let key = 0; key < groups.memberOf.length; key++) {
    const group = groups.memberOf[key]!;
    addRow(rows, group * ROW_NUMBERS, keyRows, key * ROW_NUMBERS);
    // A key is a user and an account: within an account each key with jobs is one person.
    if (keyRows[key * ROW_NUMBERS + JOBS]! > 0) people[group]!++;
  }
  const { by, rules } = groups;
  const shown = people.map((count, group) => {
    const jobs = rows[group * ROW_NUMBERS + JOBS]!;
    return Number(by === 'user' ? jobs > 0 && jobs >= rules.minJobs : count > 0 && count >= rules.minAccountPeople);
  });
  return { rows, shown: Uint8Array.from(shown) };
}

/**
 * clock_hours of the last months of each group, oldest month first, as JSON; 0 for a month in which too few people of
 * an account had any, whose hours it would tell.
 */
export function groupSparks(groups: BoardGroups, { spark }: BoardSums): string[] {
  const seconds = new Float64Array(groups.names.length * SPARK_MONTHS);
  const people = new Int32Array(seconds.length);
  for (let key = 0; key < groups.memberOf.length; key++) {
    const at = groups.memberOf[key]! * SPARK_MONTHS;
    for (let month = 0; month < SPARK_MONTHS; month++) {
      const more = spark[key * SPARK_MONTHS + month]!;
      seconds[at + month]! += more;
      if (more > 0) people[at + month]!++;
    }
  }
  const fewest = groups.by === 'account' ? groups.rules.minAccountPeople : 0;
  const hours = seconds.map((total, index) => (people[index]! < fewest ? 0 : total / 3600));
  return groups.names.map((_, group) => listText(hours, group * SPARK_MONTHS, SPARK_MONTHS));
}

/** Some of the numbers as JSON: `join` of a part of a typed array takes several times as long. */
function listText(numbers: Float64Array, from: number, length: number): string {
  let text = '';
  for (let at = from; at < from + length; at++) text += (at === from ? '' : ',') + numbers[at]!;
  return `[${text}]`;
}
