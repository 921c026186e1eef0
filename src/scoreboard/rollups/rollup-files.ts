import { z } from 'zod';
import type { Day, Month } from '../../domain/calendar.ts';
import { COUNTERS } from '../../domain/counters.ts';
import { sealJsonBytes } from '../../platform/checked-json.ts';
import { JsonBytes } from '../../platform/json-bytes.ts';
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
  const out = new JsonBytes();
  out.text(`${headText('monthly-rollup', about)},"rows":`);
  new RowTexts(out).add(totals);
  out.text('}');
  return sealJsonBytes(out);
}

/** The bytes of a month's file of days. */
export function encodeDaily(about: RollupHead, days: ReadonlyMap<Day, Totals>): Buffer {
  const out = new JsonBytes();
  out.text(`${headText('daily-rollup', about)},"days":{`);
  const sorted = [...days].filter(([, totals]) => totals.size > 0).sort(([a], [b]) => (a < b ? -1 : 1));
  const rowTexts = new RowTexts(out);
  let separator = '';
  for (const [day, totals] of sorted) {
    out.text(`${separator}\n${JSON.stringify(day)}:`);
    rowTexts.add(totals);
    separator = ',';
  }
  out.text('}}');
  return sealJsonBytes(out);
}

/** The totals of a month file's rows. */
export function totalsOf(rowsOfFile: readonly (readonly [string, string, ...number[]])[]): Totals {
  return new Map(rowsOfFile.map(([user, account, ...counters]) => [totalsKey(user, account), counters]));
}

function headText(kind: string, { asof, cluster, month, settings }: RollupHead): string {
  const about = { schema_version: 1, kind, asof, cluster, month, settings, columns: COLUMNS };
  return JSON.stringify(about).slice(0, -1);
}

/** Before the newline of a row that is not the first. */
const END_OF_ROW = '],';

/** Rows as text: one a line, sorted by user and account in code unit order, so that people can diff and grep. */
class RowTexts {
  readonly #out: JsonBytes;
  /** Of keys that come again day by day: how the row before ends, and theirs begins. */
  readonly #beginnings = new Map<string, Buffer>();

  constructor(out: JsonBytes) {
    this.#out = out;
  }

  add(totals: Totals): void {
    const out = this.#out;
    out.text('[');
    let isFirst = true;
    for (const key of [...totals.keys()].sort()) {
      const counters = totals.get(key)!;
      const beginning = this.#beginningOf(key);
      out.raw(isFirst ? beginning.subarray(END_OF_ROW.length) : beginning);
      out.wholes(counters, 0, counters.length);
      isFirst = false;
    }
    out.text(isFirst ? ']' : ']]');
  }

  #beginningOf(key: string): Buffer {
    let beginning = this.#beginnings.get(key);
    if (beginning === undefined) {
      const { user, account } = splitKey(key);
      beginning = Buffer.from(`${END_OF_ROW}\n[${JSON.stringify(user)},${JSON.stringify(account)},`);
      this.#beginnings.set(key, beginning);
    }
    return beginning;
  }
}
