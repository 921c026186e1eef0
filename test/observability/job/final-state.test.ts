import { describe, expect, it } from 'vitest';
import { type EndFacts, finalState } from '../../../src/observability/job/final-state.ts';

describe('OBS-112 the final state is decided', () => {
  it.each<[string, EndFacts, string]>([
    [
      'by the word of Slurm, whatever else is told',
      { rawState: 'TIMEOUT', exitCode: 0, signal: 0 },
      'failed scheduler',
    ],
    ['a job that killed itself has failed', { rawState: 'FAILED', exitCode: 0, signal: 9 }, 'failed scheduler'],
    ['by the terminal word of a list', { rawState: ['CANCELLED', 'COMPLETING'], exitCode: 0 }, 'cancelled scheduler'],
    ['not by a word of jobs that go on', { rawState: 'COMPLETING', exitCode: 3 }, 'failed exit_status'],
    ['by SIGKILL', { exitCode: 0, signal: 9 }, 'cancelled exit_status'],
    ['by SIGTERM, also with a code', { exitCode: 1, signal: 15 }, 'cancelled exit_status'],
    ['by any other signal', { exitCode: 0, signal: 11 }, 'failed exit_status'],
    ['by a code', { exitCode: 1 }, 'failed exit_status'],
    ['a code above 128 is no signal', { exitCode: 137 }, 'failed exit_status'],
    ['by a code of 0', { exitCode: 0, finalState: 'failed' }, 'completed exit_status'],
    ['by a code of 0 with no signal', { exitCode: 0, signal: 0 }, 'completed exit_status'],
    ['by what the event says, where nothing else is told', { finalState: 'cancelled' }, 'cancelled event'],
    ['no signal alone says nothing', { signal: 0, finalState: 'failed' }, 'failed event'],
    ['as completed, where nothing is told', {}, 'completed exit_status'],
  ])('%s', (_, facts, wanted) => {
    const { state, source } = finalState(facts);
    expect(`${state} ${source}`).toBe(wanted);
  });

  it('with a word that is not known by what comes next, and the word is told', () => {
    expect(finalState({ rawState: 'HIBERNATED', exitCode: 2 })).toEqual({
      state: 'failed',
      source: 'exit_status',
      unknown: ['HIBERNATED'],
    });
  });
});
