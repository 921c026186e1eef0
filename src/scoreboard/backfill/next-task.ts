import { DAY_SECONDS, dayOf, dayStart } from '../../domain/calendar.ts';
import { type Cursor, countableFrom } from '../rollups/cursor.ts';
import type { Interval } from '../sacct/sacct-args.ts';

/** What is asked for next and why: new time, time before what was covered, the daily second look, or a month anew. */
export type Task = { readonly kind: 'catch-up' | 'earlier' | 'late-sweep' | 'rebuild'; readonly interval: Interval };

/** What decides which time is asked for; all times and lengths in seconds. */
export type TaskSettings = {
  /** Null: where the cursor began. */
  readonly backfillStart: number | null;
  readonly overlapSeconds: number;
  /** 0: no late sweep. */
  readonly lateSweepDays: number;
};

/** A tick's own place: where its catch-up stands and when it began. */
export type TickPlace = { readonly position: number; readonly startedAt: number };

/**
 * Where the catch-up of a tick begun at `startedAt` begins: after all that was read at least the overlap after it ended.
 * A cursor that a clock gone ahead has put into the future does not keep it from reading the overlap.
 */
export function firstPosition(cursor: Cursor, startedAt: number, overlapSeconds: number): number {
  const fresh = Math.max(cursor.backfill_start, startedAt - overlapSeconds);
  return Math.min(cursor.settled_until, cursor.covered_until, fresh);
}

/**
 * The next slice of a tick: first up to the tick's beginning, then what is left of today's second look, then time
 * before the covered one when `backfillStart` was moved back. Null when nothing is owed.
 */
export function nextTask(cursor: Cursor, place: TickPlace, settings: TaskSettings): Task | null {
  const catchUp = { since: place.position, until: Math.min(place.position + cursor.span_seconds, place.startedAt) };
  if (catchUp.since < catchUp.until) return { kind: 'catch-up', interval: catchUp };
  const sweep = sweepOf(cursor, place, settings);
  if (sweep !== null && sweep.next < sweep.until) {
    const until = Math.min(sweep.next + cursor.span_seconds, sweep.until);
    return { kind: 'late-sweep', interval: { since: sweep.next, until } };
  }
  const earliest = Math.max(settings.backfillStart ?? cursor.backfill_start, countableFrom(cursor));
  const earlier = {
    since: Math.max(earliest, cursor.backfill_start - cursor.span_seconds),
    until: cursor.backfill_start,
  };
  return earlier.since < earlier.until ? { kind: 'earlier', interval: earlier } : null;
}

/** What the cursor says once a task's slice was read; `askedAt` is when sacct was asked. */
export function advance(
  cursor: Cursor,
  task: Task,
  { place, askedAt, settings }: { place: TickPlace; askedAt: number; settings: TaskSettings },
): Partial<Cursor> {
  const { since, until } = task.interval;
  if (task.kind === 'earlier') return { backfill_start: since };
  if (task.kind === 'late-sweep') {
    const sweep = sweepOf(cursor, place, settings);
    return sweep === null ? {} : { late_sweep: { ...sweep, next: until } };
  }
  const settled = since <= cursor.settled_until ? Math.min(until, askedAt - settings.overlapSeconds) : 0;
  const believed = (time: number): number => (time > place.startedAt ? 0 : time);
  const arrived = cursor.late_sweep === null && until >= place.startedAt;
  return {
    covered_until: Math.max(believed(cursor.covered_until), until),
    settled_until: Math.max(believed(cursor.settled_until), settled, cursor.backfill_start),
    // The day on which the backfill arrives needs no second look: everything was just read.
    ...(arrived ? { late_sweep: { day: dayOf(place.startedAt), next: until, until } } : {}),
  };
}

/** Today's second look: what is left of the one the cursor holds, else a new one. */
function sweepOf(cursor: Cursor, place: TickPlace, settings: TaskSettings): NonNullable<Cursor['late_sweep']> | null {
  if (settings.lateSweepDays === 0) return null;
  const day = dayOf(place.startedAt);
  const held = cursor.late_sweep;
  if (held !== null && (held.day === day || held.next < held.until)) return held;
  const until = firstPosition(cursor, place.startedAt, settings.overlapSeconds);
  // From the day's beginning, so that a look that failures delay reaches as far back as one at midnight.
  const since = Math.max(cursor.backfill_start, dayStart(day) - settings.lateSweepDays * DAY_SECONDS);
  return { day, next: Math.min(since, until), until };
}
