import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runningBelow } from '../../src/platform/running-below.ts';
import { emptyFolder } from '../scoreboard/place.ts';

test('I2 a process is found by a word of its command line below the folder, as long as it runs', async () => {
  const folder = realpathSync(emptyFolder());
  const child = spawn('/bin/sh', ['-c', 'sleep 600; :', 'sh', join(folder, 'dist/x.js')], { stdio: 'ignore' });
  await expect.poll(() => runningBelow(folder)).toEqual([child.pid]);
  // A neighbour whose name begins alike, and a folder inside.
  expect(await runningBelow(folder.slice(0, -1))).toEqual([]);
  expect(await runningBelow(join(folder, 'dist'))).toEqual([child.pid]);
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGKILL');
  await ended;
  expect(await runningBelow(folder)).toEqual([]);
});
