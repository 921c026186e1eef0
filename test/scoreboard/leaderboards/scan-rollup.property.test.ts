import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Day, Month } from '../../../src/domain/calendar.ts';
import { COUNTERS } from '../../../src/domain/counters.ts';
import { openJson, sealJson } from '../../../src/platform/checked-json.ts';
import { KeyTable } from '../../../src/scoreboard/leaderboards/key-table.ts';
import { type RowBlock, RowBuffer } from '../../../src/scoreboard/leaderboards/row-buffer.ts';
import { scanDaily, scanMonthly } from '../../../src/scoreboard/leaderboards/scan-rollup.ts';
import {
  dailyRollupSchema,
  encodeDaily,
  encodeMonthly,
  monthlyRollupSchema,
  type RollupHead,
} from '../../../src/scoreboard/rollups/rollup-files.ts';
import { type Totals, totalsKey } from '../../../src/scoreboard/rollups/totals.ts';

const HEAD: RollupHead = {
  asof: '2026-09-30T12:00:00Z',
  cluster: 'bell',
  month: '2026-09' as Month,
  settings: [
    {
      memory_base: 1000,
      reqmem_without_suffix: 'per-job',
      failure_states: ['F'],
      gpu_gres_names: ['gpu'],
      steps: true,
    },
  ],
};
const name = fc.string({ unit: fc.constantFrom('a', 'b', 'ü', '李', ',', ']', ' ', '-'), maxLength: 5 });
const oddName = fc.string({ unit: fc.constantFrom('a', '"', '\\', ','), minLength: 1, maxLength: 5 });
const count = fc.oneof(fc.nat(), fc.constant(0), fc.integer({ min: 0, max: 999_999_999_999_999 }));
const row = fc.array(count, { minLength: COUNTERS.length, maxLength: COUNTERS.length });
const totals = fc
  .uniqueArray(fc.tuple(name, name, row), { selector: ([user, account]) => totalsKey(user, account), maxLength: 12 })
  .map((rows): Totals => new Map(rows.map(([user, account, counters]) => [totalsKey(user, account), counters])));

const freshScan = () => ({ keys: new KeyTable(), buffer: new RowBuffer(COUNTERS.length) });

/** The rows of a block as totals. */
function totalsIn({ buffer, from, to }: RowBlock, keys: KeyTable): Totals {
  const found: Totals = new Map();
  for (let at = from; at < to; at++) {
    const { user, account } = keys.nameAt(buffer.keyAt(at));
    found.set(totalsKey(user, account), [...buffer.numbers.slice(at * buffer.width, (at + 1) * buffer.width)]);
  }
  return found;
}

describe('C6 rollup files scanned without a JSON parser', () => {
  it('a month file gives the rows that were written', () => {
    fc.assert(
      fc.property(fc.array(totals, { minLength: 1, maxLength: 3 }), (files) => {
        const scan = freshScan();
        for (const written of files) {
          const block = scanMonthly(encodeMonthly(HEAD, written), HEAD, scan);
          expect(block && totalsIn(block, scan.keys)).toEqual(written);
        }
      }),
    );
  });

  it('a file of days gives the rows of each day', () => {
    fc.assert(
      fc.property(fc.array(totals, { maxLength: 4 }), (days) => {
        const written = new Map(days.map((one, index) => [`2026-09-0${index + 1}` as Day, one]));
        const scan = freshScan();
        const found = scanDaily(encodeDaily(HEAD, written), HEAD, scan);
        const read = [...(found ?? [])].map(([day, block]) => [day, totalsIn(block, scan.keys)]);
        expect(found).not.toBeNull();
        expect(read).toEqual([...written].filter(([, one]) => one.size > 0));
      }),
    );
  });

  it('what it cannot read for certain it leaves to the parser', () => {
    fc.assert(
      fc.property(oddName, row, (user, counters) => {
        const scan = freshScan();
        const block = scanMonthly(encodeMonthly(HEAD, new Map([[totalsKey(user, 'x'), counters]])), HEAD, scan);
        const needsEscapes = /["\\]/.test(user);
        expect(block === null).toBe(needsEscapes);
      }),
    );
  });

  it('any change of a file is either refused or read as the parser reads it', () => {
    const file = encodeMonthly(HEAD, new Map([['ann\tlab', COUNTERS.map((_, index) => index)]])).toString();
    const body = `${file.slice(0, file.indexOf(',"checksum"'))}}`;
    const edit = fc.record({
      at: fc.nat({ max: body.length - 1 }),
      cut: fc.nat({ max: 2 }),
      put: fc.constantFrom(
        '',
        '0',
        '1',
        '-',
        '.5',
        'e3',
        ' ',
        ',',
        '[',
        ']',
        '"',
        '\n',
        'x',
        '\\u0061',
        '99999999999999999',
      ),
    });
    fc.assert(
      fc.property(edit, ({ at, cut, put }) => {
        const changed = body.slice(0, at) + put + body.slice(at + cut);
        fc.pre(/[^{]\}$/.test(changed));
        const bytes = sealJson(changed);
        const scan = freshScan();
        const block = scanMonthly(bytes, HEAD, scan);
        if (block === null) return;
        const parsed = openJson(bytes, monthlyRollupSchema);
        expect(parsed.ok).toBe(true);
        const rows = parsed.ok
          ? parsed.value.rows.map(([user, account, ...rest]) => [totalsKey(user, account), rest])
          : [];
        expect([...totalsIn(block, scan.keys)]).toEqual([...new Map(rows as [string, number[]][])]);
      }),
      { numRuns: 5000 },
    );
  });

  it('files of another cluster or month are left to the parser, days of another month too', () => {
    const days = new Map([['2026-09-01' as Day, new Map([['ann\tlab', COUNTERS.map(() => 1)]])]]);
    for (const place of [HEAD, { ...HEAD, cluster: 'hammer' }, { ...HEAD, month: '2026-08' }]) {
      const isOurs = place === HEAD;
      expect(scanMonthly(encodeMonthly(HEAD, new Map()), place, freshScan()) !== null).toBe(isOurs);
      expect(scanDaily(encodeDaily(HEAD, days), place, freshScan()) !== null).toBe(isOurs);
    }
    const other = encodeDaily({ ...HEAD, month: '2026-08' as Month }, days);
    expect(scanDaily(other, { ...HEAD, month: '2026-08' }, freshScan())).toBeNull();
  });

  it('the schemas of both files are the ones that it asks for', () => {
    const scan = freshScan();
    expect(scanDaily(encodeMonthly(HEAD, new Map()), HEAD, scan)).toBeNull();
    expect(scanMonthly(encodeDaily(HEAD, new Map()), HEAD, scan)).toBeNull();
    expect(openJson(encodeDaily(HEAD, new Map()), dailyRollupSchema).ok).toBe(true);
  });
});
