import { describe, expect, it } from 'vitest';
import {
  DEFAULT_FAILURE_STATES,
  ENDED_STATE_CODES,
  ENDED_STATES,
  FAILURE_STATES,
  parseJobState,
} from '../../src/domain/job-state.ts';
import { slurmStrings } from './slurm-strings.ts';

describe('P3 states that Slurm printed', () => {
  it.each(slurmStrings('State'))('$text is $expected: $reason', ({ text, expected }) => {
    const [kind, name] = expected.split(' ');
    expect(parseJobState(text)).toEqual(name === undefined ? { kind } : { kind, name });
  });
});

describe('P3 states', () => {
  it.each([
    'BOOT_FAIL',
    'CANCELLED',
    'COMPLETED',
    'DEADLINE',
    'FAILED',
    'NODE_FAIL',
    'OUT_OF_MEMORY',
    'PREEMPTED',
    'REQUEUED',
    'REVOKED',
    'TIMEOUT',
  ])('%s is over', (name) => {
    expect(parseJobState(name)).toEqual({ kind: 'ended', name });
  });

  it.each([
    'COMPLETING',
    'CONFIGURING',
    'PENDING',
    'REQUEUE_FED',
    'REQUEUE_HOLD',
    'RESIZING',
    'RESV_DEL_HOLD',
    'RUNNING',
    'SIGNALING',
    'SPECIAL_EXIT',
    'STAGE_OUT',
    'STOPPED',
    'SUSPENDED',
  ])('%s is not over', (name) => {
    expect(parseJobState(name)).toEqual({ kind: 'live', name });
  });

  it.each([
    ['the first word counts', 'CANCELLED by 1001', { kind: 'ended', name: 'CANCELLED' }],
    ['in upper case', 'Cancelled by 1001', { kind: 'ended', name: 'CANCELLED' }],
    ['cut by a narrow column', 'CANCELLED+', { kind: 'cut' }],
    ['cut within the word', 'NODE_F+', { kind: 'cut' }],
    ['cut in lower case', 'cancelled+', { kind: 'cut' }],
    ['a word Slurm does not have', 'EXPLODED', { kind: 'unknown', name: 'EXPLODED' }],
    ['a name of Object.prototype', 'constructor', { kind: 'unknown', name: 'CONSTRUCTOR' }],
    ['empty', '', { kind: 'unreadable' }],
    ['a space first', ' COMPLETED', { kind: 'unreadable' }],
    ['a number', '3', { kind: 'unreadable' }],
    ['a control character', 'COMPLETED\u0000', { kind: 'unreadable' }],
    ['a tab instead of a space', 'CANCELLED\tby 1', { kind: 'unreadable' }],
    ['an underscore first', '__PROTO__', { kind: 'unreadable' }],
  ])('%s', (_sentence, text, state) => {
    expect(parseJobState(text)).toEqual(state);
  });
});

describe('P3 failures', () => {
  it('are these by default', () => {
    expect(DEFAULT_FAILURE_STATES).toEqual(['FAILED', 'NODE_FAIL', 'OUT_OF_MEMORY', 'PREEMPTED', 'TIMEOUT']);
  });

  it('are BOOT_FAIL and DEADLINE only by setting, CANCELLED never', () => {
    expect(FAILURE_STATES.filter((state) => !DEFAULT_FAILURE_STATES.includes(state))).toEqual([
      'BOOT_FAIL',
      'DEADLINE',
    ]);
    expect(FAILURE_STATES).not.toContain('CANCELLED');
  });
});

describe('S3 the ended states as sacct -s takes them', () => {
  it('are the codes of all of them', () => {
    expect(ENDED_STATE_CODES).toBe('BF,CA,CD,DL,F,NF,OOM,PR,RQ,RV,TO');
    expect(ENDED_STATE_CODES.split(',')).toHaveLength(ENDED_STATES.length);
  });
});
