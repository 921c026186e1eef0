import { z } from 'zod';
import type { Day, Month } from '../../domain/calendar.ts';
import { COUNTERS } from '../../domain/counters.ts';
import { sealJsonPieces } from '../../platform/checked-json.ts';
import { splitKey, type Totals, totalsKey } from './totals.ts';

/** The settings that shaped a rollup's numbers. */
export const countingSettingsSchema = z.object({
  memory_base: z.union([z.literal(1000), z.literal(1024)]),
  reqmem_without_suffix: z.enum(['per-node', 'per-job']),
  failure_states: z.array(z.string()),
  gpu_gres_names: z.array(z.string()),
  steps: z.boolean().describe('false: memory used was not asked for'),
});

export type CountingSettings = z.infer<typeof countingSettingsSchema>;

const COLUMNS = ['user', 'account', ...COUNTERS] as const;
const rows = z.array(z.tuple([z.string(), z.string()], z.int().nonnegative()));

const head = {
  schema_version: z.literal(1),
  asof: z.iso.datetime().describe('when the last job was added, UTC'),
  cluster: z.string(),
  month: z.string().regex(/^\d{4}-\d{2}$/),
  settings: z.array(countingSettingsSchema).min(1).describe('more than one: the settings changed within the month'),
  columns: z.tuple(COLUMNS.map((name) => z.literal(name)) as [z.ZodLiteral<string>, ...z.ZodLiteral<string>[]]),
};

/** `agg/rollups/monthly/YYYY-MM.json`: one row a user and account, sorted. */
export const monthlyRollupSchema = z.object({ ...head, kind: z.literal('monthly-rollup'), rows });

/** `agg/rollups/daily/YYYY-MM.json`: the same rows for each UTC day that has any. */
export const dailyRollupSchema = z.object({
  ...head,
  kind: z.literal('daily-rollup'),
  days: z.record(z.string().regex(/^\d{4}-\d{2}-\d{2}$/), rows),
});

/** What a rollup file says beside its rows. */
export type RollupHead = {
  readonly asof: string;
  readonly cluster: string;
  readonly month: Month;
  readonly settings: readonly CountingSettings[];
};

/** The bytes of a month's file; the same totals give the same bytes. */
export function encodeMonthly(about: RollupHead, totals: Totals): Buffer {
  return sealJsonPieces(monthlyPieces(about, totals));
}

function* monthlyPieces(about: RollupHead, totals: Totals): Generator<string> {
  yield `${headText('monthly-rollup', about)},"rows":`;
  yield* rowPieces(totals);
  yield '}';
}

/** The bytes of a month's file of days. */
export function encodeDaily(about: RollupHead, days: ReadonlyMap<Day, Totals>): Buffer {
  return sealJsonPieces(dailyPieces(about, days));
}

function* dailyPieces(about: RollupHead, days: ReadonlyMap<Day, Totals>): Generator<string> {
  yield `${headText('daily-rollup', about)},"days":{`;
  const sorted = [...days].filter(([, totals]) => totals.size > 0).sort(([a], [b]) => (a < b ? -1 : 1));
  let separator = '';
  for (const [day, totals] of sorted) {
    yield `${separator}\n${JSON.stringify(day)}:`;
    yield* rowPieces(totals);
    separator = ',';
  }
  yield '}}';
}

/** The totals of a month file's rows. */
export function totalsOf(rowsOfFile: readonly (readonly [string, string, ...number[]])[]): Totals {
  return new Map(rowsOfFile.map(([user, account, ...counters]) => [totalsKey(user, account), counters]));
}

function headText(kind: string, { asof, cluster, month, settings }: RollupHead): string {
  const about = { schema_version: 1, kind, asof, cluster, month, settings, columns: COLUMNS };
  return JSON.stringify(about).slice(0, -1);
}

/** One row a line, sorted by user and account in code unit order, so that people can diff and grep. */
function* rowPieces(totals: Totals): Generator<string> {
  let separator = '[';
  for (const key of [...totals.keys()].sort()) {
    const { user, account } = splitKey(key);
    yield `${separator}\n[${JSON.stringify(user)},${JSON.stringify(account)},${totals.get(key)!.join()}]`;
    separator = ',';
  }
  yield totals.size === 0 ? '[]' : ']';
}
