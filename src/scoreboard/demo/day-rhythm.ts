import { mixSeed } from './mix-seed.ts';
import { type RandomStream, randomStream } from './random-stream.ts';
import type { SyntheticCluster } from './synthetic-cluster.ts';

/** Sunday first; their mean is 1. Day 0 of 1970 was a Thursday. */
const WEEKDAY_LOAD = [0.55, 1.2, 1.25, 1.2, 1.15, 1.05, 0.6] as const;
const THURSDAY = 4;
/** How much a day's load wanders, up and down. */
const DAY_NOISE = 0.15;

/** Share of a day's runs that end in each UTC hour, not yet scaled: few in the early morning, most after noon. */
const HOUR_LOAD = [4, 3, 3, 2, 2, 2, 2, 3, 4, 5, 6, 6, 6, 7, 7, 7, 7, 6, 6, 5, 5, 5, 4, 4] as const;
const HOUR_LOAD_SUM = HOUR_LOAD.reduce((sum, load) => sum + load, 0);

/** How many runs end on a day (counted from 1970). */
export function runsOnDay(cluster: SyntheticCluster, day: number): number {
  const weekday = (((day + THURSDAY) % 7) + 7) % 7;
  const noise = 1 + DAY_NOISE * (2 * randomStream(mixSeed(cluster.seed, cluster.name, 'load', day)).unit() - 1);
  return Math.round(cluster.jobsPerDay * WEEKDAY_LOAD[weekday]! * noise);
}

/** A second of the day, 0 to 86,399, with the daily rhythm. */
export function drawSecondOfDay(random: RandomStream): number {
  let point = random.unit() * HOUR_LOAD_SUM;
  let hour = 0;
  while (hour < 23 && point >= HOUR_LOAD[hour]!) {
    point -= HOUR_LOAD[hour]!;
    hour++;
  }
  return hour * 3600 + random.below(3600);
}
