import { appendFileSync } from 'node:fs';

/** What a campaign found of one kind of fault; `lost` and `doubled` are jobs, and are to be 0. */
export type TrustRow = {
  readonly fault: string;
  readonly trials: number;
  readonly lost: number;
  readonly doubled: number;
  /** What else was counted: `412 killed at work, 38 left a standing commit`. */
  readonly note?: string;
};

/** True when the whole campaign runs (`npm run trust`), not the small one of `npm test`. */
export const isFullCampaign = process.env.SLURM_SB_TRUST === 'full';

/** How many trials to make: few in `npm test`, all in `npm run trust`. */
export function trials(count: { readonly small: number; readonly full: number }): number {
  return isFullCampaign ? count.full : count.small;
}

/** Puts a row into the table that the run prints in the end; checking that it is good is left to the test. */
export function report(row: TrustRow): void {
  const file = process.env.SLURM_SB_TRUST_FILE;
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(row)}\n`);
}

/** How many jobs of `expected` are missing in `found`, and how many are there beyond it; jobs by any key. */
export function compareJobs(
  found: Readonly<Record<string, number>>,
  expected: Readonly<Record<string, number>>,
): { lost: number; doubled: number } {
  const sum = { lost: 0, doubled: 0 };
  for (const key of new Set([...Object.keys(found), ...Object.keys(expected)])) {
    const difference = (found[key] ?? 0) - (expected[key] ?? 0);
    if (difference < 0) sum.lost -= difference;
    else sum.doubled += difference;
  }
  return sum;
}
