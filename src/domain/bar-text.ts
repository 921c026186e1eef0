/** Blocks of one to seven eighths of a character; eight eighths are a full one. */
const PARTS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/**
 * A bar from the left whose length is a share (0 to 1) of `width` characters; anything above 0 can be seen. Eighths of
 * a character with `unicode`, else whole ones.
 */
export function barText(share: number, width: number, unicode: boolean): string {
  if (!(share > 0)) return '';
  if (!unicode) return '#'.repeat(Math.max(1, Math.round(share * width)));
  const eighths = Math.max(1, Math.round(share * width * 8));
  return '█'.repeat(Math.floor(eighths / 8)) + PARTS[eighths % 8];
}
