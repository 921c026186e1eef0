import { describe, expect, it } from 'vitest';
import { JsonBytes } from '../../src/platform/json-bytes.ts';

const MOST = Number.MAX_SAFE_INTEGER;

function wholes(...values: number[]): string {
  const out = new JsonBytes();
  out.wholes(Float64Array.from(values), 0, values.length);
  return out.bytes.toString();
}

describe('text that is written as bytes', () => {
  it('has whole numbers as String prints them, at each number of digits', () => {
    expect(wholes()).toBe('');
    expect(wholes(0)).toBe('0');
    const edges = Array.from({ length: 16 }, (_, digits) => [10 ** digits - 1, 10 ** digits, 10 ** digits + 1]).flat();
    const values = [...edges, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 7_000_000_003, MOST - 1, MOST];
    expect(wholes(...values)).toBe(values.map(String).join());
  });

  it.each([-1, 0.5, 2 ** 31 + 0.5, -(2 ** 40), MOST + 1, Number.NaN, Number.POSITIVE_INFINITY])(
    'refuses %d: it would be another number',
    (value) => expect(() => wholes(1, value)).toThrow(`${value} is no whole number from 0 to 2^53 - 1`),
  );

  it('takes the part of a list that is meant', () => {
    const out = new JsonBytes();
    out.text('[');
    out.wholes([1, 22, 333, 4444], 1, 3);
    out.text(']');
    expect(out.bytes.toString()).toBe('[22,333]');
  });

  it('grows by texts, bytes and numbers, and gives bytes back', () => {
    const out = new JsonBytes();
    let wanted = '';
    for (let at = 0; at < 20_000; at++) {
      out.text(`é${at}\n`);
      out.raw(Buffer.from('ü,'));
      out.wholes([at, MOST], 0, 2);
      wanted += `é${at}\nü,${at},${MOST}`;
    }
    out.takeBack(1);
    expect(out.bytes.equals(Buffer.from(wanted.slice(0, -1)))).toBe(true);
  });
});
