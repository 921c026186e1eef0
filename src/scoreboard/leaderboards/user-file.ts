import { z } from 'zod';
import { COUNTERS } from '../../domain/counters.ts';
import { sealJson } from '../../platform/checked-json.ts';
import type { CounterRows } from './counter-rows.ts';

const counters = z.array(z.int().nonnegative()).length(COUNTERS.length);

/** `agg/users/<encoded user>.json`: one user on one cluster, over all accounts; derived from the month rollups. */
export const userFileSchema = z.object({
  schema_version: z.literal(1),
  kind: z.literal('user'),
  asof: z.iso.datetime().describe('when the file last changed, UTC'),
  cluster: z.string(),
  user: z.string(),
  columns: z.tuple(COUNTERS.map((name) => z.literal(name)) as [z.ZodLiteral<string>, ...z.ZodLiteral<string>[]]),
  total: counters.describe('of all months, in the order of columns'),
  months: z.record(z.string().regex(/^\d{4}-\d{2}$/), counters).describe('of each month with jobs, oldest first'),
});

/** A user file's content. */
export type UserFile = z.infer<typeof userFileSchema>;

/** What a user file is made from; the months are sorted. */
export type UserMonths = Pick<UserFile, 'asof' | 'cluster' | 'user'> & {
  readonly total: CounterRows;
  readonly months: ReadonlyMap<string, CounterRows>;
};

/** The bytes of a user file, one month a line; the same content gives the same bytes. */
export function encodeUserFile({ asof, cluster, user, total, months }: UserMonths): Buffer {
  const head = { schema_version: 1, kind: 'user', asof, cluster, user, columns: COUNTERS, total: [...total] };
  const lines = [...months].map(([month, row]) => `\n${JSON.stringify(month)}:[${row.join()}]`);
  return sealJson(`${JSON.stringify(head).slice(0, -1)},"months":{${lines.join()}}}`);
}
