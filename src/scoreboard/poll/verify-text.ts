import { countText } from '../../domain/count-text.ts';
import type { CounterName } from '../../domain/counters.ts';
import { humanValue } from '../../domain/human-value.ts';
import type { TextStyle } from '../../platform/text-style.ts';
import { type TableColumn, textTable } from '../../platform/text-table.ts';
import type { TotalsDifference } from '../rollups/compare-totals.ts';
import type { Verification } from './verification.ts';

/** How a verification is written. */
export type VerifyStyle = {
  readonly style: TextStyle /** The command to repair it, for the last line. */;
  readonly command: string;
};

const COLUMNS: readonly TableColumn[] = [
  { title: 'user', align: 'left', mayShrink: true },
  { title: 'account', align: 'left', mayShrink: true },
  { title: 'jobs', align: 'right' },
  { title: 'CPU hours', align: 'right' },
  { title: 'GPU hours', align: 'right', dropOrder: 1 },
  { title: 'also differs', align: 'left', dropOrder: 2 },
];

/** Counters that have a column of their own. */
const SHOWN = new Set<string>(['jobs', 'cpu_seconds', 'gpu_seconds']);

/** What verify found, for people: what was compared, a table of who differs, and what to do. */
export function verifyText(verification: Verification, { style, command }: VerifyStyle): string {
  const { cluster, month, since, until, jobs, calls, damaged, differences } = verification;
  const rollup = jobs.rollup === null ? 'no rollup that can be read' : `${countText(jobs.rollup)} jobs in the rollup`;
  const time = since === null ? 'never read here' : `ended from ${since} until before ${until}`;
  return [
    `${cluster} ${month} (${time}): ${rollup}, ${countText(jobs.accounting)} in accounting; ` +
      `${countText(calls)} ${calls === 1 ? 'call' : 'calls'}`,
    ...damaged.map(({ file, detail }) => `  ${file}: ${detail}`),
    ...(differences.length === 0 ? [] : textTable(COLUMNS, differences.map(cells), style)),
    since === null ? unreadVerdict(verification, command) : verdict(verification, command),
    '',
  ].join('\n');
}

function cells({ user, account, counters }: TotalsDifference): string[] {
  const others = Object.keys(counters).filter((name) => !SHOWN.has(name));
  const hours = (name: CounterName): string => change(counters[name], (seconds) => humanValue(seconds / 3600, 'hours'));
  return [
    user,
    account,
    change(counters.jobs, countText),
    hours('cpu_seconds'),
    hours('gpu_seconds'),
    some(others, OTHERS),
  ];
}

function change(
  pair: { readonly rollup: number; readonly accounting: number } | undefined,
  text: (value: number) => string,
): string {
  return pair === undefined ? '=' : `${text(pair.rollup)} -> ${text(pair.accounting)}`;
}

function verdict({ outcome, known_less: less, differences, damaged, jobs }: Verification, command: string): string {
  const users = new Set(differences.map(({ user }) => user)).size;
  const people = users === 1 ? '1 user differs' : `${users} users differ`;
  switch (outcome) {
    case 'equal':
      return 'equal: every counter of every user';
    case 'repaired':
      return `repaired: ${differences.length === 0 ? 'its files are whole again' : people}; the boards are made anew`;
    case 'differs':
      return differences.length === 0 && damaged.length > 0
        ? `the counters are equal, but files are damaged; to make them anew: ${command} --repair`
        : `${people} (rollup -> accounting); to take what accounting says: ${command} --repair`;
    case 'refused':
      return jobs.accounting === 0
        ? `not repaired: accounting has no job of the month any more, or hides them; ${command} --repair --allow-shrink empties it`
        : `not repaired: accounting knows less ${lessOf(less, jobs)} (purged, or hidden from you); ` +
            `${command} --repair --allow-shrink takes it all the same and keeps the old files as .bad`;
    default:
      return outcome satisfies never;
  }
}

/** Of a month of which accounting was not asked. */
function unreadVerdict({ outcome }: Verification, command: string): string {
  switch (outcome) {
    case 'repaired':
      return 'repaired: its files were moved aside as .bad, and the boards are made anew';
    case 'refused':
      return (
        'not repaired: its files are damaged and nothing of the month can be asked for; put them back from a backup, ' +
        `or move them aside with ${command} --repair --allow-shrink`
      );
    default:
      return `its files are no good, and nothing of the month was ever read; to move them aside: ${command} --repair`;
  }
}

function lessOf(less: readonly string[], { known, accounting }: Verification['jobs']): string {
  return less.length > 0
    ? `of ${some(less, USERS)}`
    : `than is known, ${countText(accounting)} of ${countText(known ?? 0)} jobs`;
}

/** As many names as a line, or a cell of a table, holds. */
const USERS = 5;
const OTHERS = 2;

function some(names: readonly string[], most: number): string {
  const more = names.length > most ? ` and ${names.length - most} more` : '';
  return `${names.slice(0, most).join(', ')}${more}`;
}
