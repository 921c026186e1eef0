/** A row's JobID read: a job of its own, or a step of one (`job` is then the id of the job it belongs to). */
export type JobIdKind =
  | { readonly kind: 'job'; readonly job: string }
  | { readonly kind: 'step'; readonly job: string; readonly step: string };

const JOB = /^\d+(?:_\d+|\+\d+|_\[[\d,:%\-.]+\])?$/;
const STEP = /^(?:\d+(?:\+\d+)?|batch|extern|interactive|TBD)$/;

/**
 * Reads sacct's JobID: `123`, array task `123_4`, het component `123+0`, not yet split array `123_[1-5%2]`,
 * and steps of these (`123_4.batch`, `123.0+1`). Null when it is none of them. `[…]` says which tasks wait;
 * whether the row counts is for its state to say (an array cancelled before it was split keeps that form).
 * Source: sacct(1), JobID; measured on 22.05 and 26.05.
 */
export function parseJobId(text: string): JobIdKind | null {
  // An unsplit list that was cut for length carries "..."; it has a dot but no step.
  const dot = text.endsWith(']') ? -1 : text.indexOf('.');
  const job = dot < 0 ? text : text.slice(0, dot);
  if (!JOB.test(job)) return null;
  if (dot < 0) return { kind: 'job', job };
  const step = text.slice(dot + 1);
  return STEP.test(step) ? { kind: 'step', job, step } : null;
}
