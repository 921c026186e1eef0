import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Month } from '../../../../src/domain/calendar.ts';
import { decodeFilter, encodeFilter } from '../../../../src/scoreboard/dedupe/filter-file.ts';
import type { SeenFilter } from '../../../../src/scoreboard/dedupe/seen-filter.ts';
import { digestOf } from '../../../../src/scoreboard/records/digest.ts';
import {
  commitJobs,
  examine,
  findingsOf,
  type GoodRoot,
  goodRoot,
  openModes,
  openStore,
  resealed,
  SETTINGS,
  writeBoards,
} from './good-root.ts';

const AUGUST = '2026-08' as Month;
const SEPTEMBER = '2026-09' as Month;
const DAILY = 'clusters/hammer/agg/rollups/daily';
const MONTHLY = 'clusters/hammer/agg/rollups/monthly';
const SEEN = 'clusters/hammer/state/seen';

let good: GoodRoot;
beforeEach(async () => {
  good = await goodRoot();
});

type Kind = 'monthly' | 'daily' | 'filter';
type Daily = { days: Record<string, unknown[]> };
type Monthly = { rows: [string, string, ...number[]][] };

const text = (kind: Kind, month = AUGUST): string => readFileSync(good.hammer[kind](month), 'utf8');
const write = (kind: Kind, bytes: string | Buffer): void => writeFileSync(good.hammer[kind](AUGUST), bytes);
const drop = (kind: Kind): void => rmSync(good.hammer[kind](AUGUST));

function refilter(change: (filter: SeenFilter) => void): void {
  const owner = { cluster: 'hammer', month: AUGUST };
  const read = decodeFilter(readFileSync(good.hammer.filter(AUGUST)), owner);
  if (!read.ok) throw new Error(read.detail);
  change(read.filter);
  write('filter', encodeFilter(read.filter, owner));
}

describe('T6 C11 a file of a month by itself', () => {
  it.each<[string, () => void, string[]]>([
    [
      'days that are cut',
      () => write('daily', text('daily').slice(0, 300)),
      [`hammer error ${DAILY}/2026-08.json: it is damaged: it is not a JSON object`],
    ],
    [
      'a month with a number changed',
      () => write('monthly', text('monthly').replace('"chem",3,', '"chem",4,')),
      [`hammer error ${MONTHLY}/2026-08.json: it is damaged: its checksum does not fit its content`],
    ],
    [
      'a month of a later version',
      () =>
        write(
          'monthly',
          resealed<Monthly>(text('monthly'), (file) => ({ ...file, schema_version: 2 })),
        ),
      [`hammer error ${MONTHLY}/2026-08.json: it was written by a newer slurm-sb (schema_version 2)`],
    ],
    [
      'days of another month under its name',
      () => copyFileSync(good.hammer.daily(SEPTEMBER), good.hammer.daily(AUGUST)),
      [
        `hammer error ${DAILY}/2026-08.json: it is of hammer 2026-09`,
        `hammer error ${MONTHLY}/2026-08.json: it is not the sum of its days: jobs of alice in chem is 3 in the month and 2 by the days`,
        `hammer error ${SEEN}/2026-08.bloom: it holds 3 runs, but the rollup 2`,
      ],
    ],
    [
      'a month of another cluster',
      () =>
        write(
          'monthly',
          resealed<Monthly>(text('monthly'), (file) => ({ ...file, cluster: 'bell' })),
        ),
      [`hammer error ${MONTHLY}/2026-08.json: it is of bell 2026-08`],
    ],
    [
      'a filter that is cut',
      () => write('filter', readFileSync(good.hammer.filter(AUGUST)).subarray(0, -1)),
      [`hammer error ${SEEN}/2026-08.bloom: it is damaged: layer 0 is cut`],
    ],
    [
      // 15,003 runs of 14 bits in 206,129 set 1 - e^-1.019 = 0.639 of them, and 0.639^14 = 1.9e-3.
      'a filter that is overfull',
      () =>
        refilter(({ layers: [layer] }) => {
          for (let id = 0; id < 15_000; id++) layer?.addDigest(digestOf(`${id}|1`));
          if (layer !== undefined) layer.count = 3;
        }),
      [
        `hammer warning ${SEEN}/2026-08.bloom: it is overfull: 1.9e-3 of new jobs are taken for seen ones, 0.0001 were wanted`,
      ],
    ],
  ])('%s', async (_, harm, expected) => {
    harm();
    expect(await findingsOf(good)).toEqual(expected);
  });
});

describe('F1 C11 the files of a month against each other', () => {
  it.each<[string, () => void, string[]]>([
    [
      'the days alone',
      () => {
        drop('monthly');
        drop('filter');
      },
      [
        `hammer error ${MONTHLY}/2026-08.json: it is not there, but the days of the month are`,
        `hammer error ${SEEN}/2026-08.bloom: it is not there, but the month is: jobs could be counted twice, so poll stops at it`,
      ],
    ],
    [
      'no days',
      () => drop('daily'),
      [`hammer error ${DAILY}/2026-08.json: it is not there, but the month is: poll stops at it`],
    ],
    [
      'no filter',
      () => drop('filter'),
      [
        `hammer error ${SEEN}/2026-08.bloom: it is not there, but the month is: jobs could be counted twice, so poll stops at it`,
      ],
    ],
    [
      'a filter alone',
      () => {
        drop('monthly');
        drop('daily');
      },
      [
        `hammer error ${SEEN}/2026-08.bloom: there is a filter but no rollup: its jobs count as seen, but are in no total`,
      ],
    ],
    [
      // August has two jobs on the 2nd and one on the 31st.
      'a day gone',
      () =>
        write(
          'daily',
          resealed<Daily>(text('daily'), (file) => ({ ...file, days: { '2026-08-02': file.days['2026-08-02'] } })),
        ),
      [
        `hammer error ${MONTHLY}/2026-08.json: it is not the sum of its days: jobs of alice in chem is 3 in the month and 2 by the days`,
        `hammer error ${SEEN}/2026-08.bloom: it holds 3 runs, but the rollup 2`,
      ],
    ],
    [
      // 3 jobs of 60 s are 180 elapsed seconds, the eighth column of a row.
      'other hours in the month',
      () =>
        write(
          'monthly',
          resealed<Monthly>(text('monthly'), (file) => ({
            ...file,
            rows: file.rows.map((row) => row.map((cell, index) => (index === 8 ? 181 : cell))),
          })),
        ),
      [
        `hammer error ${MONTHLY}/2026-08.json: it is not the sum of its days: elapsed_seconds of alice in chem is 181 in the month and 180 by the days`,
      ],
    ],
    [
      'somebody in the month alone',
      () =>
        write(
          'monthly',
          resealed<Monthly>(text('monthly'), (file) => ({
            ...file,
            rows: [...file.rows, ['bob', '', ...(file.rows[0] ?? []).slice(2)]],
          })),
        ),
      [`hammer error ${MONTHLY}/2026-08.json: it is not the sum of its days: bob is in the month alone`],
    ],
    [
      'a run too many in the filter',
      () => refilter((filter) => filter.add(digestOf('extra|1'))),
      [`hammer error ${SEEN}/2026-08.bloom: it holds 4 runs, but the rollup 3`],
    ],
  ])('%s', async (_, harm, expected) => {
    harm();
    expect(await findingsOf(good)).toEqual(expected);
  });

  it('the remedy names the ways to have it made anew', async () => {
    drop('filter');
    const [finding] = (await examine(good)).findings;
    expect(finding?.remedy).toBe(
      `Run slurm-sb poll --cluster hammer --root ${good.root}: the first poll of a day makes a damaged month anew from ` +
        `accounting, and slurm-sb verify --cluster hammer --root ${good.root} --month 2026-08 --repair does it at once; ` +
        'or put back its three files (daily, monthly, filter) from one backup.',
    );
  });
});

describe('F1 C11 settings that changed within a month', () => {
  it('are told with their values, in the order of use', async () => {
    const store = await openStore(good, 'hammer', { ...SETTINGS, memory_base: 1024, steps: false });
    await commitJobs(store, ['2026-09-05']);
    writeBoards(good.hammer.boards, 'hammer', '2026-09-15T12:00:00Z');
    writeBoards(`${good.root}/leaderboards`, 'ALL', '2026-09-15T12:00:00Z');
    openModes(good.root);
    expect(await findingsOf(good)).toEqual([
      `hammer warning ${MONTHLY}/2026-09.json: its numbers were made under 2 different settings: memory_base 1000 then 1024; steps true then false`,
    ]);
    expect(existsSync(good.hammer.filter(SEPTEMBER))).toBe(true);
  });
});
