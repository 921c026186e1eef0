import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { emptyFolder } from '../scoreboard/place.ts';
import { chanceOf } from './fuzz/chance.ts';
import { CUT_COMMIT, everyFile, filesBelow } from './fuzz/every-file.ts';
import { faultIn, runProgram } from './fuzz/run-program.ts';
import { spoilFile } from './fuzz/spoil-file.ts';
import { report, trials } from './trials.ts';

const SEED = 20_260_904;
const RUNS = trials({ small: 25, full: 3_000 });

const fake = (name: string): string => fileURLToPath(new URL(`../../fixtures/bin/${name}`, import.meta.url));

/** Commands that read files of a root, and poll, which writes them too. */
const COMMANDS: readonly (readonly string[])[] = [
  ['poll', '--cluster', 'hammer', '--once', '--max-minutes', '1'],
  ['top', '--window', 'alltime'],
  ['doctor'],
  ['leaderboards'],
  ['user', 'alice'],
  ['export', '--table', 'daily'],
  ['bloom', 'stats', '--cluster', 'hammer'],
  ['poll', '--cluster', 'hammer', '--dry-run'],
  ['config', 'show'],
  ['top', '--by', 'account', '--cluster', 'hammer', '--window', 'alltime', '--json'],
];

/** README: what went wrong, bad settings, locked, no tool, no root, found. */
const CODES = [0, 1, 2, 3, 4, 5, 6];

it('a root with one hostile file: every command ends with a documented code, in words that do no harm', async () => {
  const { root } = await everyFile();
  writeFileSync(join(root, 'clusters/hammer/state/commit.7'), CUT_COMMIT);
  const files = filesBelow(root);
  const folder = emptyFolder();
  const home = join(folder, 'home');
  mkdirSync(home);
  writeFileSync(join(home, 'rows.psv'), '');
  const env = {
    HOME: home,
    SLURM_SB_SACCT_PATH: fake('sacct-replay'),
    SLURM_SB_SCONTROL_PATH: fake('scontrol-hammer'),
  };
  const codes: Record<string, number> = {};
  for (let run = 0; run < RUNS; run++) {
    const chance = chanceOf(SEED + run);
    const copy = join(folder, 'root');
    cpSync(root, copy, { recursive: true });
    const path = join(copy, relative(root, files[run % files.length]!));
    writeFileSync(path, spoilFile(readFileSync(path), chance, readFileSync(chance.oneOf(files))));
    const command = COMMANDS[Math.floor(run / files.length + run) % COMMANDS.length]!;
    const { code, out, err } = await runProgram([...command, '--root', copy], env);
    const about = `seed ${SEED + run}: ${command.join(' ')} with ${relative(copy, path)}: ${err}`;
    expect([faultIn(out), faultIn(err)], about).toEqual([null, null]);
    expect(CODES, about).toContain(code);
    codes[String(code)] = (codes[String(code)] ?? 0) + 1;
    rmSync(copy, { recursive: true });
  }
  const ends = Object.entries(codes).map(([code, times]) => `${times} with ${code}`);
  report({
    fault: 'hostile files, to the program',
    trials: RUNS,
    lost: 0,
    doubled: 0,
    note: `exit codes: ${ends.join(', ')}`,
  });
});
