import type { EndedState } from '../../domain/job-state.ts';
import type { RandomStream } from './random-stream.ts';
import type { UserHabits } from './user-habits.ts';

/** How a run ends: its state, how long it ran (null: it never started) and the time limit it had. */
export type JobOutcome = {
  readonly state: EndedState;
  readonly elapsedSeconds: number | null;
  readonly limitMinutes: number;
  readonly exitCode: string;
};

/** Share of the runs that end so; what is left is COMPLETED. */
const ODDS: readonly (readonly [EndedState, number])[] = [
  ['FAILED', 0.07],
  ['CANCELLED', 0.065],
  ['TIMEOUT', 0.025],
  ['OUT_OF_MEMORY', 0.012],
  ['NODE_FAIL', 0.003],
  ['DEADLINE', 0.001],
];
/** Of the runs with QOS standby, which give way to others. */
const PREEMPTED_CHANCE = 0.02;
const NEVER_STARTED_CHANCE = 0.35;

/** The limits people type, up to the longest that a partition allows (a week). */
const LIMITS_MINUTES = [10, 30, 60, 120, 240, 480, 720, 1440, 2880, 4320, 5760, 10080] as const;
const LONGEST_MINUTES = 10_080;
/** slurmctld ends a job some time after its limit. */
const LATEST_KILL_SECONDS = 31;

/** Draws how a run of this user ends. */
export function drawOutcome(random: RandomStream, habits: UserHabits, qos: string): JobOutcome {
  const needSeconds = Math.min(LONGEST_MINUTES * 60, Math.ceil(random.around(habits.medianSeconds, 1)));
  const state = drawState(random, habits.trouble, qos);
  const exitCode = drawExitCode(random, state);
  if (state === 'TIMEOUT') {
    const limitMinutes = LIMITS_MINUTES.findLast((limit) => limit * 60 <= needSeconds) ?? LIMITS_MINUTES[0];
    return { state, exitCode, limitMinutes, elapsedSeconds: limitMinutes * 60 + random.below(LATEST_KILL_SECONDS) };
  }
  const limitMinutes = LIMITS_MINUTES.find((limit) => limit * 60 >= needSeconds * habits.limitSlack) ?? LONGEST_MINUTES;
  return { state, exitCode, limitMinutes, elapsedSeconds: drawElapsed(random, state, needSeconds) };
}

function drawState(random: RandomStream, trouble: number, qos: string): EndedState {
  if (qos === 'standby' && random.chance(PREEMPTED_CHANCE)) return 'PREEMPTED';
  let point = random.unit() / trouble;
  for (const [state, share] of ODDS) {
    if (point < share) return state;
    point -= share;
  }
  return 'COMPLETED';
}

function drawElapsed(random: RandomStream, state: EndedState, needSeconds: number): number | null {
  if (state === 'COMPLETED') return needSeconds;
  if (state === 'DEADLINE' || (state === 'CANCELLED' && random.chance(NEVER_STARTED_CHANCE))) return null;
  // Half of the failures are typing errors: they end at once.
  if (state === 'FAILED' && random.chance(0.5)) return random.below(90);
  return random.below(needSeconds);
}

/** As the job row shows it, `code:signal`. Measured: only FAILED and OUT_OF_MEMORY differ from 0:0. */
function drawExitCode(random: RandomStream, state: EndedState): string {
  if (state === 'FAILED') return random.pick(['1:0', '1:0', '1:0', '2:0', '127:0', '0:11']);
  return state === 'OUT_OF_MEMORY' ? '0:125' : '0:0';
}
