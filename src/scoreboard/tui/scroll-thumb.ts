/** What is scrolled: how many lines there are, how many show, which is the first of them. */
export type Scrolled = { readonly total: number; readonly shown: number; readonly top: number };

/**
 * The lines of a scroll bar of `length` lines that its handle covers, from `first` to before `end`; null when all shows.
 * The handle touches an end of the bar only at that end of the lines.
 */
export function scrollThumb(
  { total, shown, top }: Scrolled,
  length: number,
): { readonly first: number; readonly end: number } | null {
  const last = total - shown;
  if (last <= 0 || length <= 0) return null;
  const size = Math.max(1, Math.min(length - 1, Math.round((length * shown) / total)));
  const room = length - size;
  const place = Math.round((Math.min(top, last) / last) * room);
  const least = top > 0 && room > 1 ? 1 : 0;
  const greatest = top < last && room > 1 ? room - 1 : room;
  const first = Math.max(least, Math.min(place, greatest));
  return { first, end: first + size };
}
