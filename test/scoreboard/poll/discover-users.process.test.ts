import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sealJson } from '../../../src/platform/checked-json.ts';
import { at, job, makeSite, monthLines, NOON } from '../discovery/site.ts';

const DAY = 86_400;
const START = at('2026-07-01T00:00:00Z');
const ROWS =
  job(1, 'alice', at('2026-07-05T00:00:00Z')) +
  job(2, 'bob', at('2026-07-06T00:00:00Z')) +
  job(3, 'bob', at('2026-08-06T00:00:00Z')) +
  job(4, 'alice', at('2026-09-06T00:00:00Z')) +
  job(6, 'alice', at('2026-08-07T00:00:00Z')) +
  job(7, 'bob', at('2026-08-08T00:00:00Z'));
/** Bob is hidden from whoever polls, carol never ran a job. */
const TRUTH = {
  rows: ROWS,
  hidden: ['bob'],
  accounts: ['alice', 'bob', 'carol', 'dave'],
  homes: ['alice', 'bob', 'carol'],
};
const usersOf = (call: string): string => /^-u (\S+)/.exec(call)![1]!;
const windowOf = (call: string): number[] => [...call.matchAll(/uts(\d+)/g)].map((match) => Number(match[1]));

describe('C4 a tick and users without history', () => {
  it('asks for all of them in one call over the covered time, and has them on the boards in the same tick', async () => {
    const site = await makeSite(TRUTH);
    const { report } = await site.tick();
    expect(site.userCalls().map(usersOf)).toEqual(['bob,carol']);
    expect(windowOf(site.userCalls()[0]!)).toEqual([START, at(NOON)]);
    expect(site.jobs()).toEqual({ alice: 3, bob: 3 });
    expect(report).toMatchObject({ users: { discovered: 2, owed: 0, asked: 2 }, jobs: { new: 6, seen: 0 } });
    const board = JSON.parse(readFileSync(join(site.root, 'leaderboards/alltime.json'), 'utf8'));
    expect(board.users.map(({ user }: { user: string }) => user)).toEqual(['alice', 'bob']);
    const health = JSON.parse(readFileSync(site.layout.health, 'utf8'));
    expect(health.last_tick.report.users).toEqual({ discovered: 2, owed: 0, asked: 2 });
    expect(site.discovery().users).toEqual([
      { name: 'bob', from: ['home'], found_at: at(NOON), asked_at: at(NOON), result: 'jobs', jobs: 3 },
      { name: 'carol', from: ['home'], found_at: at(NOON), asked_at: at(NOON), result: 'no-jobs', jobs: 0 },
    ]);
  });

  it('a new home is asked for by the next tick; no job of anybody else is counted again, and no row of theirs changes', async () => {
    const site = await makeSite({ ...TRUTH, homes: ['alice'] });
    await site.tick();
    const before = monthLines(site.layout);
    expect(before).toHaveLength(3);
    site.put({ homes: ['bob'] });
    site.clock.set(Date.parse(NOON) + 600_000);
    await site.tick();
    expect(site.userCalls().map(usersOf)).toEqual(['bob']);
    expect(site.jobs()).toEqual({ alice: 3, bob: 3 });
    const after = monthLines(site.layout);
    expect(after.filter((line) => line.startsWith('["alice"'))).toEqual(before);
  });

  it('the same answer again changes nothing: what a kill between commit and note leaves', async () => {
    const site = await makeSite(TRUTH);
    await site.tick();
    const rollups = (): string[] =>
      [site.layout.monthlyFolder, site.layout.dailyFolder, site.layout.seen].flatMap((folder) =>
        readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1')),
      );
    const before = rollups();
    const { checksum: _, ...state } = site.discovery() as unknown as Record<string, unknown>;
    const asking = { names: ['bob', 'carol'], next: START, until: at(NOON), span_seconds: at(NOON) - START, jobs: {} };
    writeFileSync(site.layout.discovery, sealJson(JSON.stringify({ ...state, asking })));
    const { report } = await site.tick();
    expect(site.userCalls().map(usersOf)).toEqual(['bob,carol', 'bob,carol']);
    expect(report.users.asked).toBe(2);
    expect(rollups()).toEqual(before);
    expect(site.discovery()).toMatchObject({
      asking: null,
      users: [
        { name: 'bob', jobs: 3 },
        { name: 'carol', jobs: 0 },
      ],
    });
  });

  it('who had no job is asked for again after 30 days and not before; who had some never', async () => {
    const site = await makeSite(TRUTH, { late_sweep_days: '0' });
    await site.tick();
    site.clock.set((at(NOON) + 30 * DAY - 1) * 1000);
    await site.tick();
    expect(site.userCalls()).toHaveLength(1);
    site.clock.set((at(NOON) + 30 * DAY) * 1000);
    await site.tick();
    expect(site.userCalls().map(usersOf)).toEqual(['bob,carol', 'carol']);
  });

  it('a job that ended when the covered time ends is left to the slices', async () => {
    const site = await makeSite({ ...TRUTH, rows: job(9, 'bob', at(NOON)) });
    const { report } = await site.tick();
    expect(report.jobs).toEqual({ new: 0, seen: 0, outside_window: 1 });
  });

  it('rows of users that were not asked for are not counted', async () => {
    const rows = job(1, 'bob', at('2026-08-01T00:00:00Z')) + job(2, 'eve', at('2026-08-02T00:00:00Z'));
    const site = await makeSite({ ...TRUTH, rows, hidden: ['bob', 'eve'] });
    site.tell('leaks', 'eve\n');
    const { report } = await site.tick();
    expect(report.jobs).toEqual({ new: 1, seen: 0, outside_window: 1 });
    expect(site.jobs()).toEqual({ bob: 1 });
  });

  it('nobody is asked for before the catch-up is done', async () => {
    const site = await makeSite(TRUTH, { max_calls: '2' });
    const { report } = await site.tick();
    expect(report).toMatchObject({ stopped: 'max-calls', users: { discovered: 3, owed: 3, asked: 0 } });
    expect(site.userCalls()).toEqual([]);
  });

  it('a user who is seen in rows meanwhile owes nothing any more', async () => {
    const site = await makeSite({ ...TRUTH, homes: ['alice'], hidden: [] }, { max_calls: '1' });
    await site.tick();
    expect(site.discovery().users.map(({ name }) => name)).toEqual(['alice']);
    for (let count = 0; count < 20; count++) await site.tick();
    expect(site.userCalls()).toEqual([]);
    expect(site.discovery().users).toEqual([]);
  });
});

describe('C4 what accounting knows', () => {
  it('is asked once a day with a token, and who has an association there is asked for', async () => {
    const site = await makeSite({ ...TRUTH, homes: [], assocs: ['', 'root', '', 'alice', 'bob', 'bob'] });
    const { report } = await site.tick();
    expect(site.userCalls().map(usersOf)).toEqual(['bob']);
    expect(report.calls).toBe(site.calls().length + 1);
    expect(JSON.parse(readFileSync(site.layout.rate, 'utf8')).calls).toBe(report.calls);
    site.clock.set(Date.parse(NOON) + 600_000);
    await site.tick();
    expect(site.sacctmgrCalls()).toBe(1);
    site.clock.set(Date.parse(NOON) + DAY * 1000);
    await site.tick();
    expect(site.sacctmgrCalls()).toBe(2);
    expect(readFileSync(join(site.home, 'asked'), 'utf8').split('\n')).toContain(
      '-n -P show assoc cluster=hammer format=user',
    );
  });

  it('away: the tick goes well, and an hour later it is asked again', async () => {
    const site = await makeSite({ ...TRUTH, homes: [] });
    site.tell('away', '');
    const { report } = await site.tick();
    expect(report.stopped).toBe('caught-up');
    expect(site.discovery().accounting).toMatchObject({ users: null, fault: expect.stringContaining('persistent') });
    site.clock.set(Date.parse(NOON) + 3_599_000);
    await site.tick();
    expect(site.sacctmgrCalls()).toBe(1);
    site.clock.set(Date.parse(NOON) + 3_600_000);
    await site.tick();
    expect(site.sacctmgrCalls()).toBe(2);
  });

  it('names that would break the list of users, or are denied, never reach sacct', async () => {
    const bad = [
      '-a',
      'a,b',
      'c d',
      'e\u001bf',
      '1234',
      'x'.repeat(10_000),
      '../../etc/passwd',
      '',
      'root',
      'g\u202eh',
    ];
    const site = await makeSite({ ...TRUTH, homes: ['a,b', '-u', 'lost+found', 'i j'], assocs: [...bad, 'bob'] });
    site.put({ accounts: [...bad, 'bob'] });
    await site.tick();
    expect(site.userCalls().map(usersOf)).toEqual(['bob']);
  });
});

describe('C4 users that this host does not know', () => {
  const truth = { ...TRUTH, homes: [], assocs: ['bob', 'ghost', 'carol'] };

  it('are left out by getent before sacct refuses the whole list', async () => {
    const site = await makeSite(truth);
    await site.tick();
    expect(site.userCalls().map(usersOf)).toEqual(['bob,carol']);
    expect(site.discovery().users.map(({ name, result }) => [name, result])).toEqual([
      ['bob', 'jobs'],
      ['carol', 'no-jobs'],
      ['ghost', 'unknown'],
    ]);
  });

  it('are left out one by one where getent knows more than sacct', async () => {
    const site = await makeSite(truth, {}, join(import.meta.dirname, '../../../fixtures/getent-says-yes'));
    const { report } = await site.tick();
    expect(site.userCalls().map(usersOf)).toEqual(['bob,carol,ghost', 'bob,carol']);
    expect(report).toMatchObject({ failed_calls: 1, users: { asked: 2, owed: 0 } });
    expect(site.jobs()).toEqual({ alice: 3, bob: 3 });
  });
});

describe('C4, S5, S6 a call for users that is too much', () => {
  it('is halved until it is not, and brings each job once', async () => {
    const site = await makeSite(TRUTH);
    site.tell('widest', String(20 * DAY));
    const { report } = await site.tick();
    // 71.5 days: refused as 71.5 and 35.75, then four of 17.875.
    expect(site.userCalls().map((call) => (windowOf(call)[1]! - windowOf(call)[0]!) / DAY)).toEqual([
      71.5, 35.75, 17.875, 17.875, 17.875, 17.875,
    ]);
    expect(report).toMatchObject({ failed_calls: 2, users: { asked: 2, owed: 0 } });
    expect(site.jobs()).toEqual({ alice: 3, bob: 3 });
    expect(site.discovery().users[0]).toMatchObject({ name: 'bob', jobs: 3 });
  });

  it('goes on in the next tick where max_calls ended one', async () => {
    const limited = await makeSite(TRUTH, { max_calls: '9', late_sweep_days: '0' });
    limited.tell('widest', String(20 * DAY));
    const { report } = await limited.tick();
    expect(report.calls).toBe(9);
    expect(limited.discovery().asking).toMatchObject({ names: ['bob', 'carol'] });
    for (let count = 0; count < 3; count++) await limited.tick();
    expect(limited.discovery().asking).toBeNull();
    expect(limited.jobs()).toEqual({ alice: 3, bob: 3 });
  });

  it('keeps the rate, whatever it takes', async () => {
    const site = await makeSite(TRUTH, { rate_limit_per_min: '2' });
    site.tell('widest', String(3 * DAY));
    const start = site.clock.nowMs();
    const { report } = await site.tick();
    const minutes = (site.clock.nowMs() - start) / 60_000;
    expect(report.users.asked).toBe(2);
    expect(report.calls).toBeGreaterThan(30);
    // One token to begin with, then two a minute.
    expect(report.calls).toBe(site.calls().length + site.sacctmgrCalls());
    expect(report.calls).toBeLessThanOrEqual(1 + 2 * minutes);
  });

  it('even in the least slice: the tick goes well, and it is asked again an hour later', async () => {
    const site = await makeSite(TRUTH, { min_slice_sec: '86400' });
    site.tell('widest', '10');
    const { report } = await site.tick();
    expect(report.stopped).toBe('caught-up');
    expect(site.discovery().trouble).toMatchObject({ detail: expect.stringContaining('Too wide') });
    const made = site.userCalls().length;
    site.clock.set(site.clock.nowMs() + 600_000);
    await site.tick();
    expect(site.userCalls()).toHaveLength(made);
    site.tell('widest', String(100 * DAY));
    site.clock.set(site.clock.nowMs() + 3_600_000);
    await site.tick();
    expect(site.discovery()).toMatchObject({ trouble: null, asking: null });
    expect(site.jobs()).toEqual({ alice: 3, bob: 3 });
  });
});

describe('C4, T6 the file that remembers', () => {
  it.each([
    ['cut', (path: string) => writeFileSync(path, readFileSync(path).subarray(0, 100))],
    ['emptied', (path: string) => writeFileSync(path, '')],
    [
      "another cluster's",
      (path: string) => {
        const { checksum: _, ...state } = JSON.parse(readFileSync(path, 'utf8'));
        writeFileSync(path, sealJson(JSON.stringify({ ...state, cluster: 'bell' })));
      },
    ],
  ])('%s: it is kept aside, users are found anew, and no job is counted twice', async (_, harm) => {
    const site = await makeSite(TRUTH);
    await site.tick();
    harm(site.layout.discovery);
    await site.tick();
    expect(readdirSync(site.layout.state).filter((name) => /^discovery\.json\..*\.bad$/.test(name))).toHaveLength(1);
    expect(site.userCalls().map(usersOf)).toEqual(['bob,carol', 'carol']);
    expect(site.jobs()).toEqual({ alice: 3, bob: 3 });
  });

  it('of a newer version: refused and left alone, after the slices were read', async () => {
    const site = await makeSite(TRUTH);
    await site.tick();
    const text = sealJson('{"schema_version":2,"kind":"discovery","later":true}').toString();
    writeFileSync(site.layout.discovery, text);
    site.put({ rows: ROWS + job(5, 'alice', at('2026-09-10T12:05:00Z')) });
    site.clock.set(Date.parse(NOON) + 600_000);
    await expect(site.tick()).rejects.toThrow(
      /discovery\.json: it was written by a newer slurm-sb \(schema_version 2\)/,
    );
    expect(readFileSync(site.layout.discovery, 'utf8')).toBe(text);
    expect(site.jobs()).toEqual({ alice: 4, bob: 3 });
  });

  it('a home folder that is not there is a fault, and is looked at again when it is', async () => {
    const site = await makeSite(TRUTH);
    rmSync(join(site.home, 'homes'), { recursive: true });
    const { report } = await site.tick();
    expect(report.users.discovered).toBe(0);
    expect(site.discovery().home).toMatchObject({ fault: 'there is no such folder' });
    mkdirSync(join(site.home, 'homes'));
    chmodSync(join(site.home, 'homes'), 0o755);
    site.put({ homes: ['bob'] });
    await site.tick();
    expect(site.jobs()).toEqual({ alice: 3, bob: 3 });
  });
});
