import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Month } from '../../../src/domain/calendar.ts';
import { openPoll, type Poll } from '../../../src/scoreboard/poll/open-poll.ts';
import { quietSurroundings, rootWith } from '../place.ts';
import { at, fake, job, jobsOf, ONE_TICK, ReplayPlace, tick } from './replay-poll.ts';

const NOW = '2026-09-10T12:00:00Z';

let place: ReplayPlace;
let home: string;
let clock: ReplayPlace['clock'];

const pollWith = (keys?: Record<string, string>, root?: string): Promise<Poll & { root: string }> =>
  place.poll(keys, root);
const calls = (): [number, number][] => place.calls();

beforeEach(() => {
  place = new ReplayPlace(NOW);
  ({ home, clock } = place);
});

describe('a copy of a cluster’s folder', () => {
  it('is named by each tick of the others, and counted on no board; no tick may write to it', async () => {
    const before = [1, 2, 3, 4, 5].map((id) => job(String(id), '2026-09-03T00:00:00Z')).join('');
    place.rows(before);
    const poll = await pollWith({ rate_limit_per_min: '600' });
    await tick(poll);
    const copy = join(poll.root, 'clusters/hammer-2025');
    cpSync(poll.layout.base, copy, { recursive: true });
    place.rows(before + job('6', '2026-09-10T12:05:00Z'));
    clock.set(Date.parse('2026-09-10T12:10:00Z'));
    const { findings } = await tick(poll);
    expect(findings).toEqual([`hammer-2025: ${copy}: it is a copy of hammer: move it away; what it holds is left out`]);
    const board = JSON.parse(readFileSync(join(poll.root, 'leaderboards/alltime.json'), 'utf8'));
    expect(board.users.map(({ values }: { values: { jobs: number } }) => values.jobs)).toEqual([6]);
    const cursor = readFileSync(join(copy, 'state/poll_cursor.json'), 'utf8');
    const wrong = await pollWith({ cluster: 'hammer-2025', cluster_aliases: 'hammer' }, poll.root);
    await expect(tick(wrong)).rejects.toMatchObject({
      exitCode: 5,
      message: expect.stringContaining('a copy of hammer'),
    });
    expect(readFileSync(join(copy, 'state/poll_cursor.json'), 'utf8')).toBe(cursor);
    rmSync(copy, { recursive: true });
    clock.set(Date.parse('2026-09-10T12:20:00Z'));
    expect((await tick(poll)).findings).toEqual([]);
  });
});

describe('section 6: a tick', () => {
  it('S5: looks into time while no job was seen, then asks slices that at most double, up to now', async () => {
    writeFileSync(join(home, 'rows.psv'), job('1', '2026-09-03T00:00:00Z'));
    const poll = await pollWith();
    const { report } = await tick(poll);
    expect(calls()).toEqual([
      [at('2026-09-01T00:00:00Z'), at('2026-09-02T00:00:00Z')],
      [at('2026-09-02T00:00:00Z'), at('2026-09-04T00:00:00Z')],
      [at('2026-09-02T00:00:00Z'), at('2026-09-04T00:00:00Z')],
      [at('2026-09-04T00:00:00Z'), at('2026-09-08T00:00:00Z')],
      [at('2026-09-08T00:00:00Z'), at(NOW)],
    ]);
    expect(report).toMatchObject({ calls: 5, stopped: 'caught-up', jobs: { new: 1, seen: 0, outside_window: 0 } });
  });

  it('S3: a job that ended at a slice’s very end is counted once, by the next slice', async () => {
    writeFileSync(join(home, 'rows.psv'), job('1', '2026-09-02T00:00:00Z'));
    const poll = await pollWith();
    const { report } = await tick(poll);
    expect(report.jobs).toEqual({ new: 1, seen: 0, outside_window: 1 });
    expect(await jobsOf(poll.root)).toBe(1);
  });

  it('the next tick reaches the overlap back, finds what came late and doubles nothing', async () => {
    writeFileSync(join(home, 'rows.psv'), job('1', '2026-09-10T11:00:00Z'));
    const poll = await pollWith({ rate_limit_per_min: '600' });
    await tick(poll);
    writeFileSync(
      join(home, 'rows.psv'),
      job('1', '2026-09-10T11:00:00Z') + job('2', '2026-09-10T10:30:00Z') + job('3', '2026-09-10T12:05:00Z'),
    );
    clock.set(Date.parse('2026-09-10T12:10:00Z'));
    const { report } = await tick(poll);
    expect(calls().at(-1)).toEqual([at('2026-09-10T10:00:00Z'), at('2026-09-10T12:10:00Z')]);
    expect(report.jobs).toEqual({ new: 2, seen: 1, outside_window: 0 });
    expect(await jobsOf(poll.root)).toBe(3);
  });

  it('D1: a requeued run with the same JobID and another Submit is another job', async () => {
    const end = '2026-09-05T00:00:00Z';
    writeFileSync(
      join(home, 'rows.psv'),
      job('7', end, 1_788_300_000) + job('7', end, 1_788_400_000) + job('7', end, 1_788_400_000),
    );
    const poll = await pollWith();
    expect((await tick(poll)).report.jobs).toEqual({ new: 2, seen: 1, outside_window: 0 });
  });

  it('once a day the last 7 days are read again, and a record that came days late is counted', async () => {
    const poll = await pollWith();
    await tick(poll);
    writeFileSync(join(home, 'rows.psv'), job('1', '2026-09-06T00:00:00Z'));
    clock.set(Date.parse('2026-09-10T12:10:00Z'));
    expect((await tick(poll)).report.jobs.new).toBe(0);
    clock.set(Date.parse('2026-09-11T00:10:00Z'));
    expect((await tick(poll)).report.jobs.new).toBe(1);
    expect(calls().at(-1)![0]).toBe(at('2026-09-04T00:00:00Z'));
    const before = calls().length;
    clock.set(Date.parse('2026-09-11T00:20:00Z'));
    expect((await tick(poll)).report.jobs).toMatchObject({ new: 0 });
    expect(calls().length).toBe(before + 1);
  });

  it('a backfill_start moved back reads the time before what was covered', async () => {
    writeFileSync(join(home, 'rows.psv'), job('1', '2026-08-20T00:00:00Z') + job('2', '2026-09-02T00:00:00Z'));
    const first = await pollWith();
    await tick(first);
    const second = await pollWith({ backfill_start: '2026-08-01' }, first.root);
    const { cursor } = await tick(second);
    expect(cursor.backfill_start).toBe(at('2026-08-01T00:00:00Z'));
    expect(await jobsOf(first.root, '2026-08')).toBe(1);
    expect(await jobsOf(first.root)).toBe(1);
  });

  it('--once commits one slice and says so', async () => {
    const poll = await pollWith();
    const { report, cursor } = await tick(poll, { once: true });
    expect([report.stopped, report.calls, cursor.covered_until]).toEqual(['once', 1, at('2026-09-02T00:00:00Z')]);
  });
});

describe('S5, S6: too much, and too often', () => {
  it('a window that is refused as too wide is halved until it is not', async () => {
    const poll = await pollWith({
      sacct_path: fake('sacct-too-wide'),
      rate_limit_per_min: '600',
      backfill_start: '2026-08-25',
    });
    const { report } = await tick(poll);
    expect(report.failed_calls).toBeGreaterThan(0);
    expect(report.stopped).toBe('caught-up');
    expect(await jobsOf(poll.root)).toBe(1);
  });

  it('holds two calls a minute over ticks, and counts the waiting', async () => {
    const poll = await pollWith();
    const start = clock.nowMs();
    const { report } = await tick(poll);
    // Four calls: one token to begin with, then one every 30 s.
    expect(report.rate_sleep_ms).toBe(90_000);
    expect(clock.nowMs() - start).toBe(90_000);
    const again = await tick(poll);
    expect(again.report.rate_sleep_ms).toBe(30_000);
  });

  it('leaves to the next tick what the rate does not allow within --max-minutes', async () => {
    const poll = await pollWith();
    const { report, cursor } = await tick(poll, { maxMinutes: 0.6 });
    expect([report.calls, report.stopped]).toEqual([2, 'max-minutes']);
    expect(cursor.covered_until).toBe(at('2026-09-04T00:00:00Z'));
  });

  it('backs off after a failure, over ticks, and says why in health', async () => {
    const poll = await pollWith({ sacct_path: fake('sacct-away') });
    await expect(tick(poll)).rejects.toThrow(/Connection refused/);
    const health = JSON.parse(readFileSync(poll.layout.health, 'utf8'));
    expect(health).toMatchObject({
      last_success: null,
      last_error: { message: expect.stringMatching(/Connection refused/) },
    });
    expect((await tick(poll)).report).toMatchObject({ calls: 0, stopped: 'back-off' });
    clock.set(clock.nowMs() + 31_000);
    await expect(tick(poll)).rejects.toThrow(/Connection refused/);
    // The second wait is longer: 60 s, of which 45 with this jitter.
    clock.set(clock.nowMs() + 31_000);
    expect((await tick(poll)).report.stopped).toBe('back-off');
  });

  it.each(['sacct-dies', 'sacct-half-line', 'sacct-header', 'sacct-error-exit-0'])(
    'S8: %s leaves nothing of its rows, and the cursor where it was',
    async (name) => {
      const good = await pollWith();
      await tick(good, { once: true });
      const before = readFileSync(good.layout.cursor, 'utf8');
      const bad = await pollWith({ sacct_path: fake(name), min_slice_sec: '86400' }, good.root);
      clock.set(clock.nowMs() + 600_000);
      await tick(bad, { once: true }).catch(() => undefined);
      const covered = (text: string): unknown => JSON.parse(text).covered_until;
      expect(covered(readFileSync(bad.layout.cursor, 'utf8'))).toBe(covered(before));
      expect(await jobsOf(bad.root)).toBe(0);
    },
  );

  it('S8: an answer none of whose rows has the columns asked for is refused, and nothing is missed later', async () => {
    const rows = job('1', '2026-09-03T00:00:00Z') + job('2', '2026-09-04T00:00:00Z');
    writeFileSync(join(home, 'rows.psv'), rows.replaceAll(/\|[^|\n]*\n/g, '\n'));
    const poll = await pollWith({ rate_limit_per_min: '600' });
    await expect(tick(poll)).rejects.toThrow('none of its 4 rows has the 20 columns that were asked for');
    expect(existsSync(poll.layout.monthly('2026-09' as Month))).toBe(false);
    writeFileSync(join(home, 'rows.psv'), rows);
    clock.set(Date.parse(NOW) + 3_600_000);
    await tick(await pollWith({ rate_limit_per_min: '600' }, poll.root));
    expect(await jobsOf(poll.root)).toBe(2);
  });

  it('P1: garbage is rejected by reason, the counts add up, and the one good row counts', async () => {
    const poll = await pollWith({ sacct_path: fake('sacct-garbage') });
    const { report } = await tick(poll, { once: true });
    const { rows, jobs } = report;
    expect(rows.rows).toBe(rows.jobs + rows.steps + rows.not_ended + rows.rejected);
    expect(rows.jobs).toBe(jobs.new + jobs.seen + jobs.outside_window);
    expect(rows.rejected).toBe(Object.values(rows.reasons).reduce((sum, count) => sum + count, 0));
    expect([rows.jobs, jobs.new]).toEqual([1, 1]);
    expect(rows.reasons.column_count).toBeGreaterThan(1);
    const log = readFileSync(join(poll.layout.logs, readdirSync(poll.layout.logs)[0]!), 'utf8');
    expect(log.match(/"event":"row rejected"/g)).toHaveLength(5);
  });
});

describe('C2: what poll refuses', () => {
  it('a Slurm that is another cluster', async () => {
    const poll = await pollWith({ cluster: 'bell' });
    await expect(tick(poll)).rejects.toThrow(/Slurm calls this cluster hammer, not bell/);
    expect(readdirSync(poll.root)).toEqual([]);
  });

  it('but not where the name is an alias', async () => {
    const poll = await pollWith({ cluster: 'bell', cluster_aliases: 'hammer' });
    expect((await tick(poll)).report.stopped).toBe('caught-up');
  });

  it('a missing sacct, with exit code 4', async () => {
    const poll = await pollWith({ sacct_path: '/nowhere/sacct' });
    await expect(tick(poll)).rejects.toMatchObject({ exitCode: 4 });
  });

  it('T3: a second poll while the first holds the lock, telling who holds it', async () => {
    const poll = await pollWith();
    mkdirSync(poll.layout.lock, { recursive: true });
    writeFileSync(
      `${poll.layout.lock}.owner.json`,
      JSON.stringify({ host: 'host-b', pid: 4711, startedTicks: 1, since: NOW }),
    );
    const outcome = await poll.tick(ONE_TICK, () => undefined);
    expect(outcome.held?.message).toBe(`hammer: pid 4711 on host-b since ${NOW} holds the lock`);
  });

  it('T3: not a lock whose owner on this host is gone', async () => {
    const poll = await pollWith();
    mkdirSync(poll.layout.lock, { recursive: true });
    writeFileSync(
      `${poll.layout.lock}.owner.json`,
      JSON.stringify({ host: 'host-a', pid: 2 ** 22 - 1, startedTicks: 1, since: NOW }),
    );
    expect((await tick(poll)).report.stopped).toBe('caught-up');
    expect(readdirSync(poll.layout.state)).not.toContain('lock');
  });
});

describe('T6: damaged files', () => {
  async function polled(): Promise<Poll & { root: string }> {
    writeFileSync(join(home, 'rows.psv'), job('1', '2026-09-10T11:00:00Z'));
    const poll = await pollWith({ rate_limit_per_min: '600' });
    await tick(poll);
    writeFileSync(join(home, 'rows.psv'), job('1', '2026-09-10T11:00:00Z') + job('2', '2026-09-10T12:01:00Z'));
    clock.set(Date.parse('2026-09-10T12:10:00Z'));
    return poll;
  }
  const september = '2026-09' as Month;

  it('a month file is made again from its days within the tick, the damaged one kept', async () => {
    const poll = await polled();
    const good = readFileSync(poll.layout.monthly(september), 'utf8');
    writeFileSync(join(home, 'rows.psv'), job('1', '2026-09-10T11:00:00Z'));
    writeFileSync(poll.layout.monthly(september), good.slice(0, 60));
    const { findings } = await tick(poll);
    expect(findings).toEqual([]);
    expect(JSON.parse(readFileSync(poll.layout.monthly(september), 'utf8')).rows).toEqual(JSON.parse(good).rows);
    expect(readdirSync(poll.layout.monthlyFolder).filter((name) => name.endsWith('.bad'))).toHaveLength(1);
  });
});

describe('long work', () => {
  it('waits out failures of accounting when it may, and gives up after six in a row', async () => {
    const poll = await pollWith({ sacct_path: fake('sacct-flaky') });
    writeFileSync(join(home, 'rows.psv'), job('1', '2026-09-05T00:00:00Z'));
    writeFileSync(join(home, 'failures'), '3');
    expect((await tick(poll, { patient: true })).report).toMatchObject({ failed_calls: 3, jobs: { new: 1 } });
    writeFileSync(join(home, 'failures'), '99');
    clock.set(clock.nowMs() + 86_400_000);
    await expect(tick(poll, { patient: true })).rejects.toThrow(/Connection refused/);
    expect(readFileSync(join(home, 'failures'), 'utf8').trim()).toBe('93');
  });
});

describe('a cluster whose ground moves', () => {
  it('whose root vanishes within a tick: exit 5, and nothing is made in its place', async () => {
    writeFileSync(join(home, 'rows.psv'), job('1', '2026-09-03T00:00:00Z'));
    const poll = await pollWith({ rate_limit_per_min: '600' });
    const gone = join(home, 'gone');
    const ticking = poll.tick(ONE_TICK, (_task, report) => {
      if (report.jobs.new === 1) renameSync(poll.root, gone);
    });
    await expect(ticking).rejects.toMatchObject({ exitCode: 5, message: expect.stringMatching(/hammer is gone/) });
    expect(existsSync(poll.root)).toBe(false);
    await expect(tick(poll)).rejects.toMatchObject({ exitCode: 5 });
    expect(existsSync(poll.root)).toBe(false);
    // The lock went away with the root; its owner, this process, is still alive.
    rmSync(join(gone, 'clusters/hammer/state/lock'), { recursive: true });
    renameSync(gone, poll.root);
    clock.set(clock.nowMs() + 60_000);
    expect((await tick(poll)).report.stopped).toBe('caught-up');
    expect(await jobsOf(poll.root)).toBe(1);
  });

  it('whose clock ran ahead and came back still reads what is new', async () => {
    const poll = await pollWith({ rate_limit_per_min: '600' });
    clock.set(Date.parse('2027-10-01T00:00:00Z'));
    await tick(poll);
    clock.set(Date.parse(NOW));
    writeFileSync(join(home, 'rows.psv'), job('1', '2026-09-10T11:50:00Z'));
    const { report, cursor } = await tick(poll);
    expect([report.jobs.new, cursor.covered_until]).toEqual([1, at(NOW)]);
  });

  it('keeps its beginning when a later poll does not name one', async () => {
    const first = await pollWith({ rate_limit_per_min: '600' });
    await tick(first);
    const made = await rootWith({
      cluster: 'hammer',
      sacct_path: fake('sacct-replay'),
      scontrol_path: fake('scontrol-hammer'),
      root: first.root,
    });
    expect(made.config.backfill_start).toBeNull();
    const around = quietSurroundings(clock);
    const terminal = { ...around.terminal, env: { PATH: process.env.PATH, HOME: home } };
    clock.set(clock.nowMs() + 3_600_000);
    const { report, cursor } = await tick(await openPoll({ ...around, terminal }, made.config));
    expect([report.calls, cursor.backfill_start]).toEqual([1, at('2026-09-01T00:00:00Z')]);
  });
});

it('a tick leaves no file open, as --loop does many in one process', async () => {
  const openFiles = (): number => readdirSync('/proc/self/fd').length;
  const place = new ReplayPlace('2026-09-10T12:00:00Z');
  place.rows(job('1', '2026-09-10T11:00:00Z'));
  const poll = await place.poll({ rate_limit_per_min: '600', backfill_start: '2026-09-01' });
  await tick(poll);
  const before = openFiles();
  for (let count = 0; count < 5; count++) await tick(poll);
  expect(openFiles()).toBeLessThanOrEqual(before + 1);
});
