import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pathFacts } from '../../src/platform/path-facts.ts';

const folder = mkdtempSync(join(tmpdir(), 'slurm-sb-facts-'));
mkdirSync(join(folder, 'folder'));
writeFileSync(join(folder, 'file'), '');
symlinkSync('folder', join(folder, 'link'));
symlinkSync('ring', join(folder, 'ring'));

describe('C1 what lies at a path', () => {
  it.each([
    ['a folder', 'folder', { kind: 'folder', readable: true, writable: true, detail: null }],
    ['a link to a folder', 'link', { kind: 'folder', readable: true, writable: true, detail: null }],
    ['a file', 'file', { kind: 'file', readable: true, writable: true, detail: null }],
    ['nothing', 'none', { kind: 'missing', readable: false, writable: false, detail: null }],
    ['nothing below a file', 'file/none', { kind: 'missing', readable: false, writable: false, detail: null }],
    [
      'what the system refuses to look at',
      'ring',
      { kind: 'other', readable: false, writable: false, detail: expect.stringMatching(/^ELOOP/) },
    ],
  ])('%s', async (_, name, expected) => {
    expect(await pathFacts(join(folder, name))).toEqual(expected);
  });

  it('a device', async () => {
    expect((await pathFacts('/dev/null')).kind).toBe('other');
  });
});
