import { dayOf } from '../../domain/calendar.ts';

const QUARTER_SECONDS = 900;

/**
 * Writes epoch seconds as wall clock of an IANA zone the way sacct does, `2026-11-20T17:26:05` without offset.
 * Throws RangeError when the zone is not known.
 */
export function wallTextIn(timeZone: string): (epochSeconds: number) => string {
  const offsetAt = offsets(timeZone);
  const days = new Map<number, string>();
  return (epochSeconds) => {
    const local = epochSeconds + offsetAt(epochSeconds);
    const dayIndex = Math.floor(local / 86_400);
    let day = days.get(dayIndex);
    if (day === undefined) {
      day = dayOf(local);
      days.set(dayIndex, day);
    }
    const second = local - dayIndex * 86_400;
    return `${day}T${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`;
  };
}

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** The zone's offset from UTC in seconds at an instant; zones change it on quarters of an hour only. */
function offsets(timeZone: string): (epochSeconds: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const known = new Map<number, number>();
  return (epochSeconds) => {
    const quarter = Math.floor(epochSeconds / QUARTER_SECONDS);
    let offset = known.get(quarter);
    if (offset === undefined) {
      offset = offsetSeconds(format.format(quarter * QUARTER_SECONDS * 1000));
      known.set(quarter, offset);
    }
    return offset;
  };
}

/** Reads the `GMT+05:30` at the end of a formatted date; plain `GMT` is 0. */
function offsetSeconds(formatted: string): number {
  const match = /GMT([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(formatted);
  if (match === null) return 0;
  const [, sign, hours, minutes, seconds = '0'] = match;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
}
