import { describe, expect, it } from 'vitest';
import { DELUXE_BACKEND } from '../../../src/scoreboard/tui/deluxe/deluxe-backend.ts';
import { plainBoardText } from '../../../src/scoreboard/tui/plain-board.ts';
import { lineText, type Screen } from '../../../src/scoreboard/tui/screen.ts';
import type { TuiState } from '../../../src/scoreboard/tui/tui-state.ts';
import { view } from '../../../src/scoreboard/tui/view.ts';
import { HOSTILE_TEXTS } from '../../trust/fuzz/hostile-texts.ts';
import { openPage, pageOf } from './deluxe/page.ts';
import { boardOf, stateOf } from './state.ts';

/** What no line of a screen may hold: what a terminal obeys or hides, and heaps of marks. */
const HARMFUL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]|\p{M}{5}/u;

const harmful = (screen: Screen): string[] => screen.map((line) => lineText(line)).filter((text) => HARMFUL.test(text));

/** A board of one somebody else's program wrote: the name is everybody's and every cluster's. */
function stateWith(name: string, unicode: boolean): TuiState {
  const clusters = [name, 'bell'].map((one) => ({ name: one, asof: '2020-01-01T00:00:00Z', stale: true }));
  const rows = [{ name, values: { clock_hours: 10, jobs: 5 } }];
  const board = boardOf(rows, { clusters });
  return stateOf({ board, fixed: { unicode }, filter: name.slice(0, 3), search: name.slice(0, 3) });
}

describe.each([true, false])('U5 hostile names, Unicode %s', (unicode) => {
  it.each(HOSTILE_TEXTS.map((name) => [JSON.stringify(name).slice(0, 40), name]))('%s', (_, name) => {
    const state = stateWith(name, unicode);
    const page = { ...pageOf({ months: { [name]: { '2026-08': 12 } } }), user: name, problems: [name] };
    const paged = { kind: 'user', user: name, page, problem: name, top: 0 } as const;
    const screens = {
      ink: view(state),
      inkPage: view({ ...state, page: paged }),
      deluxe: DELUXE_BACKEND.view(DELUXE_BACKEND.start(state)),
      deluxePage: DELUXE_BACKEND.view(openPage(state, page)),
    };
    for (const [kind, screen] of Object.entries(screens)) expect([kind, harmful(screen)]).toEqual([kind, []]);
    const style = { unicode, width: 80, paint: (text: string) => text };
    for (const line of plainBoardText(state, style).split('\n')) expect(line).not.toMatch(HARMFUL);
    const gone = { ...state, data: { ...state.data, board: null, problem: name } };
    expect(plainBoardText(gone, style).trimEnd().split('\n').join('?')).not.toMatch(HARMFUL);
  });
});
