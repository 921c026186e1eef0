/** How many tests or checks passed, failed and were skipped. */
export type Counts = { passed: number; failed: number; skipped: number };

/** The last line of a test run: `12 passed, 0 failed`, and `, 3 skipped` where there are any. */
export function countLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** True where nobody looks on and so nothing may be left out: CI is set, and not to `false` or 0. */
export function isCi({ CI }: Readonly<Record<string, string | undefined>>): boolean {
  return CI !== undefined && !['', '0', 'false'].includes(CI);
}
