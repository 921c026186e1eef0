import { describe, expect, it } from 'vitest';
import { mixSeed } from '../../../src/scoreboard/demo/mix-seed.ts';
import { randomStream } from '../../../src/scoreboard/demo/random-stream.ts';

const COUNT = 20_000;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const draw = (read: (random: ReturnType<typeof randomStream>) => number): number[] => {
  const random = randomStream(mixSeed('test'));
  return Array.from({ length: COUNT }, () => read(random));
};

describe('C14 random numbers', () => {
  it('unit is even from 0 to below 1', () => {
    const values = draw((random) => random.unit());
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    expect(mean(values)).toBeCloseTo(0.5, 1);
    expect(values.filter((value) => value < 0.1).length / COUNT).toBeCloseTo(0.1, 1);
  });

  it('normal has mean 0 and deviation 1', () => {
    const values = draw((random) => random.normal());
    expect(Math.abs(mean(values))).toBeLessThan(0.05);
    expect(Math.abs(mean(values.map((value) => value ** 2)) - 1)).toBeLessThan(0.05);
  });

  it('around has its median where it says', () => {
    const below = draw((random) => random.around(300, 1)).filter((value) => value < 300).length;
    expect(Math.abs(below / COUNT - 0.5)).toBeLessThan(0.02);
  });

  it('below reaches each number and none beyond; a limit of 0 gives 0', () => {
    expect(new Set(draw((random) => random.below(3)))).toEqual(new Set([0, 1, 2]));
    expect(randomStream(1).below(0)).toBe(0);
  });
});

describe('C14 seeds', () => {
  it.each([
    ['order', ['a', 1], [1, 'a']],
    ['where a text ends', ['ab', 'c'], ['a', 'bc']],
    ['numbers', ['a', 1], ['a', 2]],
    ['a number and its text', [1], ['1']],
    ['how many parts there are', ['a'], ['a', 0]],
  ])('differ by %s', (_, one, other) => {
    expect(mixSeed(...one)).not.toBe(mixSeed(...other));
  });

  it('are the same for the same parts', () => {
    expect(mixSeed('bell', 20_000)).toBe(mixSeed('bell', 20_000));
  });
});
