/**
 * Competition ranks (1, 1, 3) of values, greatest first, at the values' own places. 0 where there is no rank: NaN
 * stands for unknown or not to be ranked, and who has nothing of a thing (0 or less) has no rank in it (spec F4).
 */
export function competitionRanks(values: Float64Array): Int32Array {
  const ascending = positives(values).sort();
  const ranks = new Int32Array(values.length);
  for (let place = 0; place < values.length; place++) {
    if (values[place]! > 0) ranks[place] = 1 + countAbove(ascending, values[place]!);
  }
  return ranks;
}

function positives(values: Float64Array): Float64Array {
  const found = new Float64Array(values.length);
  let count = 0;
  for (let place = 0; place < values.length; place++) {
    if (values[place]! > 0) found[count++] = values[place]!;
  }
  return found.subarray(0, count);
}

function countAbove(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return ascending.length - low;
}
