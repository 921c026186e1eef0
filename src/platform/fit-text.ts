import stringWidth from 'string-width';

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A text of at most `width` columns: a longer one is cut and ends with `mark` (as wide as its text says). */
export function fitText(text: string, width: number, mark: string): string {
  if (stringWidth(text) <= width) return text;
  let kept = '';
  for (const { segment } of GRAPHEMES.segment(text)) {
    if (stringWidth(kept + segment + mark) > width) break;
    kept += segment;
  }
  return kept + mark;
}

/** A text filled up with blanks to `width` columns. */
export function padText(text: string, width: number, align: 'left' | 'right'): string {
  const blanks = ' '.repeat(Math.max(0, width - stringWidth(text)));
  return align === 'left' ? text + blanks : blanks + text;
}
