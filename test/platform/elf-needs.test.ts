import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readElfNeeds } from '../../src/platform/elf-needs.ts';
import { needTools } from '../house/need-tools.ts';
import { emptyFolder } from '../scoreboard/place.ts';

let folder = '';
beforeAll(() => {
  folder = emptyFolder();
  mkdirSync(folder, { recursive: true });
});

async function needsOf(bytes: Buffer): Promise<unknown> {
  const path = join(folder, 'program');
  writeFileSync(path, bytes);
  return await readElfNeeds(path);
}

/** A header of 64 bytes for this machine, without any segment. */
function header(machine: number): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  bytes.writeUInt16LE(machine, 18);
  return bytes;
}

describe('I2 what a program asks of its machine', () => {
  it.for(['/bin/sh', process.execPath])('is what readelf(1) says of %s', async (program, { skip }) => {
    needTools(skip, 'readelf');
    const readelf = (...flags: string[]): string => execFileSync('readelf', [...flags, program], { encoding: 'utf8' });
    const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1]!);
    const found = await readElfNeeds(program);
    expect(found?.interpreter).toBe(all(readelf('-lW'), /interpreter: (\S+)\]/g)[0]);
    expect(found?.libraries).toEqual(all(readelf('-dW'), /\(NEEDED\).*\[(\S+)\]/g));
    const needed = readelf('-VW').split("section '.gnu.version_r'")[1] ?? '';
    expect([...(found?.versions ?? [])]).toEqual(all(needed, /Name: (\S+)/g));
    expect(found?.machine).toBe(execFileSync('uname', ['-m'], { encoding: 'utf8' }).trim());
  });

  it.each([
    [62, 'x86_64'],
    [183, 'aarch64'],
    [21, 'ppc64le'],
    [8, 'elf-8'],
  ])('machine %d is %s; a program without segments needs nothing', async (machine, name) => {
    expect(await needsOf(header(machine))).toEqual({ machine: name, interpreter: null, libraries: [], versions: [] });
  });

  it.each([
    ['a script', Buffer.from(`#!/bin/sh\n${'#'.repeat(100)}`)],
    ['an empty file', Buffer.alloc(0)],
    ['32 bits', Buffer.from([...header(62)].with(4, 1))],
    ['big-endian', Buffer.from([...header(62)].with(5, 2))],
  ])('null for %s', async (_, bytes) => {
    expect(await needsOf(bytes)).toBeNull();
  });

  it('a program that is cut, at any place, or damaged ends in an answer, never in an error', async () => {
    const whole = readFileSync('/bin/sh');
    for (let size = 0; size < whole.length; size += 1999) await needsOf(whole.subarray(0, size));
    for (let at = 0; at < 64 * 16; at++) {
      const damaged = Buffer.from(whole);
      damaged[at] = damaged[at]! ^ 0xff;
      await needsOf(damaged);
    }
  });
});
