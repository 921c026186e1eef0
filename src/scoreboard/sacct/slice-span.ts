/** Limits of a slice's length in seconds, and the rows a call is meant to bring. */
export type SpanLimits = {
  readonly minSeconds: number;
  readonly targetRows: number;
  /** Longest time that accounting answers for; null: no limit is known. */
  readonly longestSeconds: number | null;
};

/** What is known of how much a slice brings. */
export type SpanHint = {
  /** Length of the next slice in seconds. */
  readonly seconds: number;
  /** Whether any call ever brought a row. */
  readonly sawRows: boolean;
};

const DAY = 86_400;
/** The first slice of a cluster nothing is known of. */
export const FIRST_SPAN: SpanHint = { seconds: DAY, sawRows: false };
/** The longest slice: longer ones could meet a year of millions of jobs unprepared. */
const LONGEST = 31 * DAY;
/** Rows that a job is expected to bring with its steps, while only jobs were counted. */
const ROWS_PER_JOB = 3;

/**
 * The next slice after one of `seconds` that brought `rows`: sized to bring the target, at most twice as long.
 */
export function spanAfterAnswer(
  hint: SpanHint,
  answer: { readonly seconds: number; readonly rows: number },
  limits: SpanLimits,
): SpanHint {
  const sawRows = hint.sawRows || answer.rows > 0;
  const fitting = answer.rows > 0 ? (answer.seconds * limits.targetRows) / answer.rows : Number.POSITIVE_INFINITY;
  // A slice cut short by "now" says nothing against the length that was planned.
  const twice = Math.max(answer.seconds, Math.min(hint.seconds, fitting)) * 2;
  const seconds = Math.floor(Math.min(fitting, twice, LONGEST));
  return { seconds: allowedSpan(Math.max(limits.minSeconds, seconds), limits), sawRows };
}

/** A slice's length in seconds, no longer than accounting answers for. */
function allowedSpan(seconds: number, { longestSeconds }: Pick<SpanLimits, 'longestSeconds'>): number {
  return longestSeconds === null ? seconds : Math.min(seconds, longestSeconds);
}

/** The first slice to read once jobs were found in a time that was only looked into. */
export function spanAfterFind(
  answer: { readonly seconds: number; readonly jobs: number },
  limits: SpanLimits,
): SpanHint {
  const fitting = (answer.seconds * limits.targetRows) / (answer.jobs * ROWS_PER_JOB);
  return { seconds: Math.max(limits.minSeconds, Math.floor(Math.min(answer.seconds, fitting))), sawRows: true };
}

/** The next slice after one that was too much: half of it; null when that would be below the least. */
export function spanAfterTooMuch(hint: SpanHint, seconds: number, limits: SpanLimits): SpanHint | null {
  if (seconds <= limits.minSeconds) return null;
  return { ...hint, seconds: Math.max(limits.minSeconds, Math.floor(seconds / 2)) };
}
