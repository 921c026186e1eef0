import { describe, expect, it } from 'vitest';
import { judgeJobs } from '../../../src/scoreboard/poll/probe-accounting.ts';

const seen = (rows: number, users: string[], hours = 1) => ({ rows, users: new Set(users), hours, calls: 1 });

describe('C1 what a list of jobs means to alice', () => {
  it.each<[string, ReturnType<typeof seen>, boolean | null, string]>([
    ['others among them, whatever is private', seen(5, ['alice', 'bob']), true, 'jobs visible'],
    ['others alone', seen(5, ['bob']), null, 'jobs visible'],
    ['her own, nothing private', seen(5, ['alice']), false, 'jobs visible'],
    ['her own, private', seen(5, ['alice']), true, 'jobs hidden from you'],
    ['her own, not told', seen(5, ['alice']), null, 'jobs visible'],
    ['none, nothing private', seen(0, [], 24), false, 'no jobs in the last day'],
    ['none, private', seen(0, [], 24), true, 'jobs hidden from you'],
    ['none, not told', seen(0, [], 24), null, 'no jobs in the last day'],
  ])('%s', (_, jobs, privateJobs, expected) => {
    expect(judgeJobs(jobs, { privateJobs, userName: 'alice' }).state).toBe(expected);
  });

  it('numbers are grouped', () => {
    const { detail } = judgeJobs(seen(12_345, ['bob', 'carol']), { privateJobs: null, userName: 'alice' });
    expect(detail).toBe('12,345 ended jobs of 2 users in the last hour');
  });
});
