/** States of a job as the service tells them. */
export const JOB_STATES = ['pending', 'running', 'completed', 'failed', 'cancelled'] as const;

/** One of {@link JOB_STATES}. */
export type JobState = (typeof JOB_STATES)[number];

/** A state in which a run is over. */
export type TerminalState = Exclude<JobState, 'pending' | 'running'>;

export function isTerminal(state: JobState): state is TerminalState {
  return state !== 'pending' && state !== 'running';
}

/**
 * What Slurm's words mean here (OBS-113): base states and flags of sacct(1), "JOB STATE CODES", and of slurmrestd. Events,
 * reconciliation and the web page read this one table.
 */
const STATES_OF: Readonly<Record<JobState, readonly string[]>> = {
  pending: [
    'PENDING',
    'CONFIGURING',
    'REQUEUED',
    'RESIZING',
    'SUSPENDED',
    'RESV_DEL_HOLD',
    'REQUEUE_FED',
    'REQUEUE_HOLD',
    'SPECIAL_EXIT',
    'POWER_UP_NODE',
    'EXPEDITING',
  ],
  running: ['RUNNING', 'COMPLETING', 'SIGNALING', 'STAGE_OUT', 'STOPPED'],
  completed: ['COMPLETED'],
  failed: [
    'FAILED',
    'BOOT_FAIL',
    'DEADLINE',
    'NODE_FAIL',
    'OUT_OF_MEMORY',
    'TIMEOUT',
    'LAUNCH_FAILED',
    'RECONFIG_FAIL',
  ],
  cancelled: ['CANCELLED', 'PREEMPTED', 'REVOKED'],
};

/** Slurm's base states; all other words are flags beside one of them. */
const BASE_STATES = new Set([
  'PENDING',
  'RUNNING',
  'SUSPENDED',
  'COMPLETED',
  'CANCELLED',
  'FAILED',
  'TIMEOUT',
  'NODE_FAIL',
  'PREEMPTED',
  'BOOT_FAIL',
  'DEADLINE',
  'OUT_OF_MEMORY',
]);
/** These say how a job came to its base state: they decide only where they stand alone. */
const BESIDE_OTHERS = new Set(['LAUNCH_FAILED', 'RECONFIG_FAIL']);

const STATE_OF = new Map(
  JOB_STATES.flatMap((state) => STATES_OF[state].map((word): [string, JobState] => [word, state])),
);

/** What Slurm's words come to: null when none of them is known. */
export type SlurmState = { readonly state: JobState | null; readonly unknown: readonly string[] };

/**
 * What Slurm's state comes to: a text such as `CANCELLED by 1001` or `COMPLETED+`, of which the first word counts, or a
 * list of words as slurmrestd gives from v0.0.39 on. Of a list the word of a terminal state decides, else the first flag,
 * else the base state.
 */
export function readSlurmState(told: string | readonly string[]): SlurmState {
  const words = (typeof told === 'string' ? [told] : told).map(wordOf).filter((word) => word !== '');
  const known = words.filter((word) => STATE_OF.has(word));
  const stateOf = (word: string | undefined): JobState | null => (word === undefined ? null : STATE_OF.get(word)!);
  const deciding = known.length > 1 ? known.filter((word) => !BESIDE_OTHERS.has(word)) : known;
  const terminal = deciding.find((word) => isTerminal(STATE_OF.get(word)!));
  const flag = deciding.find((word) => !BASE_STATES.has(word));
  return {
    state: stateOf(terminal ?? flag ?? deciding[0]),
    unknown: words.filter((word) => !STATE_OF.has(word)),
  };
}

function wordOf(text: string): string {
  return (text.trim().split(/\s/)[0] ?? '').toUpperCase().replace(/\++$/, '');
}
