import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { emptyFolder } from '../scoreboard/place.ts';
import { runProgram } from '../trust/fuzz/run-program.ts';

const BIN = fileURLToPath(new URL('../../fixtures/bin', import.meta.url));

/** What somebody's shell could hold that would change an answer, or what runs. */
const HOSTILE = {
  SACCT_FORMAT: 'JobID%5,JobName',
  SACCT_FEDERATION: '1',
  SACCT_LOCAL: '1',
  SLURM_CLUSTERS: 'other',
  SLURM_JOB_ID: '7',
  SLURM_TIME_FORMAT: 'relative',
  SLURM_BITSTR_LEN: '5',
  SLURM_CONF_SERVER: 'evil:6817',
  SLURM_JWT: 'secret',
  SLURMDBD_HOST: 'evil',
  LD_PRELOAD: '/nonexistent/evil.so',
  LD_LIBRARY_PATH: '/nonexistent',
  BASH_ENV: '/nonexistent/evil.sh',
  ENV: '/nonexistent/evil.sh',
  IFS: '|',
  PS4: '$(touch evil)',
  SHELLOPTS: 'xtrace',
  CDPATH: '/tmp',
  TZ: 'America/New_York',
  LC_ALL: 'de_DE.UTF-8',
  LANG: 'de_DE.UTF-8',
  PYTHONPATH: '/nonexistent',
  PERL5OPT: '-Mevil',
  SLURM_SB_OVERLAP_SEC: '3600',
};

it.each([
  ['poll', ['--cluster', 'hammer', '--once', '--backfill-start', '2026-09-01']],
  ['backfill', ['--cluster', 'hammer', '--max-minutes', '0.01', '--backfill-start', '2026-09-01']],
  ['probe', ['--cluster', 'hammer']],
])(
  'S2 the programs that %s starts get exactly seven variables, and the PWD of the shell before them',
  async (name, args) => {
    const folder = emptyFolder();
    const root = join(folder, 'root');
    const bin = join(folder, 'bin');
    const home = join(folder, 'home');
    for (const one of [root, bin, home]) mkdirSync(one);
    writeFileSync(join(home, 'rows.psv'), '');
    for (const tool of ['sacct', 'scontrol']) symlinkSync(join(BIN, `${tool}-environment`), join(bin, tool));
    const path = `${BIN}:${process.env.PATH}`;
    const tools = {
      SLURM_SB_SACCT_PATH: join(BIN, 'sacct-environment'),
      SLURM_SB_SCONTROL_PATH: join(BIN, 'scontrol-environment'),
      SLURM_CONF: '/etc/slurm/hammer.conf',
    };
    await runProgram([name, '--root', root, ...args], { ...HOSTILE, ...tools, PATH: path, HOME: home });
    const notes = readdirSync(home).filter((note) => note.startsWith('environment.'));
    const environments = notes.map((note) => readFileSync(join(home, note), 'utf8'));
    expect(environments.length).toBeGreaterThan(1);
    const wanted = [
      `HOME=${home}`,
      'LC_ALL=C.UTF-8',
      `PATH=${path}`,
      `PWD=${process.cwd()}`,
      'SLURM_BITSTR_LEN=0',
      'SLURM_CONF=/etc/slurm/hammer.conf',
      'SLURM_TIME_FORMAT=%s',
      'TZ=UTC',
    ];
    for (const text of environments) expect(text.trimEnd().split('\n').sort()).toEqual(wanted);
  },
);
