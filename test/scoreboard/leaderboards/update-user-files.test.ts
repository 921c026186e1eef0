import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Month } from '../../../src/domain/calendar.ts';
import { COUNTERS, counterRow } from '../../../src/domain/counters.ts';
import { openJson } from '../../../src/platform/checked-json.ts';
import { updateUserFiles } from '../../../src/scoreboard/leaderboards/update-user-files.ts';
import { userFileSchema } from '../../../src/scoreboard/leaderboards/user-file.ts';
import { clusterLayout } from '../../../src/scoreboard/rollups/root-layout.ts';
import { type Counted, emptyRoot, writeCluster } from './counted-root.ts';

let root = '';
const layout = () => clusterLayout(root, 'bell');
beforeEach(() => {
  root = emptyRoot();
});
afterEach(() => rmSync(root, { recursive: true }));

const update = (asof = '2026-09-30T12:00:00Z', mode?: number) =>
  updateUserFiles({ cluster: 'bell', layout: layout(), asof, mode });
const fileOf = (user: string) => {
  const read = openJson(readFileSync(layout().user(user)), userFileSchema);
  if (!read.ok) throw new Error(read.detail);
  return read.value;
};
/** Puts other rollups in the place of those that are there. */
function rewrite(counted: readonly Counted[]): void {
  rmSync(layout().monthlyFolder, { recursive: true, force: true });
  rmSync(layout().dailyFolder, { recursive: true, force: true });
  writeCluster(root, 'bell', counted);
}

const OLD: Counted[] = [
  { day: '2025-01-10', user: 'ann', jobs: 1, max_job_cpus: 8 },
  { day: '2025-01-10', user: 'bob', jobs: 2 },
  { day: '2026-08-10', user: 'ann', jobs: 4, max_job_cpus: 2 },
  { day: '2026-08-10', user: 'ann', account: 'class', jobs: 8 },
];

describe('section 7: user files', () => {
  it('hold the counters of each month and of all, over accounts', async () => {
    writeCluster(root, 'bell', OLD);
    expect(await update()).toEqual({ written: 2, removed: 0, findings: [] });
    expect(fileOf('ann')).toEqual({
      schema_version: 1,
      kind: 'user',
      asof: '2026-09-30T12:00:00Z',
      cluster: 'bell',
      user: 'ann',
      columns: [...COUNTERS],
      total: counterRow({ jobs: 13, max_job_cpus: 8 }),
      months: {
        '2025-01': counterRow({ jobs: 1, max_job_cpus: 8 }),
        '2026-08': counterRow({ jobs: 12, max_job_cpus: 2 }),
      },
    });
    expect(Object.keys(fileOf('bob').months)).toEqual(['2025-01']);
  });

  it('P4 a name is never a path', async () => {
    writeCluster(root, 'bell', [{ day: '2026-08-10', user: '../../x', jobs: 3 }]);
    await update();
    expect(readdirSync(layout().users)).toEqual(['%2E.%2F..%2Fx.json']);
    expect(fileOf('../../x').user).toBe('../../x');
  });

  it('F6 are private where the site wants pseudonyms', async () => {
    writeCluster(root, 'bell', OLD);
    await update('2026-09-30T12:00:00Z', 0o660);
    expect((statSync(layout().user('ann')).mode & 0o777).toString(8)).toBe('660');
    expect((statSync(layout().derived).mode & 0o777).toString(8)).toBe('660');
  });
});

describe('section 6: only what changed is written', () => {
  beforeEach(async () => {
    writeCluster(root, 'bell', OLD);
    await update();
  });

  it('nothing, when no month changed', async () => {
    expect(await update('2026-09-30T13:00:00Z')).toEqual({ written: 0, removed: 0, findings: [] });
  });

  it('only users whose row changed in a changed month', async () => {
    rewrite([...OLD, { day: '2026-08-11', user: 'cid', jobs: 1 }]);
    expect(await update('2026-09-30T13:00:00Z')).toEqual({ written: 1, removed: 0, findings: [] });
    expect([fileOf('cid').asof, fileOf('ann').asof]).toEqual(['2026-09-30T13:00:00Z', '2026-09-30T12:00:00Z']);
  });

  it('others are not even looked at', async () => {
    writeFileSync(layout().user('bob'), 'x');
    rewrite([...OLD, { day: '2026-08-11', user: 'ann', jobs: 1 }]);
    expect((await update()).written).toBe(1);
    expect(readFileSync(layout().user('bob'), 'utf8')).toBe('x');
  });

  it('nor after a tick that changed the newest month alone: of the one before is remembered who was in it', async () => {
    const [july, august] = ['2026-07-10', '2026-08-10'];
    const bobs = { day: july!, user: 'bob', jobs: 2 };
    rewrite([bobs, { day: july!, user: 'ann', jobs: 1 }, { day: august!, user: 'ann', jobs: 1 }]);
    await update();
    rewrite([bobs, { day: july!, user: 'ann', jobs: 1 }, { day: august!, user: 'ann', jobs: 2 }]);
    expect((await update()).written).toBe(1);
    writeFileSync(layout().user('bob'), 'broken');
    rewrite([bobs, { day: july!, user: 'ann', jobs: 5 }, { day: august!, user: 'ann', jobs: 2 }]);
    expect((await update()).written).toBe(1);
    expect(readFileSync(layout().user('bob'), 'utf8')).toBe('broken');
    expect(fileOf('ann').total[0]).toBe(7);
  });

  it('a new month, a month long ago, and a month that is gone', async () => {
    rewrite([...OLD, { day: '2026-09-01', user: 'ann', jobs: 1 }]);
    expect((await update()).written).toBe(1);
    rewrite([...OLD, { day: '2024-05-01', user: 'bob', jobs: 1 }]);
    expect((await update()).written).toBe(2);
    expect([Object.keys(fileOf('ann').months), Object.keys(fileOf('bob').months)]).toEqual([
      ['2025-01', '2026-08'],
      ['2024-05', '2025-01'],
    ]);
  });

  it('F6 the file of a user whose rows went to another name is removed, whether their month is new or old', async () => {
    const renamed = (month: string) =>
      OLD.map((one) => (one.day.startsWith(month) && one.user === 'ann' ? { ...one, user: '(opted-out)' } : one));
    rewrite([...OLD, { day: '2026-08-11', user: 'dan', jobs: 1 }]);
    await update();
    rewrite(OLD);
    expect((await update()).removed).toBe(1);
    rewrite(renamed('2026').slice(1));
    expect((await update()).removed).toBe(1);
    rewrite(OLD);
    await update();
    rewrite(OLD.map((one) => (one.user === 'bob' ? { ...one, user: '(opted-out)' } : one)));
    expect((await update()).removed).toBe(1);
    expect([existsSync(layout().user('bob')), existsSync(layout().user('ann'))]).toEqual([false, true]);
    expect(readFileSync(layout().derived, 'utf8')).not.toContain('dan');
  });

  it.each(['derived.json lost', 'derived.json broken'])('%s: everything is looked at again', async (how) => {
    if (how.endsWith('lost')) rmSync(layout().derived);
    else writeFileSync(layout().derived, '{');
    rmSync(layout().user('ann'));
    writeFileSync(join(layout().users, 'ghost.json'), '{}');
    expect(await update()).toEqual({ written: 1, removed: 1, findings: [] });
    expect(fileOf('ann').total[0]).toBe(13);
  });

  it('a broken user file is written anew when its user changes', async () => {
    writeFileSync(layout().user('ann'), 'x');
    rewrite([...OLD, { day: '2026-08-11', user: 'ann', jobs: 1 }]);
    expect((await update()).written).toBe(1);
    expect(fileOf('ann').total[0]).toBe(14);
  });

  it('while a month cannot be read the files stay as they are, and say no less', async () => {
    rewrite([...OLD, { day: '2026-08-11', user: 'ann', jobs: 1 }]);
    const file = layout().monthly('2025-01' as Month);
    const good = readFileSync(file);
    writeFileSync(file, 'x');
    const findings = [{ cluster: 'bell', file, detail: 'it is not a JSON object' }];
    expect(await update()).toEqual({ written: 0, removed: 0, findings });
    expect(await update()).toEqual({ written: 0, removed: 0, findings });
    expect(fileOf('ann').total[0]).toBe(13);
    writeFileSync(file, good);
    expect(await update()).toEqual({ written: 1, removed: 0, findings: [] });
    expect(fileOf('ann').total[0]).toBe(14);
  });
});
