import { describe, expect, test } from 'vitest';
import type { ElfNeeds } from '../../../src/platform/elf-needs.ts';
import { describeNeeds, needsText, runtimeNeeds } from '../../../src/scoreboard/deploy/runtime-needs.ts';

const NODE: ElfNeeds = {
  machine: 'x86_64',
  interpreter: '/lib64/ld-linux-x86-64.so.2',
  libraries: ['libdl.so.2', 'libstdc++.so.6', 'libm.so.6', 'libgcc_s.so.1', 'libpthread.so.0', 'libc.so.6'],
  versions: ['GLIBC_2.2.5', 'GLIBC_2.9', 'GLIBCXX_3.4.21', 'GLIBC_2.28', 'CXXABI_1.3.11', 'GLIBC_2.3.4', 'GCC_3.0'],
};

/** A sentence, what a program asks, what people are told. */
const ROWS: [string, Partial<ElfNeeds>, string][] = [
  ['the highest version of glibc, by number and not by text', {}, 'x86_64 Linux with glibc 2.28 or later'],
  [
    'another machine',
    {
      machine: 'aarch64',
      interpreter: '/lib/ld-linux-aarch64.so.1',
      libraries: ['ld-linux-aarch64.so.1', 'libc.so.6'],
    },
    'aarch64 Linux with glibc 2.28 or later',
  ],
  [
    'musl',
    { interpreter: '/lib/ld-musl-x86_64.so.1', libraries: ['libc.musl-x86_64.so.1'], versions: [] },
    'x86_64 Linux with /lib/ld-musl-x86_64.so.1',
  ],
  ['a static program', { interpreter: null, libraries: [], versions: [] }, 'x86_64 Linux'],
];

test.each(ROWS)('I2 tells what hosts must have: %s', (_, more, text) => {
  expect(describeNeeds(runtimeNeeds('/n/node', { ...NODE, ...more }))).toBe(text);
});

test('I2 refuses what is no Linux program, and one that needs libraries of its distribution', () => {
  const wanted = 'start slurm-sb with the Node that npm ci installs in a checkout';
  expect(() => runtimeNeeds('/n/node', null)).toThrow(
    `/n/node cannot be deployed: it is no 64-bit Linux program; ${wanted}`,
  );
  expect(() => runtimeNeeds('/n/node', { ...NODE, libraries: ['libnode.so.108', 'libc.so.6', 'libuv.so.1'] })).toThrow(
    `/n/node cannot be deployed: it needs libnode.so.108, libuv.so.1, which other hosts may not have; ${wanted}`,
  );
});

describe('I2 lib/needs, for the launcher', () => {
  test('names the folders in which a glibc with its version in its name lies', () => {
    expect(needsText(runtimeNeeds('/n/node', NODE))).toBe(
      'machine x86_64\ninterpreter /lib64/ld-linux-x86-64.so.2\nglibc 2.28\nlibraries /lib64 /lib/x86_64-linux-gnu\n',
    );
    const arm = { ...NODE, machine: 'aarch64', interpreter: '/lib/ld-linux-aarch64.so.1' };
    expect(needsText(runtimeNeeds('/n/node', arm))).toBe(
      'machine aarch64\ninterpreter /lib/ld-linux-aarch64.so.1\nglibc 2.28\nlibraries /lib /lib/aarch64-linux-gnu /lib64\n',
    );
  });

  test('says only what is known', () => {
    const alone = { machine: 'x86_64', interpreter: null, libraries: [], versions: [] };
    expect(needsText(runtimeNeeds('/n/node', alone))).toBe('machine x86_64\n');
  });
});
