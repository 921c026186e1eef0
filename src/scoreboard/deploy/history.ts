import { z } from 'zod';
import { writeDurably } from '../../platform/durable-file.ts';
import { readIfThere } from '../../platform/read-if-there.ts';

const eventSchema = z.object({
  at: z.iso.datetime(),
  action: z.enum(['deploy', 'rollback']),
  to: z.string(),
  from: z.string().nullable(),
  by: z.string().nullable(),
  host: z.string(),
});

/** One time at which another version was put in force: `at` is an ISO instant, `to` and `from` are ids. */
export type HistoryEvent = z.infer<typeof eventSchema>;

/** The events in their order; lines that cannot be read are left out. Empty when there is no such file. */
export async function readHistory(path: string): Promise<HistoryEvent[]> {
  const text = (await readIfThere(path))?.toString('utf8') ?? '';
  return text.split('\n').flatMap((line) => eventOf(line) ?? []);
}

/** Adds an event. Readers see the lines without it or with it. */
export async function addToHistory(path: string, event: HistoryEvent): Promise<void> {
  const before = (await readIfThere(path)) ?? Buffer.alloc(0);
  await writeDurably(path, Buffer.concat([before, Buffer.from(`${JSON.stringify(event)}\n`)]));
}

/**
 * The version that the one in force took over from when it was last deployed; null when there was none. The event is
 * written before the switch, so that one whose switch never came does not match. Going back does not count: going back
 * once more goes further back.
 */
export function versionBefore(history: readonly HistoryEvent[], current: string): string | null {
  const event = history.findLast(({ action, to, from }) => action === 'deploy' && to === current && from !== current);
  return event?.from ?? null;
}

/** When a version was last replaced, in milliseconds; null when the history does not tell. */
export function replacedAtMs(history: readonly HistoryEvent[], id: string): number | null {
  const event = history.findLast(({ from }) => from === id);
  return event === undefined ? null : Date.parse(event.at);
}

function eventOf(line: string): HistoryEvent | null {
  try {
    return eventSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
