import { runForText } from '../../platform/run-for-text.ts';
import type { Sacct } from '../sacct/ask-sacct.ts';
import { complaint, type ProbedTool } from './probe-tools.ts';

/** What Slurm tells of its configuration; null for what it does not. */
export type ProbedConfiguration = {
  readonly cluster_name: string | null;
  /** PrivateData of slurm.conf and of slurmdbd.conf; only the latter hides anything from sacct (tried on 22.05.8). */
  readonly private_data: { readonly slurmctld: string | null; readonly slurmdbd: string | null };
  /** Of slurmdbd.conf: sacct may ask for no longer time. */
  readonly max_query_time_range: string | null;
  /** Why slurmctld, and slurmdbd, did not tell. */
  readonly details: { readonly slurmctld: string | null; readonly slurmdbd: string | null };
};

/** Daemons that are away take about 9 seconds to be given up (tried on 22.05). */
const TIMEOUT_MS = 20_000;

/** Asks `scontrol show config` and `sacctmgr show configuration`, both at once. */
export async function probeSlurmConfig(sacct: Sacct, tools: readonly ProbedTool[]): Promise<ProbedConfiguration> {
  const [control, manager] = await Promise.all([
    show(sacct, toolOf(tools, 'scontrol'), ['show', 'config']),
    show(sacct, toolOf(tools, 'sacctmgr'), ['show', 'configuration']),
  ]);
  const { slurm, slurmdbd } = splitShownConfig(manager.text);
  const ofControl = readShownConfig(control.text);
  return {
    cluster_name: ofControl.get('ClusterName') ?? null,
    private_data: {
      slurmctld: ofControl.get('PrivateData') ?? slurm.get('PrivateData') ?? null,
      slurmdbd: slurmdbd.get('PrivateData') ?? null,
    },
    max_query_time_range: slurmdbd.get('MaxQueryTimeRange') ?? null,
    details: {
      slurmctld: ofControl.has('ClusterName') ? null : control.detail,
      slurmdbd: slurmdbd.size > 0 ? null : manager.detail,
    },
  };
}

/** Whether others' jobs may be hidden from this user; null when Slurm does not tell. */
export function hidesJobs({ slurmctld, slurmdbd }: ProbedConfiguration['private_data']): boolean | null {
  const decisive = slurmdbd ?? slurmctld;
  return decisive === null ? null : decisive.split(',').some((word) => word.trim().toLowerCase() === 'jobs');
}

/** `sacctmgr show configuration` is the client's slurm.conf, then slurmdbd's own below a heading. */
export function splitShownConfig(text: string): { slurm: Map<string, string>; slurmdbd: Map<string, string> } {
  const heading = /^SlurmDBD configuration:/im.exec(text);
  const at = heading?.index ?? text.length;
  return { slurm: readShownConfig(text.slice(0, at)), slurmdbd: readShownConfig(text.slice(at)) };
}

/** Lines of the form `Key = value`; `(null)` is no value. */
function readShownConfig(text: string): Map<string, string> {
  const lines = text.matchAll(/^\s*(\w+)\s*=[^\S\n]*(.*?)\s*$/gm);
  return new Map([...lines].flatMap(([, key = '', value = '']) => (value === '(null)' ? [] : [[key, value] as const])));
}

function toolOf(tools: readonly ProbedTool[], name: ProbedTool['name']): ProbedTool | undefined {
  return tools.find((tool) => tool.name === name && tool.answers);
}

async function show(
  sacct: Sacct,
  tool: ProbedTool | undefined,
  args: readonly string[],
): Promise<{ text: string; detail: string }> {
  if (tool?.path == null) return { text: '', detail: 'the command to ask it with is missing or does not answer' };
  const end = await runForText(sacct.run, { file: tool.path, args, env: sacct.env, timeoutMs: TIMEOUT_MS });
  return { text: end.stdout, detail: complaint(end) };
}
