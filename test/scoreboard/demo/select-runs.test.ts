import { describe, expect, it } from 'vitest';
import type { JobRun } from '../../../src/scoreboard/demo/job-run.ts';
import type { RunQuery } from '../../../src/scoreboard/demo/run-query.ts';
import { parseStates } from '../../../src/scoreboard/demo/sacct-states.ts';
import { selectRuns } from '../../../src/scoreboard/demo/select-runs.ts';
import { aRun, DAY_START, PERSON } from './a-run.ts';

const at = (second: number): number => DAY_START + second;
/** The present of the hand-made cluster. */
const NOW = at(50_000);
const EVERYTHING: RunQuery = {
  start: null,
  end: null,
  states: null,
  users: null,
  accounts: null,
  partitions: null,
  jobs: null,
  duplicates: true,
};
const ENDED = parseStates('BF,CA,CD,DL,F,NF,OOM,PR,RQ,RV,TO');

/** Submitted at 1000, started at 2000, ended at 2100, unless said otherwise. */
function ids(runs: readonly JobRun[], query: Partial<RunQuery>, fromSeconds = at(-86_400 * 10)): string[] {
  const dayRuns = (day: number) => runs.filter((run) => Math.floor(run.endAt / 86_400) === day);
  const selected = selectRuns({ dayRuns, fromSeconds, nowSeconds: NOW }, { ...EVERYTHING, ...query });
  return [...selected].map((run) => `${run.jobId}@${run.submitAt - DAY_START}`);
}

describe('S3 with ended states a run is selected by its End, both ends of the window included', () => {
  const run = aRun();
  it.each([
    ['it ends at the window’s end', 2000, 2100, true],
    ['it ends at the window’s start', 2100, 2200, true],
    ['it ends in a window of one second', 2100, 2100, true],
    ['it ends a second after the window', 1000, 2099, false],
    ['it ended a second before the window', 2101, 3000, false],
    ['it only started in the window', 1900, 2050, false],
  ])('%s', (_, start, end, shown) => {
    expect(ids([run], { start: at(start), end: at(end), states: ENDED })).toEqual(shown ? ['7@1000'] : []);
  });

  it('and is of one of the states', () => {
    const window = { start: at(0), end: at(9000) };
    expect(ids([run], { ...window, states: parseStates('F,TO') })).toEqual([]);
    expect(ids([run], { ...window, states: parseStates('CD') })).toEqual(['7@1000']);
  });

  it('one that goes on now is not shown, whatever it will end in', () => {
    const later = aRun({ endAt: at(60_000) });
    expect(ids([later], { start: at(0), end: at(86_000), states: ENDED })).toEqual([]);
  });

  it('one cancelled before it was eligible is shown', () => {
    const held = aRun({ state: 'CANCELLED', eligibleAt: null, startAt: null });
    expect(ids([held], { start: at(0), end: at(9000), states: ENDED })).toEqual(['7@1000']);
  });
});

describe('C14 without states a window shows what overlapped it', () => {
  const run = aRun({ eligibleAt: at(1200) });
  it.each([
    ['it waited in the window', 1300, 1400, true],
    ['it ran in the window', 2050, 2060, true],
    ['it ended at the window’s start', 2100, 3000, true],
    ['it ended a second before', 2101, 3000, false],
    ['it became eligible at the window’s end', 1100, 1200, false],
    ['it became eligible a second before that', 1100, 1201, true],
  ])('%s', (_, start, end, shown) => {
    expect(ids([run], { start: at(start), end: at(end) })).toEqual(shown ? ['7@1000'] : []);
  });

  it('running and waiting runs too, though they end days later', () => {
    const running = aRun({ jobId: '8', endAt: at(86_400 * 5) });
    const waiting = aRun({ jobId: '9', startAt: at(86_400), endAt: at(86_400 * 3) });
    expect(ids([running, waiting], { start: at(40_000), end: at(50_000) })).toEqual(['9@1000', '8@1000']);
  });

  it('but none that is not submitted yet', () => {
    expect(ids([aRun({ submitAt: NOW + 1, eligibleAt: NOW + 1, startAt: NOW + 2, endAt: NOW + 9 })], {})).toEqual([]);
  });

  it('and none that was never eligible, except by its id', () => {
    const held = aRun({ state: 'CANCELLED', eligibleAt: null, startAt: null });
    expect(ids([held], { start: at(0), end: at(9000) })).toEqual([]);
    expect(ids([held], { jobs: ['7'] })).toEqual(['7@1000']);
  });
});

describe('C14 states that go on are those a run was in within the window', () => {
  const window = { start: at(40_000), end: at(50_000) };
  const running = aRun({ jobId: '1', endAt: at(60_000) });
  const waiting = aRun({ jobId: '2', startAt: at(55_000), endAt: at(60_000) });
  const ran = aRun({ jobId: '3', startAt: at(41_000), endAt: at(42_000) });
  const over = aRun({ jobId: '4' });
  it.each([
    ['R', ['3@1000', '1@1000']],
    ['PD', ['3@1000', '2@1000']],
    ['S', []],
  ])('-s %s', (states, expected) => {
    const all = [over, ran, running, waiting];
    expect(ids(all, { ...window, states: parseStates(states) })).toEqual(expected);
  });
});

describe('S2 a requeued run', () => {
  const first = aRun({ state: 'REQUEUED' });
  const second = aRun({ submitAt: at(2102), eligibleAt: at(2222), startAt: at(2300), endAt: at(2400) });
  const window = { start: at(0), end: at(9000), states: ENDED };
  it('is shown with -D', () => {
    expect(ids([first, second], window)).toEqual(['7@1000', '7@2102']);
  });
  it('is hidden by the newer run without -D', () => {
    expect(ids([first, second], { ...window, duplicates: false })).toEqual(['7@2102']);
  });
  it('is shown where the newer run is not in the answer', () => {
    expect(ids([first, second], { ...window, end: at(2399), duplicates: false })).toEqual(['7@1000']);
  });
});

describe('C14 other filters', () => {
  const other = { ...PERSON, name: 'grumwick', uid: 5002 };
  const runs = [
    aRun({ jobId: '70', rawId: 70 }),
    aRun({ jobId: '7_1', rawId: 8, person: other }),
    aRun({ jobId: '7_2', rawId: 7, account: 'geomancy' }),
    aRun({ jobId: '9+0', rawId: 9, partition: 'gpu' }),
    aRun({ jobId: '9+1', rawId: 10 }),
  ];
  it.each([
    ['a user', { users: new Set(['grumwick']) }, ['7_1']],
    ['a uid', { users: new Set(['5002', 'nobody']) }, ['7_1']],
    ['an account', { accounts: new Set(['geomancy']) }, ['7_2']],
    ['a partition', { partitions: new Set(['gpu']) }, ['9+0']],
    ['an array by its id', { jobs: ['7'] }, ['7_1', '7_2']],
    ['a task by its id', { jobs: ['7_1'] }, ['7_1']],
    ['a task by its raw id', { jobs: ['8'] }, ['7_1']],
    ['a het job by its id', { jobs: ['9'] }, ['9+0', '9+1']],
    ['nobody', { users: new Set(['nobody']) }, []],
  ])('%s', (_, query, expected) => {
    expect(ids(runs, query)).toEqual(expected.map((id) => `${id}@1000`));
  });

  it('T8 what ended before accounting begins is gone', () => {
    const window = { start: at(0), end: at(9000), states: ENDED };
    expect(ids([aRun()], window, at(2101))).toEqual([]);
    expect(ids([aRun()], window, at(2100))).toEqual(['7@1000']);
  });
});
