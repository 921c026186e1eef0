import { describe, expect, it } from 'vitest';
import { type JobState, readSlurmState } from '../../../src/observability/job/job-state.ts';

describe('OBS-113 what the words of Slurm mean', () => {
  it.each<[JobState, string]>([
    ['pending', 'PENDING CONFIGURING REQUEUED RESIZING SUSPENDED RESV_DEL_HOLD REQUEUE_FED REQUEUE_HOLD SPECIAL_EXIT'],
    ['pending', 'POWER_UP_NODE EXPEDITING'],
    ['running', 'RUNNING COMPLETING SIGNALING STAGE_OUT STOPPED'],
    ['completed', 'COMPLETED'],
    ['failed', 'FAILED BOOT_FAIL DEADLINE NODE_FAIL OUT_OF_MEMORY TIMEOUT LAUNCH_FAILED RECONFIG_FAIL'],
    ['cancelled', 'CANCELLED PREEMPTED REVOKED'],
  ])('%s: %s', (state, words) => {
    for (const word of words.split(' ')) expect([word, readSlurmState(word)]).toEqual([word, { state, unknown: [] }]);
  });

  it.each<[string | string[], JobState | null]>([
    ['CANCELLED by 1001', 'cancelled'],
    ['COMPLETED+', 'completed'],
    ['running', 'running'],
    [' FAILED ', 'failed'],
    ['', null],
    [[], null],
    [['CANCELLED', 'COMPLETING'], 'cancelled'],
    [['RUNNING', 'COMPLETING'], 'running'],
    [['PENDING', 'REQUEUE_HOLD'], 'pending'],
    [['RUNNING', 'RESIZING'], 'pending'],
    [['RESIZING', 'RUNNING'], 'pending'],
    // It could not be started, and waits again: the base state is what it is.
    [['PENDING', 'LAUNCH_FAILED'], 'pending'],
    [['RECONFIG_FAIL', 'NODE_FAIL'], 'failed'],
  ])('%j is %s', (told, state) => expect(readSlurmState(told)).toEqual({ state, unknown: [] }));

  it('words that are not known are told, and do not decide', () => {
    expect(readSlurmState('HIBERNATING')).toEqual({ state: null, unknown: ['HIBERNATING'] });
    expect(readSlurmState(['RUNNING', 'Hibernating+'])).toEqual({ state: 'running', unknown: ['HIBERNATING'] });
    expect(readSlurmState('constructor')).toEqual({ state: null, unknown: ['CONSTRUCTOR'] });
  });
});
