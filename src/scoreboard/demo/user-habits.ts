import type { ClusterTaste } from './cluster-taste.ts';
import type { RandomStream } from './random-stream.ts';

/** How one person uses one cluster; their jobs scatter around it. */
export type UserHabits = {
  readonly cpus: number;
  readonly nodes: number;
  /** GPUs of a job that uses any, and how often that is. */
  readonly gpus: number;
  readonly gpuChance: number;
  readonly memMibPerCpu: number;
  readonly medianSeconds: number;
  readonly arrayChance: number;
  /** Mean tasks of an array. */
  readonly arrayTasks: number;
  /** Share of the allocated CPU time and memory that the jobs really use. */
  readonly cpuEfficiency: number;
  readonly memFraction: number;
  /** Times as many failures as people have in the mean. */
  readonly trouble: number;
  /** The time limit asked for, as a multiple of what a job needs. */
  readonly limitSlack: number;
  readonly jobNames: readonly string[];
};

const MEM_CHOICES_MIB = [512, 1000, 1024, 2000, 2048, 4000, 4096, 8192];
const JOB_NAMES = [
  'simulate',
  'assemble',
  'anneal',
  'render',
  'sweep',
  'train',
  'evaluate',
  'postproc',
  'preflight',
  'docking',
  'lattice',
  'mesh',
];

/** Draws the habits of a person on a cluster of this taste. */
export function drawHabits(random: RandomStream, taste: ClusterTaste): UserHabits {
  const wide = random.chance(taste.widePeople);
  const usesGpus = taste.gpu !== null && random.chance(taste.gpuPeople);
  const sendsArrays = !wide && random.chance(taste.arrayPeople);
  return {
    cpus: wide ? taste.coresPerNode : random.pick(taste.cpuChoices),
    nodes: wide ? 2 + random.below(7) : 1,
    gpus: taste.gpu === null ? 0 : Math.min(taste.gpu.perNode, random.pick([1, 1, 1, 2, 2, 4, 8])),
    gpuChance: usesGpus ? 0.4 + 0.6 * random.unit() : 0,
    memMibPerCpu: wide ? taste.memMibPerCore : Math.min(random.pick(MEM_CHOICES_MIB), taste.memMibPerCore),
    medianSeconds: Math.max(60, random.around(taste.medianSeconds, 0.9)),
    arrayChance: sendsArrays ? 0.1 + 0.3 * random.unit() : 0,
    arrayTasks: 4 + random.below(16),
    cpuEfficiency: 0.25 + 0.73 * Math.sqrt(random.unit()),
    memFraction: 0.08 + 0.7 * random.unit(),
    trouble: 0.6 + 0.8 * random.unit(),
    limitSlack: 1.2 + 5 * random.unit() ** 2,
    jobNames: [random.pick(JOB_NAMES), random.pick(JOB_NAMES), random.pick(JOB_NAMES)],
  };
}

/** Runs that one submission of this person makes, in the mean. */
export function runsPerSubmission(habits: UserHabits): number {
  return 1 + habits.arrayChance * (habits.arrayTasks - 1);
}
