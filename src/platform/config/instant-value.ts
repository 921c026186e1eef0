import type { z } from 'zod';
import { DAY_SECONDS, dayOf, dayStart, isDay, isoSeconds } from '../../domain/calendar.ts';
import { wallClockIn } from '../../domain/wall-clock.ts';
import { textValue } from './text-value.ts';
import type { ValueType } from './value-type.ts';

const EARLIEST = Date.UTC(1970, 0, 1) / 1000;
const LATEST = Date.UTC(2100, 0, 1) / 1000;

/**
 * An instant in epoch seconds, written as a day (its first second) or as an ISO 8601 time; UTC unless the text
 * carries an offset. Years 1970 to 2099.
 */
export function instantValue(): ValueType<number> {
  const allowed = 'a UTC day (2025-07-01) or time (2025-07-01T06:30:00Z) of the years 1970 to 2099';
  const text = textValue({ allowed, test: (day) => epochSeconds(day) !== null });
  return {
    ...text,
    schema: text.schema.transform((day) => epochSeconds(day) ?? 0) as z.ZodType<number>,
    show: (value) => (value % DAY_SECONDS === 0 ? dayOf(value) : isoSeconds(value)),
  };
}

function epochSeconds(text: string): number | null {
  const seconds = isDay(text) ? dayStart(text) : wallClockIn('UTC')(text);
  return seconds !== null && seconds >= EARLIEST && seconds < LATEST ? seconds : null;
}
