import { KnownError } from '../../platform/known-error.ts';

/** What is wrong with a month's day file or filter; `missing` while its other files are there, `newer` is no damage. */
export type MonthFault = {
  readonly cluster: string;
  readonly month: string;
  readonly path: string;
  readonly fault: 'missing' | 'damaged' | 'newer';
  readonly detail: string;
};

/** A month of which a file that must not be guessed, its days or its filter, cannot be read. */
export class DamagedMonthError extends KnownError {
  readonly about: MonthFault;

  constructor(about: MonthFault) {
    const { cluster, month, path, detail, fault } = about;
    const remedy =
      fault === 'newer'
        ? 'use the slurm-sb that wrote it'
        : `put back the three files of ${month} (daily, monthly, filter) from one backup, or move clusters/${cluster} ` +
          'away and backfill it anew';
    super(`${cluster}: ${path}: ${detail}; nothing is counted into ${month} until it is mended: ${remedy}`);
    this.about = about;
  }
}
