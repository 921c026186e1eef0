/** A meter in two pieces: what is reached, and what is left of its room; together `width` columns. */
export type Meter = { readonly bar: string; readonly track: string };

/**
 * A thin meter, so that the rows of a table stay apart: a share (0 to 1) in half columns with `unicode`, else in whole
 * ones. Anything above 0 can be seen; bar and track differ without colours too.
 */
export function meterText(share: number, width: number, unicode: boolean): Meter {
  const least = share > 0 ? 1 : 0;
  if (!unicode) {
    const full = Math.min(width, Math.max(least, Math.round(share * width)));
    return { bar: '='.repeat(full), track: '.'.repeat(width - full) };
  }
  const halves = Math.min(2 * width, Math.max(least, Math.round(share * width * 2)));
  const bar = '━'.repeat(halves >> 1) + (halves % 2 === 1 ? '╸' : '');
  return { bar, track: '─'.repeat(width - bar.length) };
}
