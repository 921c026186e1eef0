import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Month } from '../../../src/domain/calendar.ts';
import { namedCounters } from '../../../src/domain/counters.ts';
import { type FileOperations, realFileOperations } from '../../../src/platform/file-operations.ts';
import { runRealProcess } from '../../../src/platform/run-process.ts';
import { exactRepeats } from '../../../src/scoreboard/dedupe/repeats.ts';
import { type Hiding, type HidingPlace, hideOptedOut } from '../../../src/scoreboard/poll/hide-opted-out.ts';
import type { Counting } from '../../../src/scoreboard/poll/veil.ts';
import type { AskingParts } from '../../../src/scoreboard/privacy/names-of-uids.ts';
import type { OptOutState } from '../../../src/scoreboard/privacy/opt-out-schema.ts';
import { readOptOutState } from '../../../src/scoreboard/privacy/opt-out-state.ts';
import { ClusterStore } from '../../../src/scoreboard/rollups/cluster-store.ts';
import { CountingUnit } from '../../../src/scoreboard/rollups/counting-unit.ts';
import { rollupReader } from '../../../src/scoreboard/rollups/rollup-reader.ts';
import { type ClusterLayout, clusterLayout } from '../../../src/scoreboard/rollups/root-layout.ts';
import { splitKey } from '../../../src/scoreboard/rollups/totals.ts';
import { emptyFolder, handClock, NAMES_SHOWN } from '../place.ts';
import { addRecords, type JobRecord } from '../records/job-records.ts';

/** Months in which alice and bob have three jobs each, in two accounts. */
export const MONTHS = ['2026-07', '2026-08', '2026-09'] as const;

const at = (iso: string): number => Date.parse(iso) / 1000;

/** The settings of a place where no home is looked into. */
export const NO_HOMES = { pseudonyms: false, home_root: '/nonexistent', home_looks_per_tick: 0 };

/** A cluster in a new root, nothing counted yet. */
export function hidingPlace(config: HidingPlace['config'] = NO_HOMES): HidingPlace {
  const root = join(emptyFolder(), 'root');
  mkdirSync(join(root, 'config'), { recursive: true });
  return { root, cluster: 'bell', layout: clusterLayout(root, 'bell'), config };
}

/** Opens the cluster's store, on these file operations. */
export function storeOf(
  { cluster, layout }: HidingPlace,
  ops: FileOperations = realFileOperations,
): Promise<ClusterStore> {
  return ClusterStore.open({
    layout,
    cluster,
    ops,
    clock: handClock(Date.parse('2026-10-05T00:00:00Z')),
    settings: {
      memory_base: 1000,
      reqmem_without_suffix: 'per-job',
      failure_states: ['FAILED'],
      gpu_gres_names: ['gpu'],
      steps: true,
    },
    filterRate: 1e-4,
    start: { backfillStart: at('2026-07-01T00:00:00Z'), spanSeconds: 86_400 },
  });
}

/** Counts the jobs of all months, under these names. */
export async function countJobs(
  store: ClusterStore,
  { countedName, beforeCommit }: Counting = { countedName: (user) => user, beforeCommit: async () => undefined },
): Promise<number> {
  const unit = new CountingUnit({
    filterOf: (month) => store.filterOf(month),
    countedUntil: store.cursor.counted_until,
    within: null,
    repeats: exactRepeats(),
    failureStates: new Set(['FAILED']),
    countedName,
  });
  for (const [month, text] of MONTHS.entries()) {
    for (const [person, user] of ['alice', 'bob'].entries()) {
      for (let day = 1; day <= 3; day++)
        addRecords(unit, [jobOf(user, month * 100 + person * 10 + day, `${text}-0${day}T10:00:00Z`)]);
    }
  }
  await beforeCommit();
  await store.commit(unit, {});
  return unit.counts.new;
}

/** Hides whoever has opted out. */
export function hide(
  place: HidingPlace,
  store: ClusterStore,
  { asking = NAMES_SHOWN.asking, freshOnly = false }: { asking?: AskingParts; freshOnly?: boolean } = {},
): Promise<Hiding> {
  return hideOptedOut(asking, place, { store, freshOnly });
}

/** A file server that never answers for the homes of these people: a pipe that nobody writes to. */
export function hangingHomes(...names: readonly string[]): AskingParts {
  const run: typeof runRealProcess = (request) => {
    const args = request.args.map((arg) =>
      arg.replace(
        'home=$root/$name',
        `home=$root/$name; case " ${names.join(' ')} " in *" $name "*) mkfifo "$root/.hang" 2>&-; : <"$root/.hang";; esac`,
      ),
    );
    return runRealProcess({ ...request, args, timeoutMs: Math.min(request.timeoutMs, 700) });
  };
  return { ...NAMES_SHOWN.asking, run };
}

/** What the ticks of the place know; null: nothing. */
export function knownOf({ cluster, layout }: HidingPlace): Promise<OptOutState | null> {
  return readOptOutState({ cluster, state: layout.state });
}

/** Jobs of each user in the months and in the days, which are to agree. */
export async function jobsByUser(layout: ClusterLayout): Promise<Record<string, number>> {
  const reader = rollupReader(layout);
  const found: Record<string, number> = {};
  for (const month of MONTHS as readonly string[] as readonly Month[]) {
    const [monthly, daily] = [await reader.monthly(month), await reader.daily(month)];
    for (const [kind, maps] of [
      ['month', monthly.ok ? [monthly.value] : []],
      ['days', daily.ok ? [...daily.value.values()] : []],
    ] as const) {
      for (const [key, row] of maps.flatMap((map) => [...map])) {
        const name = `${kind} ${splitKey(key).user}`;
        found[name] = (found[name] ?? 0) + namedCounters(row).jobs;
      }
    }
  }
  return found;
}

function jobOf(user: string, id: number, end: string): JobRecord {
  return {
    ...{ identity: `${id}|${at(end) - 100}`, user, account: id % 2 === 0 ? 'chem' : 'phys', state: 'COMPLETED' },
    ...{ end: at(end), started: true, elapsedSeconds: 60, cpus: 2, nodes: 1, gpus: 0, waitSeconds: 5 },
    ...{
      reqMemBytes: 1e9,
      maxMemBytes: null,
      avgMemBytes: null,
      usedMemBytes: null,
      allocMemBytes: null,
      cpuUsedSeconds: null,
    },
  };
}
