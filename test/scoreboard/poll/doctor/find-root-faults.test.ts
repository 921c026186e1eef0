import { describe, expect, it } from 'vitest';
import type { PathFacts } from '../../../../src/platform/path-facts.ts';
import { judgeRoot } from '../../../../src/scoreboard/poll/doctor/find-root-faults.ts';

describe('C11 a root that cannot be used as it is', () => {
  it.each<[string, Partial<PathFacts>, string | null, boolean]>([
    ['one’s own folder', {}, null, true],
    [
      'a folder without writing',
      { writable: false },
      'warning: you may not write to the root, so you cannot poll into it',
      true,
    ],
    ['a folder without reading', { readable: false }, 'error: you may not read the root', false],
    ['nothing', { kind: 'missing', readable: false, writable: false }, 'error: the root is not there', false],
    ['a file', { kind: 'file' }, 'error: the root is no folder', false],
    [
      'a dead mount',
      { kind: 'other', readable: false, writable: false, detail: 'ESTALE: stale file handle' },
      'error: the root cannot be looked at: ESTALE: stale file handle',
      false,
    ],
  ])('%s', (_, facts, expected, goesOn) => {
    const look = judgeRoot('/r', { kind: 'folder', readable: true, writable: true, detail: null, ...facts });
    const [finding] = look.findings;
    expect(finding === undefined ? null : `${finding.level}: ${finding.what}`).toBe(expected);
    expect(look.readable).toBe(goesOn);
  });
});
