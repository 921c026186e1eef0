import { monthHours } from '../leaderboards/month-hours.ts';
import type { UserPage } from '../leaderboards/user-page.ts';
import { fitCell } from './fit-cell.ts';
import { glyphsOf } from './glyphs.ts';
import { meterText } from './meter-text.ts';
import { monthTitle } from './month-title.ts';
import { valueText } from './number-text.ts';
import { pageWidth } from './page-width.ts';
import { alignedPiece, placedLine } from './placed-line.ts';
import type { Line } from './screen.ts';
import { sectionLines } from './section-lines.ts';
import type { TuiState } from './tui-state.ts';

/** Months that show at most: two years. */
const CHART_MONTHS = 24;

/** Columns of the longest bar. */
const LONGEST_BAR = 80;

/** Columns of `YYYY-MM`, of a value, and where the bars begin. */
const MONTH_WIDTH = 7;
const VALUE_WIDTH = 14;
const BAR_X = MONTH_WIDTH + VALUE_WIDTH + 2;

/** A person's CPU hours by month as bars; one month without jobs between others has none. */
export function monthLines(state: TuiState, page: UserPage): Line[] {
  const months = monthHours(page).slice(-CHART_MONTHS);
  if (months.length === 0) return [];
  const { unicode, raw } = state.fixed;
  const top = months.reduce((most, { hours }) => Math.max(most, hours), 0);
  const barWidth = Math.max(1, Math.min(LONGEST_BAR, pageWidth(state) - BAR_X));
  const lines = months.map(({ month, hours }) =>
    placedLine([
      { x: 0, text: month, role: 'text' },
      alignedPiece(
        valueText(hours, { unit: 'hours', raw, width: VALUE_WIDTH - 1 }),
        { x: MONTH_WIDTH, width: VALUE_WIDTH, align: 'right' },
        hours > 0 ? 'value' : 'dim',
      ),
      { x: BAR_X, text: meterText(top > 0 ? hours / top : 0, barWidth, unicode).bar, role: 'bar' },
    ]),
  );
  return sectionLines(fitCell(monthTitle(state, page), pageWidth(state), glyphsOf(state).cut), lines);
}
