import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { processFacts } from '../../src/platform/process-facts.ts';

describe('C1 this process', () => {
  it('is told as the system tells it', () => {
    const { userName, timeZone } = processFacts();
    expect(userName).toBe(execFileSync('id', ['-un'], { encoding: 'utf8' }).trim());
    expect(() => new Intl.DateTimeFormat('en', { timeZone })).not.toThrow();
  });
});
