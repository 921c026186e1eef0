import type { RandomStream } from './random-stream.ts';

/** How long a job waits in the queue, and how long of that it could not have run (dependency, begin time). */
export type JobWait = { readonly waitSeconds: number; readonly ineligibleSeconds: number };

/** Pareto's exponent: the tail is heavy, the mean exists. */
const TAIL = 1.15;
const LONGEST_WAIT_SECONDS = 2.5 * 86_400;
const SCALE_SECONDS = { debug: 4, normal: 90, standby: 300 } as const;
const GPU_FACTOR = 5;

/** Draws a wait: seconds for most jobs, hours for some, at most two and a half days. */
export function drawWait(random: RandomStream, qos: string, gpus: number): JobWait {
  const scale = SCALE_SECONDS[qos as keyof typeof SCALE_SECONDS] * (gpus > 0 ? GPU_FACTOR : 1);
  const tail = (1 - random.unit()) ** (-1 / TAIL) - 1;
  const waitSeconds = Math.min(LONGEST_WAIT_SECONDS, Math.floor(scale * tail));
  const ineligibleSeconds = random.chance(0.07) ? random.below(waitSeconds + 1) : 0;
  return { waitSeconds, ineligibleSeconds };
}
