import type { Month } from '../../domain/calendar.ts';
import { KnownError } from '../../platform/known-error.ts';

/**
 * What is wrong with a file of a month; `missing` while the others are there, `newer` is no damage, `disagrees`: it can
 * be read, but does not fit the others.
 */
export type MonthFault = {
  readonly cluster: string;
  readonly month: Month;
  readonly path: string;
  readonly fault: 'missing' | 'damaged' | 'newer' | 'disagrees';
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
        : 'the next poll makes the month anew from accounting; or put back its three files (daily, monthly, filter) from one backup';
    super(`${cluster}: ${path}: ${detail}; nothing is counted into ${month} until it is mended: ${remedy}`);
    this.about = about;
  }
}
