import type { EventLog } from '../../platform/json-log.ts';
import { maskedRow } from '../records/masked-row.ts';
import type { RejectedRow } from '../records/run-reader.ts';

/** Rows of one reason that are shown; the others are only counted. */
const SHOWN_PER_REASON = 5;
const SHOWN_LENGTH = 300;

/** Writes the first rejected rows of each reason to a log, without names. */
export function rejectLog(log: EventLog): (row: RejectedRow) => void {
  const shown = new Map<string, number>();
  return ({ reason, line, text }) => {
    const before = shown.get(reason) ?? 0;
    if (before >= SHOWN_PER_REASON) return;
    shown.set(reason, before + 1);
    log.warn('row rejected', { reason, line, text: maskedRow(text).slice(0, SHOWN_LENGTH) });
  };
}
