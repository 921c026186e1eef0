import { isoSeconds } from '../../domain/calendar.ts';
import type { Span } from './screen.ts';
import type { TuiState } from './tui-state.ts';

/** The time of day, UTC as everything here, to the minute. */
export function clockSpan({ nowSeconds }: Pick<TuiState, 'nowSeconds'>): Span {
  return { text: `${isoSeconds(nowSeconds).slice(11, 16)} UTC`, role: 'dim' };
}
