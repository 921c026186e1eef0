import type { Readable } from 'node:stream';
import { wallClockIn } from '../../domain/wall-clock.ts';
import { readCheckedJson } from '../../platform/checked-json.ts';
import { nowSeconds } from '../../platform/clock.ts';
import { type DumpFile, openDumpFile, spoolDump } from '../../platform/dump-file.ts';
import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import type { ScoreboardConfig } from '../config/scoreboard-keys.ts';
import type { RowCounts } from '../records/row-counts.ts';
import type { RejectedRow } from '../records/run-reader.ts';
import type { JobCounts } from '../rollups/counting-unit.ts';
import type { ClusterLayout } from '../rollups/root-layout.ts';
import { refuseStrangerPaths } from '../rollups/stranger-paths.ts';
import { slurmFactsSchema } from '../sacct/slurm-facts.ts';
import { askingOf } from './asking-of.ts';
import { assertRoot } from './assert-root.ts';
import { countingSettings, rowSettings } from './counting-settings.ts';
import { hideOptedOut } from './hide-opted-out.ts';
import { holdingCluster } from './holding-cluster.ts';
import { ingestDump } from './ingest-dump.ts';
import { openStore } from './open-store.ts';
import { publish } from './publish.ts';
import type { Surroundings } from './tick-surroundings.ts';

/** What is ingested, where to, and who is told of it. */
export type IngestRequest = {
  readonly config: ScoreboardConfig;
  readonly root: string;
  readonly cluster: string;
  readonly layout: ClusterLayout;
  /** A path, or null for `input`. */
  readonly file: string | null;
  readonly input: Readable;
  /** IANA zone of times that are not epoch seconds. */
  readonly timeZone: string;
  readonly onReject: (row: RejectedRow) => void;
  readonly onProgress: (fraction: number, reading: 1 | 2) => void;
};

/** What became of a dump's rows and jobs. */
export type IngestReport = {
  readonly file: string;
  readonly rows: RowCounts;
  readonly jobs: JobCounts;
  readonly findings: string[];
};

/**
 * Counts a saved sacct output into a cluster's rollups as one commit and rebuilds what is derived. Throws KnownError
 * for what cannot be read, and ClusterHeldError; nothing of the file is kept then.
 */
export async function runIngest(around: Surroundings, request: IngestRequest): Promise<IngestReport> {
  requireZone(request.timeZone);
  await assertRoot(request.root);
  await refuseStrangerPaths({ root: request.root, whole: [request.cluster] });
  const { signal } = around;
  const dump = await (request.file === null ? spoolDump(request.input, signal) : openDumpFile(request.file, signal));
  const { config, layout, cluster } = request;
  const { clock, terminal } = around;
  try {
    return await holdingCluster(
      {
        layout,
        cluster,
        clock,
        host: terminal.host,
        pid: terminal.pid,
        staleSeconds: config.lock_stale_sec,
        onLost: () => undefined,
      },
      () => ingestHeld(around, request, dump),
    );
  } finally {
    await dump.close();
  }
}

async function ingestHeld(around: Surroundings, request: IngestRequest, dump: DumpFile): Promise<IngestReport> {
  const { config, layout, cluster, root } = request;
  const { clock } = around;
  const facts = await readCheckedJson(layout.slurm, slurmFactsSchema);
  const settings = countingSettings(config, facts.ok ? facts.value.version : null);
  const store = await openStore({ clock, config, cluster, layout }, settings);
  const asking = askingOf(around);
  const hiding = await hideOptedOut(asking, { root, cluster, layout, config }, { store, freshOnly: false });
  const { unit, rows } = await ingestDump(dump, {
    store,
    rowSettings: rowSettings(settings, nowSeconds(clock)),
    timeZone: request.timeZone,
    failureStates: new Set(settings.failure_states),
    countedName: hiding.counting.countedName,
    onReject: request.onReject,
    onProgress: request.onProgress,
    signal: around.signal,
  });
  around.signal.throwIfAborted();
  refuseOtherRows(dump.name, rows);
  await hiding.counting.beforeCommit();
  await store.commit(unit, {});
  const published = await publish({ root, config, clock, cluster, layout, asking, store });
  const findings = [...new Set([...hiding.findings, ...published])];
  return { file: dump.name, rows, jobs: unit.counts, findings };
}

/** Where not one row can be read the file is of another kind: UTF-16, other columns, something else altogether. */
function refuseOtherRows(name: string, { rows, rejected, reasons }: RowCounts): void {
  if (rows === 0 || rejected < rows) return;
  const why = Object.entries(reasons).map(([reason, count]) => `${reason} ${count}`);
  throw new KnownError(
    `${name}: none of its ${rows} rows could be read (${why.join(', ')}): is it what sacct -P printed, in UTF-8? ` +
      'Nothing was counted',
    EXIT.usage,
  );
}

function requireZone(timeZone: string): void {
  try {
    wallClockIn(timeZone);
  } catch (error) {
    throw new KnownError(`--tz ${timeZone}: no such time zone; name one as Europe/Berlin or UTC`, EXIT.usage, {
      cause: error,
    });
  }
}
