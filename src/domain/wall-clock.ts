import type { WallClock } from './slurm-time.ts';

const ISO = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})(Z|[+-]\d{2}:?\d{2})?$/;

/**
 * Reads ISO 8601 text as wall clock of an IANA zone (`Europe/Berlin`, `UTC`). A time that exists twice (clocks set
 * back) is the first of the two; one that does not exist (clocks set forward) moves on by the gap, as mktime(3)
 * does; second 60 is the next minute's first. Text with its own offset or `Z` keeps that.
 * Throws RangeError when the zone is not known.
 */
export function wallClockIn(timeZone: string): WallClock {
  const offsetAt = zoneOffset(timeZone);
  return (text) => {
    const match = ISO.exec(text);
    if (match === null) return null;
    const asUtc = utcSeconds(match);
    if (asUtc === null) return null;
    const explicit = match[7];
    if (explicit !== undefined) return asUtc - offsetSeconds(explicit);
    const before = offsetAt(asUtc - 86_400);
    const earlier = asUtc - before;
    if (offsetAt(earlier) === before) return earlier;
    const after = offsetAt(asUtc + 86_400);
    const later = asUtc - after;
    return offsetAt(later) === after ? later : earlier;
  };
}

function utcSeconds(match: RegExpExecArray): number | null {
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (hour > 23 || minute > 59 || second > 60) return null;
  const midnight = new Date(0);
  midnight.setUTCFullYear(year, month - 1, day);
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return null;
  return midnight.getTime() / 1000 + hour * 3600 + minute * 60 + second;
}

function offsetSeconds(text: string): number {
  if (text === 'Z') return 0;
  const sign = text.startsWith('-') ? -1 : 1;
  return sign * (Number(text.slice(1, 3)) * 3600 + Number(text.slice(-2)) * 60);
}

/** The zone's offset from UTC in seconds at an instant; offsets change at most once within a quarter of an hour. */
function zoneOffset(timeZone: string): (epochSeconds: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const known = new Map<number, number>();
  return (epochSeconds) => {
    const quarter = Math.floor(epochSeconds / 900);
    let offset = known.get(quarter);
    if (offset === undefined) {
      const name = format.formatToParts(quarter * 900_000).find((part) => part.type === 'timeZoneName')?.value ?? '';
      offset = name === 'GMT' ? 0 : offsetSeconds(name.slice(3));
      known.set(quarter, offset);
    }
    return offset;
  };
}
