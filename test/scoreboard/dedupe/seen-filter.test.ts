import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { decodeFilter, encodeFilter } from '../../../src/scoreboard/dedupe/filter-file.ts';
import { SeenFilter } from '../../../src/scoreboard/dedupe/seen-filter.ts';
import { SeenLayer } from '../../../src/scoreboard/dedupe/seen-layer.ts';
import { digestOf } from '../../../src/scoreboard/records/digest.ts';

const owner = { cluster: 'hammer', month: '2026-09' };

/** D2 by the letter, over unbounded integers. */
function indexesByBigInt(digest: Uint32Array, m: number, k: number): number[] {
  const [a, b, c, d] = [...digest].map(BigInt) as [bigint, bigint, bigint, bigint];
  const h1 = (a << 32n) | b;
  const h2 = (c << 32n) | d || 0x9e3779b97f4a7c15n;
  return Array.from({ length: k }, (_, i) => Number((h1 + BigInt(i) * h2) % BigInt(m)));
}

const EDGES = [
  [0, 0, 0, 0],
  [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
  [0xffffffff, 0xffffffff, 0, 1],
  [0, 206_128, 0, 206_129],
].map((words) => Uint32Array.from(words));

function bitsSet(bytes: Uint8Array): number[] {
  return [...bytes].flatMap((byte, at) =>
    [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => byte & (1 << bit)).map((bit) => at * 8 + bit),
  );
}

describe('D1 digest', () => {
  it('is the SHA-1 of JobID|Submit', () => {
    const whole = createHash('sha1').update('123|1795193935').digest('hex');
    expect([...digestOf('123|1795193935')].map((word) => word.toString(16).padStart(8, '0')).join('')).toBe(
      whole.slice(0, 32),
    );
  });
});

describe('D2 one layer', () => {
  it.each([
    // m = ceil(-n ln p / (ln 2)^2), k = round(m / n ln 2), worked out with bc -l
    { n: 1000, p: 0.01, m: 9586, k: 7 },
    { n: 10_000, p: 5e-5, m: 206_129, k: 14 },
    { n: 1_000_000, p: 1e-4, m: 19_170_117, k: 13 },
  ])('for $n runs at $p has m=$m and k=$k', ({ n, p, m, k }) => {
    const layer = new SeenLayer(n, p);
    expect([layer.bits, layer.hashes]).toEqual([m, k]);
  });

  it('sets the bits that unbounded integers give, also where the second hash is 0', () => {
    const digests = [digestOf('1|1'), digestOf('67043328_9999|4102444800'), ...EDGES];
    for (const digest of digests) {
      const layer = new SeenLayer(10_000, 1e-4);
      layer.addDigest(digest);
      const expected = new Set(indexesByBigInt(digest, layer.bits, layer.hashes));
      expect(bitsSet(layer.bytes)).toEqual([...expected].sort((a, b) => a - b));
      expect(layer.hasDigest(digest)).toBe(true);
    }
  });
});

describe('D2 measured rate', () => {
  it('1,000,000 foreign runs against a filter that grew to 200,000 hit at most 2p, and none of its own is missed', () => {
    const p = 1e-3;
    const filter = new SeenFilter({ firstCapacity: 10_000, rate: p });
    for (let id = 0; id < 200_000; id++) filter.add(digestOf(`${id}|1795193935`));
    let hits = 0;
    for (let id = 0; id < 1_000_000; id++) if (filter.has(digestOf(`${id}|1700000000`))) hits++;
    let missed = 0;
    for (let id = 0; id < 200_000; id++) if (!filter.has(digestOf(`${id}|1795193935`))) missed++;
    expect(missed).toBe(0);
    expect(hits / 1_000_000).toBeLessThanOrEqual(2 * p);
    expect(hits).toBeGreaterThan(0);
    // The estimate is of the same size as what was measured.
    expect(filter.estimatedRate() / (hits / 1_000_000)).toBeGreaterThan(0.7);
    expect(filter.estimatedRate() / (hits / 1_000_000)).toBeLessThan(1.4);
    expect(filter.layers.map((layer) => [layer.capacity, layer.count])).toEqual([
      [10_000, 10_000],
      [20_000, 20_000],
      [40_000, 40_000],
      [80_000, 80_000],
      [160_000, 50_000],
    ]);
  }, 60_000);

  it('a copy grows apart from the one it was made of', () => {
    const filter = new SeenFilter({ firstCapacity: 0, rate: 1e-4 });
    filter.add(digestOf('1|1'));
    const copy = filter.copy();
    copy.add(digestOf('2|2'));
    expect([filter.has(digestOf('2|2')), copy.has(digestOf('1|1')), copy.count, filter.count]).toEqual([
      false,
      true,
      2,
      1,
    ]);
  });
});

describe('D2 a file that claims what it cannot hold is refused before any memory is taken for it', () => {
  const claims = (change: object): string | null => {
    const [line] = encodeFilter(new SeenFilter({ firstCapacity: 0, rate: 1e-4 }, [new SeenLayer(10_000, 5e-5)]), owner)
      .toString('latin1')
      .split('\n');
    const { sha256: _, ...header } = { ...JSON.parse(line!), ...change };
    const bits = Buffer.alloc(Math.min(100_000, Math.ceil(header.m / 8)));
    const sum = createHash('sha256').update(JSON.stringify(header)).update('\n').update(bits).digest('hex');
    const read = decodeFilter(
      Buffer.concat([Buffer.from(`${JSON.stringify({ ...header, sha256: sum })}\n`), bits]),
      owner,
    );
    return read.ok ? null : read.detail;
  };

  it.each([
    ['nothing wrong', {}, null],
    ['2^32 - 1 bits', { m: 4_294_967_295 }, 'layer 0 says m=4294967295 k=14, which n and p do not give'],
    ['a trillion runs', { n: 1e12 }, 'layer 0 says m=206129 k=14, which n and p do not give'],
    ['a rate above 1', { p: 5 }, 'layer 0 says m=206129 k=14, which n and p do not give'],
    ['many hashes', { k: 1_000_000 }, 'layer 0 says m=206129 k=1000000, which n and p do not give'],
    ['more runs than it is for', { count: 10_001 }, 'layer 0 says that 10001 runs were added, but is for 10000'],
  ])('%s', (_, change, detail) => {
    expect(claims(change)).toBe(detail);
  });
});

describe('D2 the file', () => {
  const filled = (): SeenFilter => {
    const filter = new SeenFilter({ firstCapacity: 0, rate: 1e-4 });
    for (let id = 0; id < 12_000; id++) filter.add(digestOf(`${id}|5`));
    return filter;
  };

  it('comes back the same, layer by layer, and can go on growing', () => {
    const bytes = encodeFilter(filled(), owner);
    const read = decodeFilter(bytes, owner);
    expect(read.ok).toBe(true);
    if (!read.ok) return;
    expect(encodeFilter(read.filter, owner).equals(bytes)).toBe(true);
    expect(read.filter.count).toBe(12_000);
    read.filter.add(digestOf('x|1'));
    expect(read.filter.count).toBe(12_001);
  });

  it('a layer is one line of JSON and ceil(m / 8) bytes', () => {
    const bytes = encodeFilter(filled(), owner);
    const first = JSON.parse(bytes.subarray(0, bytes.indexOf(10)).toString());
    expect(first).toMatchObject({ v: 1, ...owner, layer: 0, m: 206_129, k: 14, n: 10_000, p: 5e-5, count: 10_000 });
    const second = bytes.subarray(bytes.indexOf(10) + 1 + Math.ceil(206_129 / 8));
    expect(JSON.parse(second.subarray(0, second.indexOf(10)).toString())).toMatchObject({
      layer: 1,
      n: 20_000,
      p: 2.5e-5,
    });
  });

  it.each([
    ['cut by a byte', (bytes: Buffer) => bytes.subarray(0, -1)],
    ['cut in the first header', (bytes: Buffer) => bytes.subarray(0, 40)],
    ['empty', () => Buffer.alloc(0)],
    ['with one bit flipped', (bytes: Buffer) => Buffer.from(bytes.map((byte, at) => (at === 5000 ? byte ^ 4 : byte)))],
    [
      'of another month',
      (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replaceAll('2026-09', '2026-10'), 'latin1'),
    ],
    [
      'with its count raised',
      (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replace('"count":10000', '"count":10001'), 'latin1'),
    ],
    ['with a foreign end', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('x')])],
  ])('%s is not read', (_, harm) => {
    expect(decodeFilter(harm(encodeFilter(filled(), owner)), owner).ok).toBe(false);
  });
});
