/** A digit of the sort below: 11 bits, so that six digits make a 64 bit number and a table of counts stays small. */
const DIGIT_BITS = 11;
const DIGIT_VALUES = 1 << DIGIT_BITS;

/** The digits of a float's two 32 bit words, the low word first as on all machines that Node runs on. */
const DIGITS = [0, 1].flatMap((word) => [0, 1, 2].map((digit) => ({ word, shift: digit * DIGIT_BITS })));

/**
 * Competition ranks (1, 1, 3) of values, greatest first, at the values' own places. 0 where there is no rank: NaN
 * stands for unknown or not to be ranked, and who has nothing of a thing (0 or less) has no rank in it (spec F4).
 */
export function competitionRanks(values: Float64Array): Int32Array {
  const order = descendingOrder(values);
  const ranks = new Int32Array(values.length);
  for (let index = 0; index < order.length; index++) {
    const place = order[index]!;
    const before = order[index - 1];
    ranks[place] = before !== undefined && values[before] === values[place] ? ranks[before]! : index + 1;
  }
  return ranks;
}

/**
 * The places of the values above 0, greatest first. Floats above 0 are in the order of their bits, so digits can be
 * sorted one after the other (radix sort): four times as fast as sorting and searching, and a board needs hundreds.
 */
function descendingOrder(values: Float64Array): Uint32Array {
  const words = new Uint32Array(values.slice().buffer);
  let order = new Uint32Array(values.length);
  let count = 0;
  for (let place = 0; place < values.length; place++) if (values[place]! > 0) order[count++] = place;
  let sorted = new Uint32Array(values.length);
  const starts = new Uint32Array(DIGIT_VALUES);
  for (const { word, shift } of DIGITS) {
    const digitOf = (place: number): number => (words[place * 2 + word]! >>> shift) & (DIGIT_VALUES - 1);
    // Of whole numbers the low digits are all 0.
    if (!countStarts(starts, order, { count, digitOf })) continue;
    for (let index = 0; index < count; index++) sorted[starts[digitOf(order[index]!)]!++] = order[index]!;
    [order, sorted] = [sorted, order];
  }
  return order.subarray(0, count);
}

/** Where each digit's places begin when the greatest digit comes first; false when all have the same one. */
function countStarts(
  starts: Uint32Array,
  order: Uint32Array,
  { count, digitOf }: { count: number; digitOf: (place: number) => number },
): boolean {
  starts.fill(0);
  for (let index = 0; index < count; index++) starts[digitOf(order[index]!)]!++;
  if (count === 0 || starts[digitOf(order[0]!)] === count) return false;
  let start = 0;
  for (let digit = DIGIT_VALUES - 1; digit >= 0; digit--) {
    const length = starts[digit]!;
    starts[digit] = start;
    start += length;
  }
  return true;
}
