import type { ClusterUser } from './cluster-users.ts';
import { mixSeed } from './mix-seed.ts';
import { type RandomStream, randomStream } from './random-stream.ts';
import type { SyntheticCluster } from './synthetic-cluster.ts';
import { runsPerSubmission } from './user-habits.ts';

/** A campaign, and the rest after it, last about this long. */
const CAMPAIGN_DAYS = 11;
/** How busy people are in a campaign period: nearly away, as usual, or at a deadline. The mean is about 1. */
const AWAY = 0.08;
const USUAL = 0.85;
const DEADLINE = 2.7;

/**
 * Who submits on a day (counted from 1970): a function that draws one user. Their chances follow Zipf's law over the
 * months; within weeks people come and go, which moves ranks.
 */
export function dayUsers(
  cluster: SyntheticCluster,
  users: readonly ClusterUser[],
  day: number,
): (random: RandomStream) => ClusterUser {
  const upTo = new Float64Array(users.length);
  let total = 0;
  for (const [index, user] of users.entries()) {
    total += (user.zipfWeight / runsPerSubmission(user.habits)) * activity(cluster, user.person.index, day);
    upTo[index] = total;
  }
  return (random) => {
    const point = random.unit() * total;
    let index = 0;
    while (index < users.length - 1 && upTo[index]! <= point) index++;
    return users[index]!;
  };
}

function activity(cluster: SyntheticCluster, person: number, day: number): number {
  const period = Math.floor((day + person * 5) / CAMPAIGN_DAYS);
  const luck = randomStream(mixSeed(cluster.seed, cluster.name, 'campaign', person, period)).unit();
  if (luck < 0.22) return AWAY;
  return luck < 0.8 ? USUAL : DEADLINE;
}
