import { addDays, type Day, lastDay, type Month } from '../../src/domain/calendar.ts';
import { type CounterRow, counterRow } from '../../src/domain/counters.ts';
import { mixSeed } from '../../src/scoreboard/demo/mix-seed.ts';
import { personAt } from '../../src/scoreboard/demo/person.ts';
import { type RandomStream, randomStream } from '../../src/scoreboard/demo/random-stream.ts';
import { type Totals, totalsKey } from '../../src/scoreboard/rollups/totals.ts';

/** What was counted on a cluster. */
export type CountedShape = {
  readonly seed: number;
  /** People with jobs on the cluster. */
  readonly users: number;
  /** The last day with jobs; the month it lies in ends there. */
  readonly until: Day;
  /** How often more jobs came to the last day: each time makes other numbers of it. */
  readonly slices: number;
};

/** The part of the people who have jobs on a day. */
const ACTIVE_SHARE = 0.25;
/** The part of their days on which people have jobs in their other account too. */
const OTHER_ACCOUNT_SHARE = 0.1;
const HOUR_SECONDS = 3600;

/** Draws a cluster's counters of each day of a month. The same shape gives the same numbers, whatever else was drawn. */
export function drawMonth(
  cluster: string,
  month: Month,
  { seed, users, until, slices }: CountedShape,
): Map<Day, Totals> {
  const people = Array.from({ length: users }, (_, index) => personAt(seed, index));
  const days = new Map<Day, Totals>();
  const last = lastDay(month) < until ? lastDay(month) : until;
  for (let day = `${month}-01` as Day; day <= last; day = addDays(day, 1)) {
    const random = randomStream(mixSeed(seed, cluster, day));
    const totals: Totals = new Map();
    for (const { name, account, otherAccount } of people) {
      if (!random.chance(ACTIVE_SHARE)) continue;
      totals.set(totalsKey(name, account), drawCounters(random, day === until ? slices : 0));
      const isOther = otherAccount !== account && random.chance(OTHER_ACCOUNT_SHARE);
      if (isOther) totals.set(totalsKey(name, otherAccount), drawCounters(random, 0));
    }
    days.set(day, totals);
  }
  return days;
}

/** Counters of one to five jobs and so many more, each for itself as sacct could tell it. */
function drawCounters(random: RandomStream, more: number): CounterRow {
  const jobs = 1 + random.below(5) + more;
  const cpus = 1 + random.below(128);
  const elapsed = jobs * (60 + random.below(8 * HOUR_SECONDS));
  const gpus = random.chance(0.3) ? 1 + random.below(8) : 0;
  const kb = 1 + random.below(256_000_000);
  return counterRow({
    jobs,
    gpu_jobs: gpus > 0 ? jobs : 0,
    failed_jobs: random.below(jobs),
    cancelled_jobs: random.below(2),
    oom_jobs: random.below(2),
    timeout_jobs: random.below(2),
    elapsed_seconds: elapsed,
    cpu_seconds: elapsed * cpus,
    gpu_elapsed_seconds: gpus > 0 ? elapsed : 0,
    gpu_seconds: elapsed * gpus,
    node_seconds: elapsed,
    wait_seconds: random.below(4 * HOUR_SECONDS),
    wait_jobs: jobs,
    cpu_used_seconds: Math.floor(elapsed * cpus * random.unit()),
    cpu_measured_seconds: elapsed * cpus,
    req_mem_kb: kb * jobs,
    max_mem_kb: Math.floor(kb * random.unit()),
    avg_mem_kb: Math.floor((kb / 2) * random.unit()),
    mem_unknown_jobs: random.below(2),
    mem_used_kb: Math.floor(kb * random.unit()),
    mem_alloc_kb: kb * jobs,
    longest_job_seconds: Math.ceil(elapsed / jobs),
    max_job_cpus: cpus,
    max_job_gpus: gpus,
  });
}
