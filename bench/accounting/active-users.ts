import type { UsersOfDay } from '../../src/scoreboard/demo/day-runs.ts';
import { mixSeed } from '../../src/scoreboard/demo/mix-seed.ts';
import { randomStream } from '../../src/scoreboard/demo/random-stream.ts';
import type { SyntheticCluster } from '../../src/scoreboard/demo/synthetic-cluster.ts';

/**
 * Each day another share (0 to 1) of a cluster's users, drawn from the seed, so that a month still meets nearly all of
 * them. Who is drawn may have jobs; as people are away and the busiest send most, somewhat fewer have some.
 */
export function activeUsers({ seed, name }: SyntheticCluster, share: number): UsersOfDay {
  if (share === 1) return (users) => users;
  return (users, day) => {
    const drawn = users.filter(({ person }) =>
      randomStream(mixSeed(seed, name, 'active', person.index, day)).chance(share),
    );
    return drawn.length > 0 ? drawn : users.slice(0, 1);
  };
}
