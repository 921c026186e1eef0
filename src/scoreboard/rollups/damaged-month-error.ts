import { KnownError } from '../../platform/known-error.ts';

/** A month of which a file that must not be guessed, its days or its filter, cannot be read. */
export class DamagedMonthError extends KnownError {
  readonly cluster: string;
  readonly month: string;
  readonly path: string;

  constructor(fault: { cluster: string; month: string; path: string; detail: string }) {
    super(`${fault.path}: ${fault.detail}`);
    this.cluster = fault.cluster;
    this.month = fault.month;
    this.path = fault.path;
  }
}
