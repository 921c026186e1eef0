import { describe, expect, it } from 'vitest';
import { epochOnly } from '../../../src/domain/slurm-time.ts';
import { columnLayout } from '../../../src/scoreboard/records/column-layout.ts';
import { RowKernel } from '../../../src/scoreboard/records/row-kernel.ts';
import { NumberedRunTexts } from '../../../src/scoreboard/records/run-texts.ts';
import { CELL, UsualRows } from '../../../src/scoreboard/records/usual-rows.ts';

const LAYOUT = columnLayout(['JobID', 'User', 'State', 'End', 'AllocTRES', 'Account']);
const SETTINGS = {
  memoryBase: 1024,
  reqMemWithoutSuffix: 'per-job',
  gpuNames: ['gpu'],
  latestEnd: 2e9,
  wallClock: epochOnly,
} as const;

/** Reads rows one by one; what of each is told. */
function reading() {
  const kernel = new RowKernel();
  const texts = new NumberedRunTexts();
  const rows = new UsualRows(kernel, { layout: LAYOUT, settings: SETTINGS }, texts);
  return (row: string) => {
    kernel.input.write(`${row}\n`);
    const kind = rows.read(0);
    return { kind, memBytes: rows.tres.memBytes, account: texts.accounts[rows.cells[CELL.account]!] };
  };
}

describe('texts of usual rows', () => {
  it('mean what they say, also where a table was filled and began anew', () => {
    const read = reading();
    // More different texts than a table has room for, and each of them once more.
    for (let round = 0; round < 2; round++) {
      for (let job = 0; job < 70_000; job += round === 0 ? 1 : 997) {
        const { kind, memBytes, account } = read(`${job}|alice|COMPLETED|1785547807|cpu=1,mem=${job}K|group${job}`);
        if (kind !== 'job' || memBytes !== job * 1024 || account !== `group${job}`) {
          expect({ job, kind, memBytes, account }).toBe('what the row says');
        }
      }
    }
  });

  it('are told apart by each of their bytes', () => {
    const read = reading();
    const names = Array.from({ length: 24 }, (_, length) => 'a'.repeat(length + 1));
    const all = names.flatMap((name) =>
      [...name].map((_, at) => `${name.slice(0, at)}b${name.slice(at + 1)}`).concat(name),
    );
    for (let round = 0; round < 2; round++) {
      for (const name of all) expect(read(`1|alice|COMPLETED|1785547807||${name}`).account).toBe(name);
    }
  });

  it('of more than 1,024 bytes are left to the long way', () => {
    const read = reading();
    const gres = (length: number): string => `cpu=1,mem=5M,gres/${'x'.repeat(length - 20)}=1`;
    expect(gres(1024)).toHaveLength(1024);
    expect(read(`1|alice|COMPLETED|1785547807|${gres(1024)}|chem`)).toMatchObject({
      kind: 'job',
      memBytes: 5 * 1024 ** 2,
    });
    expect(read(`1|alice|COMPLETED|1785547807|${gres(1025)}|chem`).kind).toBe('odd');
  });
});
