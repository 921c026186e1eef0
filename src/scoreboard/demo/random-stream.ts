import { mixBits } from './mix-bits.ts';

/** Numbers that look random and are the same for the same seed. */
export type RandomStream = {
  /** From 0 to below 1. */
  readonly unit: () => number;
  /** A whole number from 0 to below `limit`; 0 when the limit is below 1. */
  readonly below: (limit: number) => number;
  /** True with the given probability. */
  readonly chance: (probability: number) => boolean;
  /** One of a list that is not empty. */
  readonly pick: <T>(list: readonly T[]) => T;
  /** Nearly normal with mean 0 and deviation 1, from -3.5 to 3.5. */
  readonly normal: () => number;
  /** Log-normal: half of the values lie below `median`; `spread` is the deviation of the logarithm. */
  readonly around: (median: number, spread: number) => number;
};

const GOLDEN_STEP = 0x9e3779b9;
/** The sum of four uniform numbers has the variance 4/12. */
const FOUR_UNIFORM_SCALE = Math.sqrt(3);

/** A stream from a 32-bit seed: a counter sent through {@link mixBits}, with a period of 2^32. */
export function randomStream(seed: number): RandomStream {
  let counter = seed | 0;
  const unit = (): number => {
    counter = (counter + GOLDEN_STEP) | 0;
    return mixBits(counter) / 2 ** 32;
  };
  const normal = (): number => (unit() + unit() + unit() + unit() - 2) * FOUR_UNIFORM_SCALE;
  return {
    unit,
    below: (limit) => Math.floor(unit() * Math.max(limit, 0)),
    chance: (probability) => unit() < probability,
    pick: (list) => list[Math.floor(unit() * list.length)]!,
    normal,
    around: (median, spread) => median * Math.exp(spread * normal()),
  };
}
