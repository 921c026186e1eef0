import type { AccountingRow, AllocatedTres } from './accounting-row.ts';
import { elapsedText } from './elapsed-text.ts';
import { sizeText } from './size-text.ts';

/** What a cluster calls its GPUs in AllocTRES; null: it names no type. */
export type GpuType = string | null;

/** AllocTRES: `billing=2,cpu=2,gres/gpu:a100=1,gres/gpu=1,mem=500M,node=1`; empty when nothing was allocated. */
export function allocTresText(alloc: AllocatedTres | null, gpuType: GpuType): string {
  if (alloc === null) return '';
  const billing = alloc.billed ? `billing=${alloc.cpus},` : '';
  const typed = gpuType === null ? '' : `gres/gpu:${gpuType}=${alloc.gpus},`;
  const gpus = alloc.gpus === 0 ? '' : `${typed}gres/gpu=${alloc.gpus},`;
  return `${billing}cpu=${alloc.cpus},${gpus}mem=${sizeText(alloc.memMib, 'M')},node=${alloc.nodes}`;
}

/** TRESUsageInTot of a step; empty on jobs and where nothing was sampled. */
export function usageTotalText({ memKib, cpuMs }: AccountingRow): string {
  if (memKib === null) return '';
  const mem = sizeText(memKib, 'K');
  const disk = Math.floor(cpuMs / 7) + memKib;
  return `cpu=${elapsedText(Math.floor(cpuMs / 1000))},energy=0,fs/disk=${disk},mem=${mem},pages=0,vmem=${mem}`;
}

/** The largest task's part of a step's memory over the mean. */
const UNEVEN = 1.125;

/** MaxRSS: the memory of a step's largest task; empty when unknown. */
export function maxRssText({ memKib, tasks }: AccountingRow): string {
  if (memKib === null) return '';
  return sizeText(tasks === 1 ? memKib : Math.min(memKib, Math.ceil((memKib / tasks) * UNEVEN)), 'K');
}

/** AveRSS: the mean over a step's tasks, which may be bare bytes; empty when unknown. */
export function aveRssText({ memKib, tasks }: AccountingRow): string {
  return memKib === null ? '' : sizeText(Math.floor((memKib * 1024) / tasks), '');
}
