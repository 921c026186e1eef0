import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { needTools } from '../house/need-tools.ts';
import { emptyFolder } from '../scoreboard/place.ts';
import { findGrowth } from './find-growth.ts';
import { BOARDS, INGEST, QUIET_TICK, VERSION } from './limits.ts';
import { boardsScenario, ingestScenario, quietTickScenario, versionScenario } from './scenarios.ts';
import { traceCommand } from './trace-command.ts';

const ROWS = [
  { name: 'slurm-sb --version', scenarioIn: versionScenario, limits: VERSION },
  { name: 'ingest of 20,000 jobs', scenarioIn: ingestScenario, limits: INGEST },
  { name: 'leaderboards with nothing new', scenarioIn: boardsScenario, limits: BOARDS },
  { name: 'a tick with nothing new', scenarioIn: quietTickScenario, limits: QUIET_TICK },
];

it.for(ROWS)('$name asks no more of the machine than it did', async ({ name, scenarioIn, limits }, { skip }) => {
  needTools(skip, 'strace');
  const folder = emptyFolder();
  const command = scenarioIn(folder);
  // Boards of one second are the same bytes, and so not written again.
  await sleep(1000);
  const work = traceCommand(command, folder);
  process.stdout.write(`${name}: ${JSON.stringify(work)}\n`);
  expect(findGrowth(name, work, limits)).toEqual([]);
});

it('one file more that a command opens is found', ({ skip }) => {
  needTools(skip, 'strace');
  const folder = emptyFolder();
  const { words, env } = versionScenario(folder);
  const before = join(folder, 'before.cjs');
  const command = { words, env: { ...env, NODE_OPTIONS: `--require=${before}` } };
  writeFileSync(before, '');
  const { 'files opened': was } = traceCommand(command, folder);
  writeFileSync(before, `require('node:fs').openSync(__filename);`);
  const work = traceCommand(command, folder);
  expect(findGrowth('slurm-sb --version', work, { 'files opened': { was, limit: was } })).toEqual([
    `slurm-sb --version: files opened grew from ${was} to ${was + 1}; the limit is ${was} (test/gate/limits.ts)`,
  ]);
});
