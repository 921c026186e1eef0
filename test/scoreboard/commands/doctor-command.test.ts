import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/platform/clock.ts';
import { runRealProcess } from '../../../src/platform/run-process.ts';
import { addDoctorCommand } from '../../../src/scoreboard/commands/doctor-command.ts';
import { makePseudonymKey } from '../../../src/scoreboard/privacy/pseudonym-key.ts';
import { emptyFolder, rootWith } from '../place.ts';
import { addCluster, goodRoot, openModes } from '../poll/doctor/good-root.ts';
import { callProgram } from './call-program.ts';

const doctor = (args: readonly string[], surroundings = {}, signal = new AbortController().signal) =>
  callProgram(
    (program, parts) => addDoctorCommand(program, { ...parts, clock: systemClock, run: runRealProcess, signal }),
    ['doctor', ...args],
    surroundings,
  );

/** A root whose poll ended ten minutes before the real now. */
const freshRoot = () => goodRoot(new Date(systemClock.nowMs()).toISOString());

describe('C11 how doctor ends', () => {
  it('0 when all is good, and says what was checked', async () => {
    const { root } = await freshRoot();
    const { code, out, err } = await doctor(['--root', root]);
    expect(out).toBe(`checked ${root}: 1 cluster (hammer), 2 months, 21 files\nall good\n`);
    expect([code, err]).toEqual([0, '']);
  });

  it('6 when anything was found', async () => {
    const { root, hammer } = await freshRoot();
    rmSync(hammer.health);
    const { code, out } = await doctor(['--root', root]);
    expect(code).toBe(6);
    expect(out).toContain(`hammer: warning: ${hammer.health}: no poll has told how it went\n    Run slurm-sb poll`);
    expect(out).toContain('0 errors, 1 warning\n');
  });

  it('6 when the root is not there, 2 without a root', async () => {
    expect((await doctor(['--root', '/nowhere/root'])).code).toBe(6);
    expect(await doctor([])).toMatchObject({ code: 2, out: '', error: expect.stringContaining('no root is set') });
  });

  it('6 when the root may not be looked into', async () => {
    const closed = join(emptyFolder(), 'closed');
    symlinkSync(closed, closed);
    const { code, out } = await doctor(['--root', closed]);
    expect([code, out.split('\n')[0]]).toEqual([
      6,
      `root: error: ${closed}: the root cannot be looked at: ELOOP: too many symbolic links encountered, stat '${closed}'`,
    ]);
  });

  it('looks also where settings no longer say whether people are shown by pseudonyms, and names it', async () => {
    const { root } = await freshRoot();
    mkdirSync(join(root, 'config'), { recursive: true });
    await makePseudonymKey(root);
    const { code, out } = await doctor(['--root', root]);
    expect(code).toBe(6);
    expect(out).toContain(
      `${root}/config/pseudonym.key: it is there, so people were shown by pseudonyms, but no setting says so any more`,
    );
    writeFileSync(join(root, 'config/config.yaml'), 'pseudonyms: false\n');
    expect((await doctor(['--root', root])).out).not.toContain('any more');
  });

  it('1, with one line, when it is stopped', async () => {
    const { root } = await freshRoot();
    expect(await doctor(['--root', root], {}, AbortSignal.abort())).toMatchObject({
      ...{ code: 1, out: '', error: 'stopped by a signal' },
    });
  });

  it('prints JSON with --json', async () => {
    const { root, hammer } = await freshRoot();
    rmSync(hammer.health);
    const { out } = await doctor(['--root', root, '--json']);
    expect(JSON.parse(out)).toMatchObject({
      root,
      checked: { clusters: ['hammer'], months: 2 },
      findings: [{ cluster: 'hammer', level: 'warning', file: hammer.health, what: 'no poll has told how it went' }],
    });
  });
});

describe('C11 which clusters doctor looks at', () => {
  const looked = async (args: readonly string[], surroundings = {}): Promise<string[]> =>
    JSON.parse((await doctor([...args, '--json'], surroundings)).out).checked.clusters;

  it('all, whatever cluster the settings name for polling; one when it is named by --cluster', async () => {
    const good = await freshRoot();
    await addCluster(good, 'negishi');
    openModes(good.root);
    const env = { SLURM_SB_CLUSTER: 'negishi' };
    expect(await looked(['--root', good.root], { env })).toEqual(['hammer', 'negishi']);
    expect(await looked(['--root', good.root, '--cluster', 'hammer'], { env })).toEqual(['hammer']);
  });

  it('each by its own settings of policy.json', async () => {
    const good = await freshRoot();
    mkdirSync(join(good.root, 'config'));
    writeFileSync(join(good.root, 'config/policy.json'), '{"hammer": {"stale_after_sec": 60}}');
    openModes(good.root);
    const { out } = await doctor(['--root', good.root]);
    expect(out).toContain('the last good poll was 10 min ago (stale_after_sec is 60)');
  });

  it('settings that are wrong are told as everywhere', async () => {
    const { root } = await rootWith();
    mkdirSync(join(root, 'config'));
    writeFileSync(join(root, 'config/config.yaml'), 'stale_after_sec: soon\n');
    expect(await doctor(['--root', root])).toMatchObject({ code: 2, error: expect.stringContaining('config.yaml:1') });
  });
});
