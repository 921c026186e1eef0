import { humanValue } from '../../domain/human-value.ts';
import { clockSpan } from './clock-span.ts';
import { framedLine, frameLine } from './frame.ts';
import { glyphsOf } from './glyphs.ts';
import { joinedPieces } from './joined-pieces.ts';
import { keysLine } from './keys-line.ts';
import { noticeLine } from './notice-line.ts';
import { pageLines, pageRoom } from './page-lines.ts';
import type { Line, Screen, Span } from './screen.ts';
import { scrollThumb } from './scroll-thumb.ts';
import { shownText } from './shown-text.ts';
import { titleText } from './title-text.ts';
import type { HelpPage, PersonPage, TuiState } from './tui-state.ts';

/** Column where lines of a page begin. */
const MARGIN = 2;

/** The help or a person's page, from its first line that shows. */
export function pageView(state: TuiState, page: HelpPage | PersonPage): Screen {
  const lines = pageLines(state);
  const room = pageRoom(state);
  const thumb = scrollThumb({ total: lines.length, shown: room, top: page.top }, room);
  const inside = Array.from({ length: room }, (_, index) => {
    const line: Line = lines[page.top + index] ?? { spans: [] };
    const isThumb = thumb !== null && index >= thumb.first && index < thumb.end;
    return framedLine(state, joinedPieces(MARGIN, line.spans), { isThumb });
  });
  return [
    frameLine(state, 'top', { left: titleSpan(state, page), right: clockSpan(state) }),
    ...headOf(state, page, lines).map((line) => framedLine(state, joinedPieces(MARGIN, line.spans))),
    ...inside,
    frameLine(state, 'bottom', { left: rangeSpan(state, page, lines.length) }),
    noticeLine(state),
    keysLine(state),
  ];
}

function headOf(state: TuiState, page: HelpPage | PersonPage, lines: readonly Line[]): readonly Line[] {
  return page.kind === 'user' ? (state.fixed.personView?.head(state, page, lines) ?? []) : [];
}

function titleSpan(state: TuiState, page: HelpPage | PersonPage): Span {
  if (page.kind === 'help') return { text: titleText(state, 'Help'), role: 'title' };
  const you = page.user === state.fixed.own ? ' (you)' : '';
  return { text: titleText(state, shownText(page.user, state.fixed.unicode) + you), role: 'title' };
}

function rangeSpan(state: TuiState, { top }: HelpPage | PersonPage, total: number): Span {
  const room = pageRoom(state);
  if (total <= room) return { text: '', role: 'border' };
  const [from, to, all] = [top + 1, Math.min(total, top + room), total].map((count) => humanValue(count, 'count'));
  return { text: `lines ${from}${glyphsOf(state).range}${to} of ${all}`, role: 'state' };
}
