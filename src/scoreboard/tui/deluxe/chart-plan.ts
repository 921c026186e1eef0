import { AXIS_WIDTH } from './chart-axes.ts';

/** Where the charts of a page stand: side by side or one above the other, and how wide. */
export type ChartPlan = {
  readonly isBeside: boolean;
  /** Months of the bars, at most. */
  readonly months: number;
  /** Columns of a month. */
  readonly slot: number;
};

/** How many months there are for the bars, and for the ranks. */
export type ChartCounts = { readonly months: number; readonly ranks: number };

/** Columns between two charts side by side. */
export const CHART_GAP = 2;

/** Months of the bars, and the columns that each must have: two years where there is room, else one as the ranks have. */
const MONTHS = [
  { most: 24, leastSlot: 5 },
  { most: 12, leastSlot: 4 },
] as const;

const GREATEST_SLOT = 7;

/** The plan for so many columns. Side by side comes first, then two years of bars. */
export function chartPlan(width: number, { months, ranks }: ChartCounts): ChartPlan {
  const besides = width - 2 * AXIS_WIDTH - CHART_GAP;
  return (
    planOf(true, (shown) => besides / Math.max(1, shown + ranks), months) ??
    planOf(false, (shown) => (width - AXIS_WIDTH) / Math.max(1, shown, ranks), months) ?? {
      isBeside: false,
      months: Math.min(months, MONTHS[1].most),
      slot: MONTHS[1].leastSlot,
    }
  );
}

function planOf(isBeside: boolean, slotOf: (shown: number) => number, months: number): ChartPlan | null {
  for (const { most, leastSlot } of MONTHS) {
    const shown = Math.min(most, months);
    const slot = Math.floor(slotOf(shown));
    if (slot >= leastSlot) return { isBeside, months: shown, slot: Math.min(slot, GREATEST_SLOT) };
  }
  return null;
}
