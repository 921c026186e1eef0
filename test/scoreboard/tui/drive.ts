import type { Effect, Message, NamedKey } from '../../../src/scoreboard/tui/message.ts';
import type { TuiState } from '../../../src/scoreboard/tui/tui-state.ts';
import { update } from '../../../src/scoreboard/tui/update.ts';

/** What came of some messages. */
export type Driven = { readonly state: TuiState; readonly effects: readonly Effect[] };

/** Feeds messages one after another. */
export function drive(state: TuiState, messages: readonly Message[]): Driven {
  let driven: Driven = { state, effects: [] };
  for (const message of messages) {
    const step = update(driven.state, message);
    driven = { state: step.state, effects: [...driven.effects, ...step.effects] };
  }
  return driven;
}

/** Keys as one would write them: `jj <enter> <page-down>`; blanks between pieces are not typed. */
export function press(state: TuiState, keys: string): Driven {
  return drive(state, keys.split(' ').filter(Boolean).map(messageOf));
}

function messageOf(piece: string): Message {
  const named = /^<(.+)>$/.exec(piece)?.[1];
  if (named === 'space') return { kind: 'text', text: ' ' };
  return named === undefined ? { kind: 'text', text: piece } : { kind: 'key', key: named as NamedKey };
}
