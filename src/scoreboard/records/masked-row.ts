import { ENDED_STATES } from '../../domain/job-state.ts';

/** Where the user stands in what we ask sacct for (spec S1). */
const USER_COLUMN = 1;

const NUMBER_OR_TIME = /^[\d.:+,%/[\]_T-]*[KMGTP]?[cn?]?$/;
const TRES = /^((billing|cpu|energy|mem|node|pages|vmem|fs\/disk|gres\/gpu)=[\d.:-]*[KMGTP]?(,|$))+$/;
const STATES: ReadonlySet<string> = new Set(ENDED_STATES);

/**
 * A row that could not be read, as it may be logged: cells that hold numbers, times, resources or a state stay, any
 * other one becomes the number of its characters in angle brackets. Where columns are missing or too many nobody can
 * tell which of them is the user, and what a user is called is not to be in a log.
 */
export function maskedRow(text: string): string {
  return text
    .split('|')
    .map((cell, column) => (column !== USER_COLUMN && isPlain(cell) ? cell : `<${cell.length}>`))
    .join('|');
}

function isPlain(cell: string): boolean {
  return STATES.has(cell) || NUMBER_OR_TIME.test(cell) || TRES.test(cell);
}
