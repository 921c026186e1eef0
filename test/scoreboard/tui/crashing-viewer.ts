/*
 * The viewer's runtime with a view that throws when x is pressed, and an effect that does when u is:
 * node test/scoreboard/tui/crashing-viewer.ts
 */
import { systemClock } from '../../../src/platform/clock.ts';
import { openTerminalScreen } from '../../../src/platform/open-screen.ts';
import { wholePainter } from '../../../src/scoreboard/tui/painter.ts';
import { runTui } from '../../../src/scoreboard/tui/run-tui.ts';
import type { TuiState } from '../../../src/scoreboard/tui/tui-state.ts';
import { stateOf } from './state.ts';

type Pressed = TuiState & { readonly pressed?: string };

await runTui<Pressed>({
  clock: systemClock,
  openScreen: openTerminalScreen,
  backend: {
    start: (first) => first,
    update: (state, message) => {
      const pressed = message.kind === 'text' ? message.text : undefined;
      if (pressed === 'u') return { state, effects: [{ kind: 'load-user', user: 'nobody' }] };
      return { state: pressed === undefined ? state : { ...state, pressed }, effects: [] };
    },
    view: ({ pressed }) => {
      if (pressed === 'x') throw new Error('the view has a bug');
      return [{ spans: [{ text: 'all is well', role: 'text' }] }];
    },
    wantsMouse: true,
    frameMs: () => null,
  },
  first: stateOf({}),
  paint: (screen) => screen.map(({ spans }) => spans.map(({ text }) => text).join('')),
  loadPainter: async () => wholePainter,
  files: {
    root: '/nowhere',
    readBoard: async () => ({ ok: false, missing: true, text: 'nothing' }),
    listClusters: async () => [],
    boardStamp: async () => '',
  },
  perform: () => Promise.reject(new Error('the effect has a bug')),
  refreshMs: 60_000,
});
