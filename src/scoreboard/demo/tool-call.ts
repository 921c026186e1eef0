import type { SyntheticCluster } from './synthetic-cluster.ts';

/** One call of a synthetic Slurm command: what it was given, and where. */
export type ToolCall = {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cluster: SyntheticCluster;
  /** The present of the machine in epoch seconds, for clusters without one of their own. */
  readonly clockSeconds: number;
  /** IANA name of the zone that `TZ` means. */
  readonly timeZone: string;
};

/** What `-V` of the synthetic commands says. */
export const SLURM_VERSION = '24.05.3';
