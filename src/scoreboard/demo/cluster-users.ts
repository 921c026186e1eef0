import { CLUSTER_TASTES } from './cluster-taste.ts';
import { mixSeed } from './mix-seed.ts';
import { type Person, personAt } from './person.ts';
import { randomStream } from './random-stream.ts';
import type { SyntheticCluster } from './synthetic-cluster.ts';
import { drawHabits, type UserHabits } from './user-habits.ts';

/** A person on one cluster. */
export type ClusterUser = {
  readonly person: Person;
  readonly habits: UserHabits;
  /** How many of the cluster's runs are theirs, relative to the first user's 1: 1/rank. */
  readonly zipfWeight: number;
};

/** Fewest people that clusters of one seed share; small clusters pick their users from these. */
const LEAST_POPULATION = 80;
/** How much a person's place on a cluster is their own (the first are busy everywhere) and how much it is chance. */
const OWN_PLACE = 0.6;

/**
 * The users of a cluster, the busiest first, with Zipf's law between rank and runs. Clusters of one seed share their
 * people, each in an order of its own, so that most people have jobs on several.
 */
export function clusterUsers({ seed, name, taste, users }: SyntheticCluster): ClusterUser[] {
  const population = Math.max(LEAST_POPULATION, Math.ceil(users * 1.5));
  const places = Array.from({ length: population }, (_, index) => ({
    index,
    place:
      OWN_PLACE * (index / population) + (1 - OWN_PLACE) * randomStream(mixSeed(seed, name, 'place', index)).unit(),
  }));
  places.sort((a, b) => a.place - b.place);
  return places.slice(0, users).map(({ index }, rank) => ({
    person: personAt(seed, index),
    habits: drawHabits(randomStream(mixSeed(seed, name, 'habits', index)), CLUSTER_TASTES[taste]),
    zipfWeight: 1 / (rank + 1),
  }));
}
