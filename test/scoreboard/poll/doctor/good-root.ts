import { chmodSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { isoSeconds } from '../../../../src/domain/calendar.ts';
import { WINDOWS } from '../../../../src/domain/windows.ts';
import { CallBudget } from '../../../../src/platform/call-budget.ts';
import { sealJson } from '../../../../src/platform/checked-json.ts';
import { realFileOperations } from '../../../../src/platform/file-operations.ts';
import type { ScoreboardConfig } from '../../../../src/scoreboard/config/scoreboard-keys.ts';
import { exactRepeats } from '../../../../src/scoreboard/dedupe/repeats.ts';
import { examineRoot, type RootExamination } from '../../../../src/scoreboard/poll/doctor/examine-root.ts';
import { writeHealth } from '../../../../src/scoreboard/poll/health-file.ts';
import { ClusterStore } from '../../../../src/scoreboard/rollups/cluster-store.ts';
import { CountingUnit } from '../../../../src/scoreboard/rollups/counting-unit.ts';
import type { CountingSettings } from '../../../../src/scoreboard/rollups/rollup-files.ts';
import { boardFile, type ClusterLayout, clusterLayout } from '../../../../src/scoreboard/rollups/root-layout.ts';
import { handClock, NAMES_SHOWN, rootWith } from '../../place.ts';
import { addRecords, type JobRecord } from '../../records/job-records.ts';

/** When doctor looks, unless a test says otherwise. */
export const NOON = '2026-09-15T12:00:00Z';

/** Epoch seconds of an ISO instant. */
export const at = (iso: string): number => Date.parse(iso) / 1000;

export const SETTINGS: CountingSettings = {
  memory_base: 1000,
  reqmem_without_suffix: 'per-job',
  failure_states: ['FAILED'],
  gpu_gres_names: ['gpu'],
  steps: true,
};

/** A root that was polled well, and what is needed to harm it and to look at it. */
export type GoodRoot = {
  readonly root: string;
  readonly config: ScoreboardConfig;
  readonly clock: ReturnType<typeof handClock>;
  /** Of the cluster hammer: three jobs in August 2026, two in September. */
  readonly hammer: ClusterLayout;
};

/** A root with one cluster whose poll ended ten minutes before `now`; `keys` are settings as text. */
export async function goodRoot(now = NOON, keys: Record<string, string> = {}): Promise<GoodRoot> {
  const { root, config } = await rootWith(keys);
  mkdirSync(join(root, 'optout.d'));
  const clock = handClock(Date.parse(now) - 600_000);
  await addCluster({ root, clock }, 'hammer');
  writeBoards(join(root, 'leaderboards'), 'ALL', isoSeconds(clock.nowMs() / 1000));
  openModes(root);
  clock.set(Date.parse(now));
  return { root, config, clock, hammer: clusterLayout(root, 'hammer') };
}

/** Adds a polled cluster by the real ways of writing; its boards are written by hand. */
export async function addCluster({ root, clock }: Pick<GoodRoot, 'root' | 'clock'>, cluster: string): Promise<void> {
  const layout = clusterLayout(root, cluster);
  const now = Math.floor(clock.nowMs() / 1000);
  const store = await openStore({ root, clock }, cluster);
  await commitJobs(store, ['2026-08-02', '2026-08-02', '2026-08-31'], { covered_until: at('2026-09-01T00:00:00Z') });
  await commitJobs(store, ['2026-09-03', '2026-09-04'], { covered_until: now, settled_until: now - 7200 });
  await writeHealth(layout.health, {
    cluster,
    versions: { slurm_sb: '0.1.0', node: 'v24.0.0', slurm: '22.05.8' },
    cursor: store.cursor,
    startedMs: clock.nowMs() - 1000,
    endedMs: clock.nowMs(),
    report: null,
    error: null,
  });
  const budget = await openBudget({ clock }, layout);
  await budget.take();
  await budget.settle({ bytes: 100, backOff: false });
  writeBoards(layout.boards, cluster, isoSeconds(now));
}

/** The store of a cluster below a root. */
export function openStore(
  { root, clock }: Pick<GoodRoot, 'root' | 'clock'>,
  cluster: string,
  settings = SETTINGS,
): Promise<ClusterStore> {
  return ClusterStore.open({
    layout: clusterLayout(root, cluster),
    cluster,
    ops: realFileOperations,
    clock,
    settings,
    filterRate: 1e-4,
    start: { backfillStart: at('2026-08-01T00:00:00Z'), spanSeconds: 86_400 },
  });
}

/** Commits a job for each of the days, ended at noon. */
export async function commitJobs(
  store: ClusterStore,
  days: readonly string[],
  advance: Parameters<ClusterStore['commit']>[1] = {},
): Promise<void> {
  const unit = new CountingUnit({
    filterOf: (month) => store.filterOf(month),
    countedUntil: store.cursor.counted_until,
    within: null,
    repeats: exactRepeats(),
    countedName: (user) => user,
    failureStates: new Set(['FAILED']),
  });
  for (const [index, day] of days.entries())
    addRecords(unit, [jobOf(`${day}-${index}`, at(`${day}T12:00:00Z`) + index)]);
  await store.commit(unit, advance);
}

/** The budget of calls in a cluster's state. */
export function openBudget({ clock }: Pick<GoodRoot, 'clock'>, layout: ClusterLayout): Promise<CallBudget> {
  return CallBudget.open({ clock, random: () => 0.5, path: layout.rate }, { perMinute: 2, bytesPerDay: 0 });
}

/** Board files of all windows, without rows. */
export function writeBoards(folder: string, cluster: string, asof: string): void {
  for (const window of WINDOWS) {
    for (const by of ['user', 'account'] as const) {
      const board = { schema_version: 1, kind: 'board', asof, window, cluster, clusters: [], by, [`${by}s`]: [] };
      place(boardFile(folder, window, by), sealJson(JSON.stringify(board)));
    }
  }
}

/** Writes a file that all may read, in folders that the group may write, as if `ageSeconds` before `now`. */
export function place(path: string, content: string | Buffer, { now = NOON, ageSeconds = 0 } = {}): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  chmodSync(path, 0o664);
  const time = at(now) - ageSeconds;
  utimesSync(path, time, time);
}

/** Rewrites a checked file with its payload changed, under a checksum that fits. */
export function resealed<T>(text: string, change: (value: T) => unknown): Buffer {
  const { checksum, ...value } = JSON.parse(text) as T & { checksum: string };
  return sealJson(JSON.stringify(change(value as T)));
}

/** Modes as a poll with umask 002 leaves them. */
export function openModes(path: string): void {
  const isFolder = statSync(path).isDirectory();
  chmodSync(path, isFolder ? (path.endsWith('/optout.d') ? 0o1777 : 0o2775) : 0o664);
  if (isFolder) for (const name of readdirSync(path)) openModes(join(path, name));
}

type Look = Partial<{ cluster: string; host: string; freeBytes: number; skewMs: number; signal: AbortSignal }>;

/** What doctor says of a root on a disk with room enough, by a file server whose clock is right. */
export function examine({ root, config, clock }: GoodRoot, look: Look = {}): Promise<RootExamination> {
  return examineRoot(
    {
      clock,
      signal: look.signal ?? new AbortController().signal,
      asking: NAMES_SHOWN.asking,
      host: look.host ?? 'login1',
      freeSpace: async () => ({ freeBytes: look.freeBytes ?? 5e9, totalBytes: 10e9 }),
      clockSkewMs: async () => look.skewMs ?? 0,
      configOf: async () => config,
    },
    { root, cluster: look.cluster ?? null },
  );
}

/** Findings as lines `cluster level path: what`, with paths below the root. */
export async function findingsOf(good: GoodRoot, look: Look = {}): Promise<string[]> {
  const { findings } = await examine(good, look);
  return findings.map(({ cluster, level, file, what }) => {
    const place = file === null ? '-' : relative(good.root, file) || '.';
    return `${cluster ?? 'root'} ${level} ${place}: ${what}`.replaceAll(good.root, 'ROOT');
  });
}

function jobOf(id: string, end: number): JobRecord {
  return {
    identity: `${id}|${end - 100}`,
    user: 'alice',
    account: 'chem',
    state: 'COMPLETED',
    end,
    started: true,
    elapsedSeconds: 60,
    cpus: 2,
    nodes: 1,
    gpus: 0,
    waitSeconds: 5,
    reqMemBytes: 1e9,
    maxMemBytes: null,
    avgMemBytes: null,
    usedMemBytes: null,
    allocMemBytes: null,
    cpuUsedSeconds: null,
  };
}
