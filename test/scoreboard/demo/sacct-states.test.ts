import { describe, expect, it } from 'vitest';
import { ENDED_STATE_CODES, ENDED_STATES } from '../../../src/domain/job-state.ts';
import { allEnded, parseStates } from '../../../src/scoreboard/demo/sacct-states.ts';

describe('S3 states of -s', () => {
  it('reads the codes the poll sends as all ended states', () => {
    expect([...parseStates(ENDED_STATE_CODES)].sort()).toEqual([...ENDED_STATES].sort());
    expect(allEnded(parseStates(ENDED_STATE_CODES))).toBe(true);
  });

  it('reads names and any case', () => {
    expect([...parseStates('completed,oom,Running')]).toEqual(['COMPLETED', 'OUT_OF_MEMORY', 'RUNNING']);
  });

  it('with a state that goes on, not all are ended', () => {
    expect(allEnded(parseStates('CD,PD'))).toBe(false);
  });

  it('refuses a state that is none', () => {
    expect(() => parseStates('CD,XX')).toThrow("unrecognized job state value 'XX'");
  });
});
