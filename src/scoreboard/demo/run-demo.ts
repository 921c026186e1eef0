import { join } from 'node:path';
import { isoSeconds } from '../../domain/calendar.ts';
import { type Clock, nowSeconds } from '../../platform/clock.ts';
import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import type { ProgressLine } from '../../platform/progress-line.ts';
import type { ScoreboardConfig } from '../config/scoreboard-keys.ts';
import { openPoll } from '../poll/open-poll.ts';
import type { Surroundings } from '../poll/tick-surroundings.ts';
import { demoClusters } from './demo-clusters.ts';
import { installDemoClusters } from './install-demo-clusters.ts';

/** Where the demo goes, and what its synthetic clusters are. */
export type DemoRequest = {
  /** Gets `root/`, the scoreboard, and `slurm/`, the synthetic clusters. */
  readonly folder: string;
  readonly seed: number;
  /** The present of the clusters, epoch seconds. */
  readonly asofSeconds: number;
  /** The node binary, and the bundled `demo-sacct`. */
  readonly node: string;
  readonly script: string;
  readonly configFor: (settings: Readonly<Record<string, string>>) => Promise<ScoreboardConfig>;
  readonly progress: ProgressLine;
};

/** What the demo made. */
export type Demo = { readonly root: string; readonly clusters: number; readonly jobs: number; readonly calls: number };

/** The synthetic sacct is a Node program, which reserves more address space than the real one. */
const NODE_MEMORY_MIB = '2048';
/** The rate of a cluster that nobody else uses. */
const RATE_PER_MINUTE = '600';

/**
 * Polls five synthetic clusters into a fresh root, each as `slurm-sb poll` polls a real one: the same code, a child
 * process for every call. The same seed and present give the same boards.
 */
export async function runDemo(around: Surroundings, request: DemoRequest): Promise<Demo> {
  const root = join(request.folder, 'root');
  const clusters = demoClusters(request.seed, request.asofSeconds);
  const installed = await installDemoClusters({ ...request, folder: join(request.folder, 'slurm'), clusters });
  const clock = clockFrom(request.asofSeconds);
  let jobs = 0;
  let calls = 0;
  for (const [index, { name, binFolder, confPath }] of installed.entries()) {
    const config = await request.configFor({
      root,
      cluster: name,
      sacct_path: join(binFolder, 'sacct'),
      scontrol_path: join(binFolder, 'scontrol'),
      slurm_conf: confPath,
      rate_limit_per_min: RATE_PER_MINUTE,
      sacct_memory_usual_mb: NODE_MEMORY_MIB,
      backfill_start: isoSeconds(clusters[index]!.fromSeconds),
      discovery: 'false',
    });
    const poll = await openPoll({ ...around, clock }, config);
    const outcome = await poll.tick(
      { once: false, patient: true, maxMinutes: 60, pauseMs: 0 },
      (_task, report, cursor) => {
        const done = (cursor.covered_until - cursor.backfill_start) / (request.asofSeconds - cursor.backfill_start);
        request.progress.show((index + done) / installed.length, `${name}: ${report.jobs.new} jobs`);
      },
    );
    if (outcome.held !== null) throw outcome.held;
    if (around.signal.aborted) throw stopped(request);
    jobs += outcome.report.jobs.new;
    calls += outcome.report.calls;
  }
  request.progress.end();
  return { root, clusters: installed.length, jobs, calls };
}

/** A board of half the jobs would pass for the whole. */
function stopped({ folder, progress }: DemoRequest): KnownError {
  progress.end();
  return new KnownError(`the demo was stopped; what it made so far is in ${folder}: rm -r removes it`, EXIT.failed);
}

/** A clock that begins at the demo's present; waiting for the rate limit turns it on instead of taking time. */
function clockFrom(seconds: number): Clock {
  let nowMs = seconds * 1000;
  return {
    nowMs: () => nowMs,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      nowMs += ms;
    },
  };
}

/** The beginning of this hour: the demo's usual present, so that it is the same for a while and not stale. */
export function startOfHour(clock: Clock): number {
  const now = nowSeconds(clock);
  return now - (now % 3600);
}
