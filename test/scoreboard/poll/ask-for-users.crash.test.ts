import { cpSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, it } from 'vitest';
import { epochOnly } from '../../../src/domain/slurm-time.ts';
import { CallBudget } from '../../../src/platform/call-budget.ts';
import { type FileOperations, realFileOperations } from '../../../src/platform/file-operations.ts';
import { openJsonLog } from '../../../src/platform/json-log.ts';
import { runRealProcess } from '../../../src/platform/run-process.ts';
import { openDiscovery } from '../../../src/scoreboard/discovery/discovery-file.ts';
import { addFound } from '../../../src/scoreboard/discovery/owed-users.ts';
import { askForUsers } from '../../../src/scoreboard/poll/ask-for-users.ts';
import { rowSettings } from '../../../src/scoreboard/poll/counting-settings.ts';
import { emptyReport, type TickReport } from '../../../src/scoreboard/poll/tick-report.ts';
import { ClusterStore } from '../../../src/scoreboard/rollups/cluster-store.ts';
import { type ClusterLayout, clusterLayout } from '../../../src/scoreboard/rollups/root-layout.ts';
import { ALL_COLUMNS } from '../../../src/scoreboard/sacct/columns.ts';
import { CutError, cutAfter } from '../../platform/cut-file-operations.ts';
import { at, job, jobsBelow, makeSite, NOON, PROGRAMS, type Site } from '../discovery/site.ts';
import { emptyFolder } from '../place.ts';

const TRUTH = {
  rows:
    job(1, 'alice', at('2026-08-05T00:00:00Z')) +
    job(2, 'bob', at('2026-08-06T00:00:00Z')) +
    job(3, 'bob', at('2026-09-06T00:00:00Z')),
  hidden: ['bob'],
  accounts: ['alice', 'bob', 'carol'],
};
const SETTINGS = {
  memory_base: 1000,
  reqmem_without_suffix: 'per-job',
  failure_states: ['FAILED'],
  gpu_gres_names: ['gpu'],
  steps: true,
} as const;

/** Asks for bob and carol, as the end of a tick does, with these file operations. */
async function ask({ home, clock }: Site, layout: ClusterLayout, ops: FileOperations): Promise<TickReport> {
  const settings = { ...SETTINGS, failure_states: ['FAILED'], gpu_gres_names: ['gpu'] };
  const start = { backfillStart: at('2026-07-01T00:00:00Z'), spanSeconds: 86_400 };
  const store = await ClusterStore.open({
    ...{ layout, cluster: 'hammer', ops, clock, settings, filterRate: 1e-4, start },
  });
  const path = layout.discovery;
  const before = await openDiscovery({ path, cluster: 'hammer', nowMs: clock.nowMs() });
  const users = addFound(before.users, ['bob', 'carol'], { from: 'home', at: at(NOON) });
  const budget = await CallBudget.open(
    { clock, random: () => 0.5, path: layout.rate },
    { perMinute: 600, bytesPerDay: 0 },
  );
  const report = emptyReport();
  const sacct = {
    run: runRealProcess,
    file: join(PROGRAMS, 'sacct'),
    env: { HOME: home, PATH: [PROGRAMS, process.env.PATH].join(delimiter) },
    timeoutMs: 10_000,
    memoryLimitMib: 0,
    ignoreStderr: [],
  };
  await askForUsers(
    {
      ...{ clock, store, budget, layout, memoryCeilingMib: 0, discovery: { ...before, users } },
      log: await openJsonLog({ path: join(layout.logs, 'ask.jsonl'), level: 'info', base: {}, nowIso: () => NOON }),
      pull: {
        ...{ sacct, columns: ALL_COLUMNS, steps: true, failureStates: new Set<string>() },
        rowSettings: { ...rowSettings(settings, at(NOON)), wallClock: epochOnly },
        countedName: (user) => user,
        onReject: () => undefined,
      },
      span: { minSeconds: 600, longestSeconds: null, targetRows: 100_000 },
      limits: { maxCalls: 0, deadlineMs: Number.POSITIVE_INFINITY, patient: false, once: false, pauseMs: 0 },
      onSlice: () => undefined,
    },
    report,
    new AbortController().signal,
  );
  return report;
}

it('C4, T2: a call for users cut at every file operation of its commit is all there or not at all, and goes on', async () => {
  const site = await makeSite(TRUTH, { discovery: 'false' });
  await site.tick();
  expect(site.jobs()).toEqual({ alice: 1 });
  const copy = (): ClusterLayout => {
    const root = emptyFolder();
    cpSync(site.root, root, { recursive: true });
    return clusterLayout(root, 'hammer');
  };
  const counting = cutAfter(realFileOperations, Number.POSITIVE_INFINITY);
  const whole = copy();
  const undisturbed = await ask(site, whole, counting);
  expect(undisturbed).toMatchObject({ jobs: { new: 2, seen: 0, outside_window: 0 }, users: { asked: 2, owed: 0 } });
  expect(jobsBelow(whole)).toEqual({ alice: 1, bob: 2 });
  const total = counting.done();
  expect(total).toBeGreaterThan(20);
  const ends = new Set<number>();
  for (let cut = 0; cut < total; cut++) {
    const layout = copy();
    await expect(ask(site, layout, cutAfter(realFileOperations, cut)), `cut ${cut}`).rejects.toThrow(CutError);
    const again = await ask(site, layout, realFileOperations);
    expect(again.jobs.new + again.jobs.seen, `cut ${cut}`).toBe(2);
    ends.add(again.jobs.new);
    expect(jobsBelow(layout), `cut ${cut}`).toEqual({ alice: 1, bob: 2 });
    const names = readdirSync(layout.base, { recursive: true, encoding: 'utf8' });
    expect(
      names.filter((name) => /staged|commit\./.test(name)),
      `cut ${cut}`,
    ).toEqual([]);
  }
  // Cut before the record: both are new to the next call; after it: both are seen.
  expect(ends).toEqual(new Set([2, 0]));
});
