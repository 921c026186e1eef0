import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PathFacts } from '../../../src/platform/path-facts.ts';
import { probeRoot, rootState } from '../../../src/scoreboard/poll/probe-root.ts';
import { emptyFolder } from '../place.ts';

describe('C1 access to the root', () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, 'root'));
  writeFileSync(join(folder, 'file'), '');

  it.each([
    ['a folder of one’s own', 'root', 'usable'],
    ['nothing', 'none', 'missing'],
    ['nothing below a file', 'file/root', 'missing'],
    ['a file', 'file', 'no folder'],
  ])('%s', async (_, name, expected) => {
    const root = await probeRoot(join(folder, name));
    expect([root.path, root.state]).toEqual([join(folder, name), expected]);
    expect(root.total_bytes === null).toBe(expected !== 'usable');
  });

  it.each<[string, Partial<PathFacts>, string]>([
    ['that only takes reading', { writable: false }, 'read-only'],
    ['of somebody else', { readable: false, writable: false }, 'not readable'],
    ['that takes writing alone', { readable: false }, 'not readable'],
    ['on a dead mount', { kind: 'other', detail: 'ESTALE: stale file handle' }, 'not readable'],
  ])('a folder %s', (_, facts, expected) => {
    expect(rootState({ kind: 'folder', readable: true, writable: true, detail: null, ...facts })).toBe(expected);
  });
});
