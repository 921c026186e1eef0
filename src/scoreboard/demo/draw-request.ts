import type { ClusterTaste } from './cluster-taste.ts';
import type { ClusterUser } from './cluster-users.ts';
import type { RandomStream } from './random-stream.ts';

/** What a job asks for. */
export type JobRequest = {
  readonly account: string;
  readonly partition: string;
  readonly qos: string;
  readonly jobName: string;
  readonly cpus: number;
  readonly nodes: number;
  readonly gpus: number;
  readonly reqMemMib: number;
};

/** Memory per CPU from which a job belongs to the partition with much memory. */
const HIGHMEM_MIB_PER_CPU = 8000;

/** Draws what one job of this user asks for. */
export function drawRequest(random: RandomStream, taste: ClusterTaste, { person, habits }: ClusterUser): JobRequest {
  const gpus = random.chance(habits.gpuChance) ? habits.gpus : 0;
  const perNode = random.chance(0.85) || habits.nodes > 1 ? habits.cpus : random.pick(taste.cpuChoices);
  const nodes = habits.nodes;
  const memMibPerCpu = random.chance(0.03) ? taste.memMibPerCore : habits.memMibPerCpu;
  return {
    account: random.chance(0.9) ? person.account : person.otherAccount,
    partition: choosePartition(taste, gpus, memMibPerCpu),
    qos: drawQos(random),
    jobName: random.pick(habits.jobNames),
    cpus: perNode * nodes,
    nodes,
    gpus: gpus * nodes,
    reqMemMib: memMibPerCpu * perNode * nodes,
  };
}

function choosePartition({ partitions }: ClusterTaste, gpus: number, memMibPerCpu: number): string {
  if (gpus > 0) return partitions.gpu;
  return memMibPerCpu >= HIGHMEM_MIB_PER_CPU ? partitions.highmem : partitions.cpu;
}

function drawQos(random: RandomStream): string {
  const luck = random.unit();
  if (luck < 0.8) return 'normal';
  return luck < 0.95 ? 'standby' : 'debug';
}
