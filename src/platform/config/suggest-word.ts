/** The word among `known` that was probably meant by a mistyped one; null when none is near. */
export function suggestWord(typed: string, known: readonly string[]): string | null {
  const word = typed.toLowerCase().replaceAll('-', '_');
  const ranked = known
    .map((name) => ({ name, distance: editDistance(word, name.toLowerCase().replaceAll('-', '_')) }))
    .sort((a, b) => a.distance - b.distance);
  const nearest = ranked[0];
  if (nearest !== undefined && nearest.distance <= Math.max(1, Math.floor(word.length / 4))) return nearest.name;
  const begun = known.filter((name) => word.length >= 4 && name.toLowerCase().startsWith(word));
  return begun.length === 1 ? (begun[0] ?? null) : null;
}

/** Insertions, deletions, changes and swaps of neighbours (optimal string alignment) from `from` to `to`. */
function editDistance(from: string, to: string): number {
  let before: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const now = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      let best = Math.min(last[column]! + 1, now[column - 1]! + 1, last[column - 1]! + (same ? 0 : 1));
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped) best = Math.min(best, before[column - 2]! + 1);
      now.push(best);
    }
    before = last;
    last = now;
  }
  return last[to.length]!;
}
