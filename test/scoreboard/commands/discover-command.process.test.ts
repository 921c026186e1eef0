import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, it } from 'vitest';
import { at, job, makeSite, PROGRAMS, type Site } from '../discovery/site.ts';

const LAUNCHER = join(import.meta.dirname, '../../../bin/slurm-sb');
const ROWS = job(1, 'alice', at('2026-08-05T00:00:00Z')) + job(2, 'bob', at('2026-08-06T00:00:00Z'));
const TRUTH = { rows: ROWS, hidden: ['bob'], accounts: ['alice', 'bob', 'carol'], homes: ['alice'] };

/** Runs the built program at a site. */
function discover({ home, root }: Site, ...args: string[]) {
  const settings = { SLURM_SB_SACCT_PATH: join(PROGRAMS, 'sacct'), SLURM_SB_SCONTROL_PATH: join(PROGRAMS, 'scontrol') };
  const { status, stdout, stderr } = spawnSync(LAUNCHER, ['discover', '--cluster', 'hammer', '--root', root, ...args], {
    encoding: 'utf8',
    env: {
      PATH: [PROGRAMS, process.env.PATH].join(delimiter),
      HOME: home,
      ...settings,
      SLURM_SB_HOME_FOLDER: join(home, 'homes'),
      SLURM_SB_HOME_MIN_UID: '0',
      SLURM_SB_RATE_LIMIT_PER_MIN: '600',
    },
  });
  return { status, stdout, stderr };
}

it('C4 discover: queues users without history, and says who; the next poll asks for them', async () => {
  const site = await makeSite(TRUTH);
  // The built program has the real clock.
  site.clock.set(Date.now());
  await site.tick();
  site.put({ homes: ['carol'], assocs: ['bob', 'alice'] });
  const dry = discover(site, '--dry-run');
  expect(dry).toEqual({
    status: 0,
    stdout: `hammer: ${join(site.home, 'homes')}: looked at; accounting: 2 users\n2 new without history: bob, carol; nobody was queued\n`,
    stderr: '',
  });
  expect(site.discovery().users).toEqual([]);
  const { status, stdout } = discover(site, '--json');
  expect([status, JSON.parse(stdout)]).toEqual([
    0,
    {
      cluster: 'hammer',
      home: { folder: join(site.home, 'homes'), fault: null },
      accounting: { users: 2, fault: null },
      discovered: ['bob', 'carol'],
      owed: ['bob', 'carol'],
    },
  ]);
  await site.tick();
  expect(site.userCalls()).toHaveLength(1);
  expect(site.jobs()).toEqual({ alice: 1, bob: 1 });
  expect(discover(site).stdout).toContain('0 new without history; 0 are asked for by the next poll\n');
  expect(discover(site, '--again').stdout).toContain('0 new without history; 1 is asked for by the next poll\n');
  await site.tick();
  expect(site.userCalls().map((call) => call.split(' ')[1])).toEqual(['bob,carol', 'carol']);
});

it('C4 discover: what cannot be looked at is said, with exit 1', async () => {
  const site = await makeSite(TRUTH);
  await site.tick();
  rmSync(join(site.home, 'homes'), { recursive: true });
  site.tell('away', '');
  const { status, stdout } = discover(site);
  expect(status).toBe(1);
  expect(stdout).toContain(
    `${join(site.home, 'homes')}: there is no such folder; accounting: sacctmgr: error: slurm_persist`,
  );
  expect(readFileSync(site.layout.discovery, 'utf8')).toContain('there is no such folder');
});

it('C4 discover: of a cluster that was never polled nothing is made', async () => {
  const site = await makeSite(TRUTH);
  const { status, stderr } = discover(site);
  expect([status, stderr]).toEqual([
    1,
    'slurm-sb: hammer was never polled here: slurm-sb poll --cluster hammer comes first\n',
  ]);
});
