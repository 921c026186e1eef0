import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { processFacts } from '../../src/platform/process-facts.ts';

describe('C1 this process', () => {
  it('is told as the system tells it', () => {
    const { nodeVersion, userName, timeZone } = processFacts();
    expect(nodeVersion).toMatch(/^v\d+\.\d+\.\d+$/);
    expect(userName).toBe(execFileSync('id', ['-un'], { encoding: 'utf8' }).trim());
    expect(() => new Intl.DateTimeFormat('en', { timeZone })).not.toThrow();
  });
});
