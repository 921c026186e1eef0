import { COUNTERS, type CounterRow } from '../../domain/counters.ts';
import { type Cell, csvRow } from '../../platform/delimited-text.ts';
import { jsonText } from '../../platform/json-text.ts';
import type { TextSink } from '../../platform/text-sink.ts';
import type { PublishedNames } from '../privacy/published-names.ts';
import { renamedTotals } from '../rollups/rename-users.ts';
import { rollupReader } from '../rollups/rollup-reader.ts';
import { type ClusterLayout, clusterLayout } from '../rollups/root-layout.ts';
import { addAll, addTo, splitKey, type Totals, totalsKey } from '../rollups/totals.ts';
import type { EXPORT_FORMATS, EXPORT_TABLES } from './export-choices.ts';
import { type Finding, strangersFinding } from './finding.ts';
import { findClusters } from './list-clusters.ts';

/** What to export, and where it goes. */
export type ExportRequest = {
  readonly root: string;
  readonly table: (typeof EXPORT_TABLES)[number];
  readonly format: Exclude<(typeof EXPORT_FORMATS)[number], 'prometheus'>;
  readonly sink: TextSink;
  /**
   * How users are named. Where that is by pseudonyms no account is: whoever knows who is in one could tell who is who.
   */
  readonly names: Pick<PublishedNames, 'publishedName' | 'pseudonyms'>;
};

/** How many rows were written, which files could not be read, and months whose day files are kept no more. */
export type ExportReport = {
  readonly rows: number;
  readonly findings: readonly Finding[];
  readonly withoutDays: readonly string[];
};

const NAMES: Record<ExportRequest['table'], readonly string[]> = {
  monthly: ['cluster', 'month', 'user', 'account'],
  daily: ['cluster', 'month', 'day', 'user', 'account'],
  users: ['cluster', 'user'],
};

/** Writes a table of all clusters to the sink, month by month; in memory there is one month at a time. */
export async function exportTable(request: ExportRequest): Promise<ExportReport> {
  const report = { rows: 0, findings: [] as Finding[], withoutDays: [] as string[] };
  const columns = [...NAMES[request.table], ...COUNTERS];
  const isCsv = request.format === 'csv';
  await request.sink(isCsv ? csvRow(columns) : '[');
  const { names, strangers } = await findClusters(request.root);
  report.findings.push(...strangers.map(strangersFinding));
  for (const cluster of names) {
    for await (const rows of pieces(request, { cluster, layout: clusterLayout(request.root, cluster), report })) {
      const texts = rows.map((row, index) => {
        const separator = report.rows + index === 0 ? '\n' : ',\n';
        return isCsv ? csvRow(row) : `${separator}${jsonRow(columns, row)}`;
      });
      await request.sink(texts.join(''));
      report.rows += rows.length;
    }
  }
  if (!isCsv) await request.sink('\n]\n');
  return report;
}

type Source = {
  readonly cluster: string;
  readonly layout: ClusterLayout;
  readonly report: { findings: Finding[]; withoutDays: string[] };
};

/** The rows of one cluster, a month or a day at a time. */
async function* pieces(request: ExportRequest, source: Source): AsyncGenerator<Cell[][]> {
  switch (request.table) {
    case 'monthly':
      return yield* monthlyPieces(request, source);
    case 'daily':
      return yield* dailyPieces(request, source);
    case 'users':
      return yield* userPieces(request, source);
    default:
      request.table satisfies never;
  }
}

async function* monthlyPieces(request: ExportRequest, { cluster, layout, report }: Source): AsyncGenerator<Cell[][]> {
  const reader = rollupReader(layout);
  for (const month of await reader.months()) {
    const read = await reader.monthly(month);
    if (read.ok) yield sortedRows(request, read.value).map((row) => [cluster, month, ...row]);
    else report.findings.push({ cluster, file: layout.monthly(month), detail: read.detail });
  }
}

async function* dailyPieces(request: ExportRequest, { cluster, layout, report }: Source): AsyncGenerator<Cell[][]> {
  const reader = rollupReader(layout);
  for (const month of await reader.months()) {
    const read = await reader.daily(month);
    if (!read.ok && read.fault === 'missing') report.withoutDays.push(`${cluster} ${month}`);
    else if (!read.ok) report.findings.push({ cluster, file: layout.daily(month), detail: read.detail });
    else {
      const days = [...read.value].sort(([a], [b]) => (a < b ? -1 : 1));
      for (const [day, totals] of days) {
        yield sortedRows(request, totals).map((row) => [cluster, month, day, ...row]);
      }
    }
  }
}

async function* userPieces(request: ExportRequest, { cluster, layout, report }: Source): AsyncGenerator<Cell[][]> {
  const reader = rollupReader(layout);
  const sum: Totals = new Map();
  for (const month of await reader.months()) {
    const read = await reader.monthly(month);
    if (!read.ok) report.findings.push({ cluster, file: layout.monthly(month), detail: read.detail });
    else addAll(sum, withoutAccounts(read.value));
  }
  yield sortedRows(request, sum).map(([user, , ...counters]) => [cluster, user!, ...counters]);
}

function withoutAccounts(totals: Totals): Totals {
  const users: Totals = new Map();
  for (const [key, counters] of totals) addTo(users, totalsKey(splitKey(key).user, ''), counters);
  return users;
}

/** User, account and counters, sorted by the names that are printed; what has one name is one row. */
function sortedRows({ names }: ExportRequest, totals: Totals): [string, string, ...CounterRow][] {
  const named = renamedTotals(names.pseudonyms ? withoutAccounts(totals) : totals, names.publishedName);
  return [...named]
    .map(([key, counters]): [string, string, ...CounterRow] => {
      const { user, account } = splitKey(key);
      return [user, account, ...counters];
    })
    .sort(([userA, accountA], [userB, accountB]) =>
      userA === userB ? (accountA < accountB ? -1 : 1) : userA < userB ? -1 : 1,
    );
}

function jsonRow(columns: readonly string[], row: readonly Cell[]): string {
  return jsonText(Object.fromEntries(columns.map((column, index) => [column, row[index]])));
}
