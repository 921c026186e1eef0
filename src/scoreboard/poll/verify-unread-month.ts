import { isoSeconds, type Month } from '../../domain/calendar.ts';
import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import type { MonthCheck } from '../rollups/check-month.ts';
import type { Cursor } from '../rollups/cursor.ts';
import type { Verification, VerifyRequest } from './verification.ts';

/** A month of which nothing was ever read, and what is to be done with its files. */
export type UnreadMonth = {
  readonly request: Pick<VerifyRequest, 'cluster' | 'repair' | 'allowShrink'>;
  readonly month: Month;
  readonly cursor: Cursor;
  readonly check: MonthCheck;
  /** Moves the month's files aside and makes the boards; returns what could not be read. */
  readonly setAside: () => Promise<string[]>;
};

/**
 * Verifies a month of which accounting cannot be asked, as nothing of it was ever read here: files of it that are no good
 * can only be moved aside. With whole files of other months or clusters nothing is lost by that. Throws KnownError
 * (exit 2) where none of its files is at fault.
 */
export async function verifyUnreadMonth({
  request,
  month,
  cursor,
  check,
  setAside,
}: UnreadMonth): Promise<Verification> {
  const { cluster, repair, allowShrink } = request;
  if (check.faults.length === 0) {
    const covered = `${isoSeconds(cursor.backfill_start)} until ${isoSeconds(cursor.covered_until)}`;
    throw new KnownError(`${month}: nothing of it was read yet; ${cluster} is covered from ${covered}`, EXIT.usage);
  }
  const isRefused = check.holds !== 'strangers' && !allowShrink;
  const outcome = !repair ? 'differs' : isRefused ? 'refused' : 'repaired';
  const findings = outcome === 'repaired' ? await setAside() : [];
  return {
    cluster,
    month,
    since: null,
    until: null,
    jobs: { rollup: null, known: check.knownJobs, accounting: 0 },
    calls: 0,
    damaged: check.faults.map(({ path, detail }) => ({ file: path, detail })),
    differences: [],
    known_less: [],
    outcome,
    findings,
  };
}
