import type { ProbedAccounting } from './probe-accounting.ts';
import type { ProbedLimits } from './probe-limits.ts';
import type { ProbedRoot } from './probe-root.ts';
import type { ProbedConfiguration } from './probe-slurm-config.ts';
import type { ProbedTool } from './probe-tools.ts';

/** What `probe` found (spec C1); null where something could not be read, or where nothing was named to look at. */
export type ProbeReport = {
  readonly slurm_sb: string;
  readonly node: string;
  /** $TERM. */
  readonly term: string | null;
  readonly host: string;
  readonly user: string | null;
  readonly time_zone: string;
  readonly tools: readonly ProbedTool[];
  readonly cluster: {
    /** ClusterName of Slurm's own configuration. */
    readonly slurm_name: string | null;
    /** The setting `cluster`. */
    readonly configured: string | null;
    /** False: poll would refuse, as Slurm calls itself otherwise; null: cannot be told. */
    readonly agree: boolean | null;
  };
  /** How many columns this sacct knows, and the scoreboard's own that it does not. */
  readonly columns: { readonly known: number; readonly missing: readonly string[] } | null;
  readonly private_data: ProbedConfiguration['private_data'];
  readonly max_query_time_range: string | null;
  /** Why slurmctld, and slurmdbd, did not tell their part. */
  readonly details: ProbedConfiguration['details'];
  readonly root: ProbedRoot | null;
  readonly rate: ProbedLimits['rate'];
  readonly lock: ProbedLimits['lock'];
  readonly accounting: ProbedAccounting;
};
