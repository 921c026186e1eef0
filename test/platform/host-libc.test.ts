import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { hostGlibc } from '../../src/platform/host-libc.ts';
import { needTools } from '../house/need-tools.ts';

test('I2 the C library of this host is what getconf(1) says', ({ skip }) => {
  needTools(skip, 'getconf');
  const said = execFileSync('getconf', ['GNU_LIBC_VERSION'], { encoding: 'utf8' });
  expect(`glibc ${hostGlibc()}\n`).toBe(said);
});
