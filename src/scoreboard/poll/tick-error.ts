import type { TickReport } from './tick-report.ts';

/** A failure that ended a tick, with what the tick had done before. */
export class TickError extends Error {
  readonly report: TickReport;

  constructor(cause: unknown, report: TickReport) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.report = report;
  }
}
