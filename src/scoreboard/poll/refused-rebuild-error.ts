import type { Month } from '../../domain/calendar.ts';
import { KnownError } from '../../platform/known-error.ts';

/** What accounting has of a month, and what was known of it. */
export type RefusedRebuild = {
  readonly cluster: string;
  readonly month: Month;
  readonly foundJobs: number;
  /** Null: no file of the month can be read, and accounting has no run of it at all. */
  readonly knownJobs: number | null;
};

/** A damaged month is not made anew from an accounting that knows less than is known: that was purged, or hides jobs. */
export class RefusedRebuildError extends KnownError {
  readonly foundJobs: number;
  readonly knownJobs: number | null;

  constructor({ cluster, month, foundJobs, knownJobs }: RefusedRebuild) {
    const of = knownJobs === null ? `no run of ${month}` : `${foundJobs} of the ${knownJobs} runs of ${month}`;
    super(
      `${cluster}: files of ${month} are damaged, and accounting holds only ${of}, so the month stays as it is and ` +
        'nothing is counted into it: put back its three files (daily, monthly, filter) from one backup, or take what ' +
        `accounting has with slurm-sb verify --cluster ${cluster} --month ${month} --repair --allow-shrink`,
    );
    this.foundJobs = foundJobs;
    this.knownJobs = knownJobs;
  }
}
