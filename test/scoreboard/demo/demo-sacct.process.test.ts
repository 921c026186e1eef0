import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runForText } from '../../../src/platform/run-for-text.ts';
import { runRealProcess } from '../../../src/platform/run-process.ts';
import { slurmEnvironment } from '../../../src/platform/slurm-environment.ts';
import { demoClusters } from '../../../src/scoreboard/demo/demo-clusters.ts';
import { type InstalledCluster, installDemoClusters } from '../../../src/scoreboard/demo/install-demo-clusters.ts';
import { ALL_COLUMNS } from '../../../src/scoreboard/sacct/columns.ts';
import { sacctArgs } from '../../../src/scoreboard/sacct/sacct-args.ts';
import { endedLines } from './ask-demo.ts';

const SCRIPT = join(import.meta.dirname, '../../../src/entry/demo-sacct.ts');
const NOW = 1_795_176_000;
const CLUSTERS = demoClusters(42, NOW);

let folder = '';
let installed: InstalledCluster[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "demo o'clusters-"));
  installed = await installDemoClusters({ folder, node: process.execPath, script: SCRIPT, clusters: CLUSTERS });
});
afterAll(async () => await rm(folder, { recursive: true }));

type Ran = { code: number | null; stdout: string; stderr: string };

/** Runs a command line of sh with a cluster's commands first on PATH, as a user would. */
function sh(line: string, env: Record<string, string> = {}): Promise<Ran> {
  const PATH = `${installed[0]!.binFolder}:${process.env.PATH}`;
  return new Promise((resolve) => {
    execFile('/bin/sh', ['-c', line], { env: { TZ: 'UTC', ...env, PATH } }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

describe('C14 the installed clusters', () => {
  it('are one folder each, with commands that can be run', async () => {
    expect(installed.map(({ name }) => name)).toEqual(['hammer', 'negishi', 'bell', 'gautschi', 'gilbreth']);
    const { mode } = await stat(join(installed[4]!.binFolder, 'sacct'));
    expect(mode & 0o777).toBe(0o755);
  });

  it.each([0, 1, 2, 3, 4])('answer for themselves, whatever SLURM_CONF is (%d)', async (index) => {
    const bin = installed[index]!.binFolder;
    const { stdout } = await sh(`'${bin.replaceAll("'", "'\\''")}/scontrol' show config`, {
      SLURM_CONF: '/etc/slurm/slurm.conf',
    });
    expect(stdout).toContain(`ClusterName             = ${CLUSTERS[index]!.name}\n`);
  });

  it('S2 S7 answer the poll as it asks: its environment, its arguments, 2 GiB of address space', async () => {
    const interval = { since: NOW - 7 * 86_400, until: NOW };
    const end = await runForText(runRealProcess, {
      file: join(installed[4]!.binFolder, 'sacct'),
      args: sacctArgs({ columns: ALL_COLUMNS, interval, steps: true }),
      env: slurmEnvironment(process.env, installed[4]!.confPath),
      timeoutMs: 60_000,
      memoryLimitMib: 2048,
    });
    expect(end).toMatchObject({ outcome: 'exited', exitCode: 0, stderr: '' });
    const expected = endedLines(CLUSTERS[4]!, [interval.since, interval.until], ['-o', ALL_COLUMNS.join(',')]);
    expect(expected.length).toBeGreaterThan(500);
    expect(end.stdout.split('\n').slice(0, -1)).toEqual(expected);
  });
});

describe('C14 the commands behave as Slurm’s', () => {
  it.each([
    ['sacct -V', { code: 0, stdout: 'slurm 24.05.3\n', stderr: '' }],
    ['sacct -o JobID,Foo', { code: 1, stdout: '', stderr: 'sacct: error: Invalid field requested: "Foo"\n' }],
    ['sacct -S uts5', { code: 1, stdout: '', stderr: 'sacct: error: Invalid time specification (pos=0): uts5\n' }],
    ['sacct -s XX', { code: 1, stdout: '', stderr: "sacct: error: unrecognized job state value 'XX'\n" }],
    ['scontrol -V', { code: 0, stdout: 'slurm 24.05.3\n', stderr: '' }],
  ])('%s', async (line, expected) => {
    expect(await sh(line)).toEqual(expected);
  });

  it('TZ and SLURM_TIME_FORMAT are those of the environment', async () => {
    const line = 'sacct -anPXD -S uts1795100000 -E uts1795110000 -s CD -o End | head -1';
    const epoch = Number((await sh(line, { SLURM_TIME_FORMAT: '%s' })).stdout);
    const iso = (shift: number) => `${new Date((epoch + shift) * 1000).toISOString().slice(0, 19)}\n`;
    expect((await sh(line)).stdout).toBe(iso(0));
    expect((await sh(line, { TZ: 'Asia/Kolkata' })).stdout).toBe(iso(19_800));
  });

  it('a reader that has seen enough ends it quietly', async () => {
    const { stdout, stderr } = await sh(
      '{ sacct -anPD -S uts1763640000 -s CD -E now -o ALL; echo "end $?" >&2; } | head -2',
    );
    expect(stdout.split('\n')).toHaveLength(3);
    expect(stderr).toBe('end 141\n');
  });
});

describe('C14 the program by itself', () => {
  const run = `'${process.execPath}' '${SCRIPT}'`;
  it.each([
    ['no name', '', 'demo-sacct: error: knows sacct and scontrol only, not ""\n'],
    ['another name', 'squeue', 'demo-sacct: error: knows sacct and scontrol only, not "squeue"\n'],
    ['no SLURM_CONF', 'sacct', 'sacct: error: SLURM_CONF is not set: it is the path of the synthetic cluster’s file\n'],
  ])('%s', async (_, args, stderr) => {
    expect(await sh(`${run} ${args}`)).toEqual({ code: 1, stdout: '', stderr });
  });

  it('a file that is not there, and one that is no cluster’s', async () => {
    const path = join(folder, 'none.conf');
    expect((await sh(`${run} sacct`, { SLURM_CONF: path })).stderr).toBe(
      `sacct: error: ${path}: there is no such file (SLURM_CONF)\n`,
    );
    await writeFile(path, 'ClusterName=bell\n');
    expect((await sh(`${run} sacct`, { SLURM_CONF: path })).stderr).toBe(
      `sacct: error: ${path}: DemoTaste is missing\n`,
    );
  });
});
