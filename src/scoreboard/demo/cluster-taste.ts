/** What a cluster is built for: its nodes, and what people do on it. */
export type ClusterTaste = {
  readonly coresPerNode: number;
  readonly memMibPerCore: number;
  /** GPUs of a node and what they are called; `typed` says whether accounting names the type. */
  readonly gpu: { readonly type: string; readonly perNode: number; readonly typed: boolean } | null;
  /** Share of the people who use GPUs. */
  readonly gpuPeople: number;
  /** Share of the people who send arrays. */
  readonly arrayPeople: number;
  /** Share of the people whose jobs span several nodes. */
  readonly widePeople: number;
  /** Cores of one job, as people choose them. */
  readonly cpuChoices: readonly number[];
  /** Half of the jobs are shorter. */
  readonly medianSeconds: number;
  readonly partitions: { readonly cpu: string; readonly gpu: string; readonly highmem: string };
};

const MINUTE = 60;
const HOUR = 3600;

/** The tastes by name, as the demo's cluster file names them. */
export const CLUSTER_TASTES = {
  general: {
    coresPerNode: 128,
    memMibPerCore: 2000,
    gpu: null,
    gpuPeople: 0,
    arrayPeople: 0.3,
    widePeople: 0.15,
    cpuChoices: [1, 1, 2, 4, 8, 8, 16, 32, 64, 128],
    medianSeconds: 40 * MINUTE,
    partitions: { cpu: 'cpu', gpu: 'cpu', highmem: 'highmem' },
  },
  throughput: {
    coresPerNode: 24,
    memMibPerCore: 4096,
    gpu: null,
    gpuPeople: 0,
    arrayPeople: 0.7,
    widePeople: 0,
    cpuChoices: [1, 1, 1, 1, 2, 4],
    medianSeconds: 18 * MINUTE,
    partitions: { cpu: 'throughput', gpu: 'throughput', highmem: 'throughput' },
  },
  memory: {
    coresPerNode: 128,
    memMibPerCore: 8000,
    gpu: { type: 'mi50', perNode: 2, typed: false },
    gpuPeople: 0.1,
    arrayPeople: 0.25,
    widePeople: 0.1,
    cpuChoices: [1, 2, 4, 8, 16, 16, 32, 64],
    medianSeconds: HOUR,
    partitions: { cpu: 'cpu', gpu: 'gpu', highmem: 'highmem' },
  },
  learning: {
    coresPerNode: 192,
    memMibPerCore: 2000,
    gpu: { type: 'h100', perNode: 8, typed: true },
    gpuPeople: 0.45,
    arrayPeople: 0.25,
    widePeople: 0.25,
    cpuChoices: [1, 4, 8, 14, 28, 64, 192],
    medianSeconds: 1.5 * HOUR,
    partitions: { cpu: 'cpu', gpu: 'ai', highmem: 'highmem' },
  },
  gpu: {
    coresPerNode: 64,
    memMibPerCore: 8000,
    gpu: { type: 'a100', perNode: 4, typed: true },
    gpuPeople: 0.95,
    arrayPeople: 0.2,
    widePeople: 0.08,
    cpuChoices: [4, 8, 8, 16, 16, 32],
    medianSeconds: 2 * HOUR,
    partitions: { cpu: 'training', gpu: 'a100-80gb', highmem: 'training' },
  },
} as const satisfies Record<string, ClusterTaste>;

/** The name of a taste. */
export type TasteName = keyof typeof CLUSTER_TASTES;
