import { describe, expect, it } from 'vitest';
import { epochOnly } from '../../../src/domain/slurm-time.ts';
import { columnLayout } from '../../../src/scoreboard/records/column-layout.ts';
import { LineBlocks } from '../../../src/scoreboard/records/line-blocks.ts';
import { RunReader } from '../../../src/scoreboard/records/run-reader.ts';
import { BASE_COLUMNS } from '../../../src/scoreboard/sacct/columns.ts';

const MIB = 1_048_576;

function split(pieces: readonly string[]) {
  const lines: string[] = [];
  const long: string[] = [];
  const blocks = new LineBlocks({
    rows: (bytes, from, to) => lines.push(...bytes.toString('utf8', from, to - 1).split('\n')),
    longRow: (start) => long.push(start),
  });
  for (const piece of pieces) blocks.push(Buffer.from(piece));
  return { lines, long, rest: blocks.end() };
}

describe('S7: a line that is too long', () => {
  it('of exactly 1 MiB is a line', () => {
    const { lines, long } = split([`${'a'.repeat(MIB)}\n`]);
    expect([lines[0]?.length, long]).toEqual([MIB, []]);
  });

  it.each([
    ['in two pieces', ['a'.repeat(MIB + 1), '\nb\n']],
    ['in several', ['a'.repeat(MIB), 'a'.repeat(MIB), '|x|y\nb\n']],
    ['in very many', [...Array.from({ length: 200 }, () => 'a'.repeat(20_000)), '\n', 'b\n']],
  ])('%s is told by its beginning, and the next line is whole', (_, pieces) => {
    expect(split(pieces)).toEqual({ lines: ['b'], long: ['a'.repeat(1000)], rest: null });
  });

  it('without an end comes out cut', () => {
    expect(split(['a'.repeat(2 * MIB)])).toEqual({ lines: [], long: [], rest: 'a'.repeat(1000) });
  });
});

function read(rows: readonly string[], long: readonly string[] = []) {
  const reasons: string[] = [];
  const reader = new RunReader({
    layout: columnLayout(BASE_COLUMNS),
    settings: {
      memoryBase: 1000,
      reqMemWithoutSuffix: 'per-job',
      gpuNames: ['gpu'],
      wallClock: epochOnly,
      latestEnd: 2_000_000_000,
    },
    onRuns: () => undefined,
    onReject: ({ reason }) => reasons.push(reason),
  });
  const bytes = Buffer.from(rows.map((row) => `${row}\n`).join(''));
  reader.rows(bytes, 0, bytes.length);
  for (const start of long) reader.longRow(start);
  return { counts: reader.end(), reasons };
}

const row = (elapsed: number, cpus: number, state = 'COMPLETED'): string =>
  `7|alice|${state}|${elapsed}|${cpus}|1||||cpu=1|1788220000|1788220000|1788220100`;

describe('P1 rows that no Slurm writes', () => {
  it('a line that is too long, in a block with others, is a row with a reason', () => {
    const { counts, reasons } = read([row(60, 1), `7|${'a'.repeat(MIB)}`, row(60, 1)]);
    expect([counts.rows, counts.jobs, counts.rejected, reasons]).toEqual([3, 2, 1, ['long_line']]);
  });

  it('a line that was too long is a row with a reason', () => {
    const { counts, reasons } = read([row(60, 1)], ['7|alice']);
    expect([counts.rows, counts.jobs, counts.rejected, reasons]).toEqual([2, 1, 1, ['long_line']]);
  });

  it.each([
    ['100,000 CPUs for three years', 100_000_000, 100_000, []],
    ['one CPU second more', 10_000_000_000_001, 1, ['bad_number']],
    ['300,000 CPUs for more than a year', 34_000_000, 300_000, ['bad_number']],
    ['what 32 bits hold at most', 4_294_967_295, 4_294_967_295, ['bad_number']],
  ])('%s', (_, elapsed, cpus, expected) => {
    expect(read([row(elapsed, cpus)]).reasons).toEqual(expected);
  });

  it('names of states that Slurm does not have are kept apart up to twenty', () => {
    const names = Array.from({ length: 100 }, (_, index) => `X${'Y'.repeat(index % 40)}`.slice(0, 40 - (index >> 6)));
    const { counts } = read([...names, 'XYY'].map((name) => row(60, 1, name)));
    const { OTHERS: others = 0, ...apart } = counts.unknown_states;
    expect(Object.keys(apart)).toHaveLength(20);
    expect(others + Object.values(apart).reduce((sum, count) => sum + count, 0)).toBe(101);
  });

  it('a state of 41 letters is none', () => {
    expect(read([row(60, 1, 'X'.repeat(41))]).reasons).toEqual(['bad_state']);
  });
});
