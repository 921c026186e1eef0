import { describe, expect, it } from 'vitest';
import type { NamedEntry } from '../../../src/platform/entry-facts.ts';
import { judgeOptOutFiles } from '../../../src/scoreboard/privacy/judge-opt-out-files.ts';

const entry = (change: Partial<NamedEntry>): NamedEntry => ({
  ...{ name: 'x', kind: 'file', mode: 0o644, uid: 1001, links: 1 },
  ...change,
});

describe('C18 whose wish an entry of optout.d is', () => {
  it('its owner’s, whatever it is called, and if it is readable by nobody', () => {
    const { uids, doubtful } = judgeOptOutFiles([entry({ name: 'root' }), entry({ mode: 0, uid: 1002 })]);
    expect([[...uids], doubtful]).toEqual([[1001, 1002], []]);
  });

  it.each([
    ['a link', entry({ kind: 'link' }), 'it is a link and no file'],
    ['a folder', entry({ kind: 'folder', links: 2 }), 'it is a folder and no file'],
    ['a pipe', entry({ kind: 'other' }), 'it is a pipe or a device and no file'],
    ['a file with another name', entry({ links: 2 }), 'the file has another name elsewhere'],
  ])('nobody’s: %s', (_, one, why) => {
    const { uids, doubtful } = judgeOptOutFiles([one]);
    expect([[...uids], doubtful]).toEqual([[], [{ name: 'x', uid: 1001, why }]]);
  });

  it('somebody with a good file and a doubtful one has opted out', () => {
    expect([...judgeOptOutFiles([entry({ kind: 'link' }), entry({})]).uids]).toEqual([1001]);
  });
});
