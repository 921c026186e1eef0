import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/platform/clock.ts';
import { runRealProcess } from '../../../src/platform/run-process.ts';
import { addProbeCommand } from '../../../src/scoreboard/commands/probe-command.ts';
import { emptyFolder, rootWith } from '../place.ts';
import { PROBE_BIN, probePlace } from '../poll/probe-place.ts';
import { callProgram } from './call-program.ts';

function probe(
  args: readonly string[],
  answers: Record<string, string> = {},
  { path = PROBE_BIN, signal = new AbortController().signal } = {},
) {
  const { env, home } = probePlace(answers, path);
  const rest = {
    clock: systemClock,
    random: () => 0.5,
    run: runRealProcess,
    version: '1.2.3',
    currentUser: () => null,
  };
  return callProgram((program, parts) => addProbeCommand(program, { ...parts, ...rest, signal }), ['probe', ...args], {
    env,
    home,
  });
}

const AWAY = { AWAY: 'sacct: error: Connection refused' };

describe('C1 how probe ends', () => {
  it.each<[string, string[], Record<string, string>, string, number]>([
    ['0 where jobs are visible', [], { HOUR: '7|bob' }, PROBE_BIN, 0],
    ['0 on a quiet cluster', [], {}, PROBE_BIN, 0],
    ['0 where jobs are hidden: Slurm works', [], { PRIVATE: 'jobs' }, PROBE_BIN, 0],
    ['0 without the question', ['--no-query'], {}, PROBE_BIN, 0],
    ['1 with accounting away', [], AWAY, PROBE_BIN, 1],
    ['1 with accounting away, without the question too', ['--no-query'], AWAY, PROBE_BIN, 1],
    ['4 without sacct', [], {}, emptyFolder(), 4],
    ['4 without sacct, whatever the root is', ['--root', '/nowhere/root'], {}, emptyFolder(), 4],
    ['5 with a root that is not there', ['--root', '/nowhere/root'], {}, PROBE_BIN, 5],
    ['5 with a root that is a file', ['--root', join(PROBE_BIN, 'sacct')], {}, PROBE_BIN, 5],
  ])('%s', async (_, args, answers, path, expected) => {
    const { code, error, err } = await probe(args, answers, { path });
    expect([code, error, err]).toEqual([expected, null, '']);
  });

  it('5 when the root may not be looked into, after all else was told', async () => {
    const closed = join(emptyFolder(), 'closed');
    symlinkSync(closed, closed);
    const { code, out } = await probe(['--root', closed], { HOUR: '7|bob' });
    expect(code).toBe(5);
    expect(out).toContain(`root               ${closed}: not readable for you (ELOOP`);
    expect(out).toContain('accounting         jobs visible: 1 ended job');
  });

  it('1, with one line, when it is stopped', async () => {
    expect(await probe([], {}, { signal: AbortSignal.abort() })).toMatchObject({
      ...{ code: 1, out: '', error: 'stopped by a signal' },
    });
  });

  it('2 with settings that are wrong', async () => {
    const { root } = await rootWith();
    writeFileSync(join(root, 'mine.yaml'), 'max_calls: many\n');
    expect(await probe(['--config', join(root, 'mine.yaml')])).toMatchObject({ code: 2, out: '' });
  });
});

describe('C1 what probe prints', () => {
  it('a line for each thing, as written in the guide: slurm-sb probe --root DIR', async () => {
    const { root } = await rootWith();
    const { out } = await probe(['--root', root], { HOUR: '7|bob\n8|carol' });
    const lines = out.trimEnd().split('\n');
    expect(lines.map((line) => line.split(/ {2,}/)[0])).toEqual([
      ...['slurm-sb', 'node', 'TERM', 'host', 'user', 'time zone', 'sacct', 'squeue', 'sacctmgr', 'scontrol'],
      ...['cluster', 'columns', 'PrivateData', 'MaxQueryTimeRange', 'root', 'rate', 'lock', 'accounting'],
    ]);
    expect(lines).toContain(`sacct              ${join(PROBE_BIN, 'sacct')}  22.05.8`);
    expect(lines.at(-1)).toBe(
      "accounting         jobs visible: 2 ended jobs of 2 users in the last hour (1 call, beside poll's rate)",
    );
  });

  it('the report as one line of JSON with --json', async () => {
    const { out, code } = await probe(['--json', '--cluster', 'bell', '--cluster-alias', 'hammer'], { HOUR: '7|bob' });
    expect(code).toBe(0);
    expect(out.endsWith('\n') && !out.trimEnd().includes('\n')).toBe(true);
    expect(JSON.parse(out)).toMatchObject({
      slurm_sb: '1.2.3',
      cluster: { slurm_name: 'hammer', configured: 'bell', agree: true },
      root: null,
      accounting: { state: 'jobs visible', jobs: 1, users: 1, hours: 1, calls: 1 },
    });
  });
});
