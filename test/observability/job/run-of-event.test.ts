import { describe, expect, it } from 'vitest';
import {
  type KnownRun,
  nextRunId,
  type RunEvent,
  runOfEnd,
  runOfStart,
} from '../../../src/observability/job/run-of-event.ts';

const MINUTE = 60_000;
const SLUID = 's0123456789ABC';

/** Times are minutes. */
function run(id: string, start: number, end: number | null, more: Partial<KnownRun> = {}): KnownRun {
  const endMs = end === null ? null : end * MINUTE;
  return { id, sluid: null, restartCount: 0, startMs: start * MINUTE, endMs, ...more };
}
const event = (minute: number, more: Partial<RunEvent> = {}): RunEvent => ({
  timeMs: minute * MINUTE,
  sluid: null,
  restartCount: 0,
  ...more,
});

const FIRST = run('7', 10, 20);
const SECOND = run('7.r1', 30, null, { restartCount: 1 });

describe('OBS-116 a start belongs', () => {
  it.each<[string, readonly KnownRun[], RunEvent, string | null]>([
    ['to a new run where there is none', [], event(10), null],
    ['to the open run', [run('7', 10, null)], event(11), '7'],
    ['to the open run, also where its own time was later', [run('7', 10, null)], event(9), '7'],
    ['to a new run where it was requeued meanwhile', [run('7', 10, null)], event(11, { restartCount: 1 }), null],
    ['to the open run where restarts are not told', [SECOND], event(31, { restartCount: null }), '7.r1'],
    ['to an ended run that it is not behind: it came late', [FIRST], event(20), '7'],
    ['to an ended run that began within a minute of it', [run('7', 10, 10.2)], event(10.9), '7'],
    ['to a new run behind an ended one', [FIRST], event(20.1), null],
    ['to a new run shortly behind one of fewer restarts', [run('7', 10, 10.2)], event(10.9, { restartCount: 1 }), null],
    ['to the open run and not to the one before', [FIRST, SECOND], event(30, { restartCount: 1 }), '7.r1'],
    [
      'to the run of its sluid, whatever else is told',
      [run('7', 10, 20, { sluid: SLUID }), SECOND],
      event(99, { sluid: SLUID }),
      '7',
    ],
    [
      'to a new run where all have other sluids',
      [run('7', 10, null, { sluid: SLUID })],
      event(11, { sluid: 's1' }),
      null,
    ],
    ['to an open run whose sluid is not known yet', [run('7', 10, null)], event(11, { sluid: SLUID }), '7'],
  ])('%s', (_, runs, started, id) => expect(runOfStart(runs, started)?.id ?? null).toBe(id));
});

describe('OBS-116 an end belongs', () => {
  it.each<[string, readonly KnownRun[], RunEvent, string | null]>([
    ['to no run where there is none', [], event(10), null],
    ['to the newest run that had begun', [FIRST, SECOND], event(30), '7.r1'],
    ['to the run before, where the newest had not begun', [FIRST, SECOND], event(29), '7'],
    ['to it although it tells of a restart more', [run('7', 10, null)], event(20, { restartCount: 1 }), '7'],
    ['to none that began later', [FIRST], event(9), null],
    ['to the run of its sluid', [run('7', 10, 20, { sluid: SLUID }), SECOND], event(99, { sluid: SLUID }), '7'],
  ])('%s', (_, runs, ended, id) => expect(runOfEnd(runs, ended)?.id ?? null).toBe(id));
});

describe('OBS-116 the id of a run', () => {
  it('is that of the job, then counted', () => {
    expect([0, 1, 2].map((runs) => nextRunId('7', runs))).toEqual(['7', '7.r1', '7.r2']);
  });
});
