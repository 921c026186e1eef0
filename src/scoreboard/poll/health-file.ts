import { z } from 'zod';
import { writeDurably } from '../../platform/durable-file.ts';
import { readReplaceable } from '../../platform/read-replaceable.ts';
import type { Cursor } from '../rollups/cursor.ts';
import type { TickReport } from './tick-report.ts';

/** `state/health.json`: how the last ticks of one cluster went. Plain JSON, for monitoring to read. */
export const healthSchema = z.object({
  schema_version: z.literal(1),
  kind: z.literal('health'),
  cluster: z.string(),
  last_success: z.iso.datetime().nullable().describe('end of the last tick without a failure'),
  last_error: z.object({ at: z.iso.datetime(), message: z.string() }).nullable(),
  versions: z.object({ slurm_sb: z.string(), node: z.string(), slurm: z.string().nullable() }),
  cursor: z.record(z.string(), z.unknown()),
  last_tick: z
    .object({ started: z.iso.datetime(), duration_ms: z.number(), report: z.record(z.string(), z.unknown()) })
    .nullable(),
});

export type Health = z.infer<typeof healthSchema>;

/** What a tick tells of itself. */
export type TickNews = {
  readonly cluster: string;
  readonly versions: Health['versions'];
  readonly cursor: Cursor | null;
  readonly startedMs: number;
  readonly endedMs: number;
  readonly report: TickReport | null;
  /** Null: the tick went well. */
  readonly error: string | null;
};

/** Writes a cluster's health after a tick; a failure keeps the time of the last success. */
export async function writeHealth(path: string, news: TickNews): Promise<void> {
  const before = await readHealth(path);
  const ended = new Date(news.endedMs).toISOString();
  const health: Health = {
    schema_version: 1,
    kind: 'health',
    cluster: news.cluster,
    last_success: news.error === null ? ended : (before?.last_success ?? null),
    last_error: news.error === null ? (before?.last_error ?? null) : { at: ended, message: news.error },
    versions: news.versions,
    cursor: { ...(news.cursor ?? before?.cursor) },
    last_tick: {
      started: new Date(news.startedMs).toISOString(),
      duration_ms: Math.round(news.endedMs - news.startedMs),
      report: { ...news.report },
    },
  };
  await writeDurably(path, Buffer.from(`${JSON.stringify(health, null, 1)}\n`));
}

/** A cluster's health; null when there is none that can be read. */
export async function readHealth(path: string): Promise<Health | null> {
  const bytes = await readReplaceable(path);
  if (bytes === null) return null;
  try {
    const parsed = healthSchema.safeParse(JSON.parse(bytes.toString('utf8')));
    if (!parsed.success) return null;
    // Its parts are written again, which throws for lists in lists in lists.
    JSON.stringify(parsed.data);
    return parsed.data;
  } catch {
    return null;
  }
}
