import type { Month } from '../../../domain/calendar.ts';
import type { ClusterLayout } from '../../rollups/root-layout.ts';

/** For a month whose files are damaged or do not agree: which of them is right cannot be told from the files. */
export function restoreMonth(layout: ClusterLayout, cluster: string, month: Month): string {
  const files = [layout.monthly(month), layout.daily(month), layout.filter(month)].join(', ');
  return (
    `Restore the month's three files (${files}) from one backup, or move ${layout.base} away and run ` +
    `slurm-sb backfill --cluster ${cluster}.`
  );
}

/** For a file that a later version made. */
export const USE_NEWER = 'Use the slurm-sb that wrote it, or a later one; this one leaves the file as it is.';

/** For what goes wrong from tick to tick. */
export function pollByHand(cluster: string): string {
  return `Run slurm-sb poll --cluster ${cluster} on that cluster to see what stops it, and look whether cron runs it.`;
}
