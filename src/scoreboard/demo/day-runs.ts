import { DAY_SECONDS } from '../../domain/calendar.ts';
import { CLUSTER_TASTES } from './cluster-taste.ts';
import { type ClusterUser, clusterUsers } from './cluster-users.ts';
import { runsOnDay } from './day-rhythm.ts';
import { dayUsers } from './day-users.ts';
import { drawArray } from './draw-array.ts';
import { drawHetJob } from './draw-het-job.ts';
import { drawRequeuedJob } from './draw-requeued-job.ts';
import { drawSingleJob } from './draw-single-job.ts';
import type { FamilySource, JobFamily } from './job-family.ts';
import type { JobRun } from './job-run.ts';
import { mixSeed } from './mix-seed.ts';
import { numberRuns } from './number-runs.ts';
import { randomStream } from './random-stream.ts';
import type { SyntheticCluster } from './synthetic-cluster.ts';

const HET_CHANCE = 0.005;
const REQUEUED_CHANCE = 0.012;

/** The runs of a cluster that end on a UTC day (counted from 1970), by Submit and job id. */
export type DayRuns = (day: number) => JobRun[];

/** Who of a cluster's users may have jobs on a day; nobody is no answer. */
export type UsersOfDay = (users: readonly ClusterUser[], day: number) => readonly ClusterUser[];

/**
 * The generator of a cluster's runs. A day is drawn from the seed, the cluster's name and the day alone: whatever is
 * asked before or beside it, its runs are the same. `usersOfDay`: everybody when not given.
 */
export function runsByDay(cluster: SyntheticCluster, usersOfDay: UsersOfDay = (users) => users): DayRuns {
  const users = clusterUsers(cluster);
  return (day) => numberRuns(cluster, day, drawFamilies(cluster, usersOfDay(users, day), day));
}

function drawFamilies(cluster: SyntheticCluster, users: readonly ClusterUser[], day: number): JobFamily[] {
  const random = randomStream(mixSeed(cluster.seed, cluster.name, 'day', day));
  const pickUser = dayUsers(cluster, users, day);
  const taste = CLUSTER_TASTES[cluster.taste];
  const families: JobFamily[] = [];
  let wanted = runsOnDay(cluster, day);
  while (wanted > 0) {
    const family = drawFamily({ random, taste, user: pickUser(random), dayStart: day * DAY_SECONDS });
    families.push(family);
    wanted -= family.runs.length;
  }
  return families;
}

function drawFamily(source: FamilySource): JobFamily {
  const { random, user } = source;
  if (random.chance(user.habits.arrayChance)) return drawArray(source);
  const luck = random.unit();
  if (luck < HET_CHANCE) return drawHetJob(source);
  return luck < HET_CHANCE + REQUEUED_CHANCE ? drawRequeuedJob(source) : drawSingleJob(source);
}
