const DURATION = /^(?:(?:(\d+)-)?(\d+):)?(\d{1,2}):(\d{2})(?:\.(\d{1,3}))?$/;

/**
 * Seconds of a CPU time as sacct prints it: `MM:SS.mmm`, `HH:MM:SS`, `D-HH:MM:SS`. Fractions are kept
 * (milliseconds). Null when unreadable or beyond 9e15. Source: sacct(1), TotalCPU.
 */
export function parseCpuTime(text: string): number | null {
  const match = DURATION.exec(text);
  if (match === null) return null;
  const [, days = '0', hours = '0', minutes = '0', seconds = '0', millis = '0'] = match;
  if (Number(seconds) > 59) return null;
  const whole = ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
  return whole < Number.MAX_SAFE_INTEGER ? whole + Number(millis.padEnd(3, '0')) / 1000 : null;
}
