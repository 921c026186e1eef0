import { chmodSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findOnPath } from '../../src/platform/find-on-path.ts';

const folder = mkdtempSync(join(tmpdir(), 'slurm-sb-path-'));
const place = (name: string): string => join(folder, name);
for (const name of ['a', 'b', 'c', 'c/sacct']) mkdirSync(place(name));
for (const name of ['a/squeue', 'b/squeue', 'b/sacct', 'a/plain'])
  writeFileSync(place(name), '#!/bin/sh\n', { mode: 0o755 });
chmodSync(place('a/plain'), 0o644);
symlinkSync('../b/sacct', place('c/linked'));
symlinkSync('nowhere', place('c/dangling'));
const PATH = ['/nowhere', place('c'), place('a'), place('b')].join(':');

describe('C1 where a command is', () => {
  it.each([
    ['the first folder that has it', 'squeue', PATH, 'a/squeue'],
    ['a folder of that name is no command', 'sacct', PATH, 'b/sacct'],
    ['through a link', 'linked', PATH, 'c/linked'],
    ['not a link to nothing', 'dangling', PATH, null],
    ['not a file that may not be run', 'plain', PATH, null],
    ['nowhere', 'sinfo', PATH, null],
    ['a path is itself', place('b/sacct'), '', 'b/sacct'],
    ['a path that is not there', place('b/none'), PATH, null],
    ['a path through a file', place('b/sacct/x'), PATH, null],
  ])('%s', async (_, name, path, expected) => {
    expect(await findOnPath(name, path)).toBe(expected === null ? null : place(expected));
  });

  it('without PATH it is where Linux looks', async () => {
    expect(await findOnPath('sh', undefined)).toBe('/bin/sh');
  });

  it('an empty piece of PATH is the current folder', async () => {
    const before = process.cwd();
    process.chdir(place('b'));
    try {
      expect([await findOnPath('sacct', ':/nowhere'), await findOnPath('sacct', '/nowhere')]).toEqual(['sacct', null]);
    } finally {
      process.chdir(before);
    }
  });
});
