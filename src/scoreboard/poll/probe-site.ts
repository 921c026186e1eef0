import type { ProcessFacts } from '../../platform/process-facts.ts';
import { clusterNameValue } from '../config/name-types.ts';
import type { ScoreboardConfig } from '../config/scoreboard-keys.ts';
import type { Sacct } from '../sacct/ask-sacct.ts';
import { columnsToAsk } from '../sacct/columns.ts';
import { probeAccounting } from './probe-accounting.ts';
import { type ProbedColumns, probeColumns } from './probe-columns.ts';
import { probeLimits } from './probe-limits.ts';
import type { ProbeReport } from './probe-report.ts';
import { type ProbedRoot, probeRoot } from './probe-root.ts';
import { hidesJobs, probeSlurmConfig } from './probe-slurm-config.ts';
import { type ProbedTool, probeTools } from './probe-tools.ts';
import { sacctOf } from './sacct-of.ts';
import type { Surroundings } from './tick-surroundings.ts';

/** Where and as what the probe runs. */
export type ProbeParts = Surroundings & { readonly process: ProcessFacts };

/** What to probe with; `query`: whether to ask accounting for jobs. */
export type ProbeRequest = { readonly config: ScoreboardConfig; readonly query: boolean };

/**
 * Looks at what polling needs on this host (spec C1). Writes nothing, and throws nothing for what is missing: the
 * report says it. Throws the signal's reason.
 */
export async function probeSite(parts: ProbeParts, { config, query }: ProbeRequest): Promise<ProbeReport> {
  const { terminal, process, signal } = parts;
  const asked: Sacct = sacctOf({ config, terminal, run: (request) => parts.run({ ...request, signal }) });
  const tools = await probeTools(asked, config);
  const tool = tools.find(({ name }) => name === 'sacct');
  const sacct = { ...asked, file: tool?.path ?? config.sacct_path };
  const [slurm, columns] = await Promise.all([probeSlurmConfig(sacct, tools), columnsOf(sacct, tool)]);
  const root = config.root === null ? null : await probeRoot(config.root);
  const cluster = config.cluster ?? folderName(slurm.cluster_name);
  const viewer = { privateJobs: hidesJobs(slurm.private_data), userName: process.userName };
  const accounting = await probeAccounting({ sacct, clock: parts.clock, tool, columns, viewer, query }, signal);
  return {
    slurm_sb: parts.version,
    node: terminal.nodeVersion,
    term: terminal.env.TERM ?? null,
    host: terminal.host,
    user: process.userName,
    time_zone: process.timeZone,
    tools,
    cluster: { slurm_name: slurm.cluster_name, configured: config.cluster, agree: agree(config, slurm.cluster_name) },
    columns: columns?.listed ? { known: columns.names.length, missing: columnsToAsk(columns.names).missing } : null,
    private_data: slurm.private_data,
    max_query_time_range: slurm.max_query_time_range,
    details: slurm.details,
    root,
    ...(await probeLimits(parts, { config, root: readableRoot(root), cluster })),
    accounting,
  };
}

async function columnsOf(sacct: Sacct, tool: ProbedTool | undefined): Promise<ProbedColumns | null> {
  return tool?.answers ? probeColumns(sacct) : null;
}

/** A ClusterName of Slurm as the name of a cluster's folder; null where it can be none. */
function folderName(slurmName: string | null): string | null {
  const name = slurmName?.toLowerCase();
  return name !== undefined && clusterNameValue().schema.safeParse(name).success ? name : null;
}

function agree({ cluster, cluster_aliases }: ScoreboardConfig, slurmName: string | null): boolean | null {
  if (cluster === null || slurmName === null) return null;
  return [cluster, ...cluster_aliases].some((name) => name.toLowerCase() === slurmName.toLowerCase());
}

function readableRoot(root: ProbedRoot | null): string | null {
  return root?.state === 'usable' || root?.state === 'read-only' ? root.path : null;
}
