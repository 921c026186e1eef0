import type { Month } from '../../../domain/calendar.ts';
import type { ClusterLayout } from '../../rollups/root-layout.ts';

/** Whose remedy it is. */
export type RemedyPlace = { readonly root: string; readonly cluster: string; readonly layout: ClusterLayout };

/** A command line for a cluster: `slurm-sb poll --cluster hammer --root /shared/slurm_scoreboard`. */
export function commandFor({ root, cluster }: Pick<RemedyPlace, 'root' | 'cluster'>, command: string): string {
  return `slurm-sb ${command} --cluster ${cluster} --root ${root}`;
}

/** For a month whose files are damaged or do not agree. */
export function restoreMonth(place: RemedyPlace, month: Month): string {
  return (
    `Run ${commandFor(place, 'poll')}: the first poll of a day makes a damaged month anew from accounting, and ` +
    `${commandFor(place, 'verify')} --month ${month} --repair does it at once; or put back its three files (daily, ` +
    'monthly, filter) from one backup.'
  );
}

/** For a cluster whose files are to be made from accounting alone; it ends a sentence. */
export function countAnew(place: RemedyPlace): string {
  return `move ${place.layout.base} away and run ${commandFor(place, 'backfill')}.`;
}

/** For a file that a later version made. */
export const USE_NEWER = 'Use the slurm-sb that wrote it, or a later one; this one leaves what holds history as it is.';

/** For what goes wrong from tick to tick. */
export function pollByHand(place: RemedyPlace): string {
  return `Run ${commandFor(place, 'poll')} on that cluster to see what stops it, and look whether cron runs it.`;
}
