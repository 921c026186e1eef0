import type { Effect, Message, Step } from './message.ts';
import { keepInSight } from './settle.ts';
import type { TuiState } from './tui-state.ts';
import { pressOnBoard, typeOnBoard } from './update-board.ts';
import { readingArrived, userPageArrived } from './update-data.ts';
import { pressOnPage, settlePage, typeOnPage } from './update-page.ts';
import { typeIntoPrompt, updatePrompt } from './update-prompt.ts';

/** How long a notice stays unless a key is pressed. */
const NOTICE_SECONDS = 10;

/** The state after a message, and what the program is to do. Pure: the same in, the same out. */
export function update(state: TuiState, message: Message): Step<TuiState> {
  switch (message.kind) {
    case 'key':
      return pressed(withoutNotice(state), message.key);
    case 'text':
      return typed(withoutNotice(state), message.text);
    case 'mouse':
      return stay(state);
    case 'resize':
      return stay(settlePage(keepInSight({ ...state, size: message.size })));
    case 'tick':
      return stay(ticked(state, message.nowSeconds));
    case 'board':
      return boardArrived(state, message);
    case 'user-page':
      return stay(settlePage(userPageArrived(state, message)));
    case 'notice': {
      const { text, role } = message;
      return stay({ ...state, notice: { text, role, untilSeconds: state.nowSeconds + NOTICE_SECONDS } });
    }
    default:
      return message satisfies never;
  }
}

/** New numbers on the board are new numbers on the page that is open. */
function boardArrived(state: TuiState, message: Extract<Message, { kind: 'board' }>): Step<TuiState> {
  const { page } = state;
  const isNews = state.data.board !== null && message.reading.ok;
  const effects: Effect[] = page.kind === 'user' && isNews ? [{ kind: 'load-user', user: page.user }] : [];
  return { state: readingArrived(state, message), effects };
}

function pressed(state: TuiState, key: Extract<Message, { kind: 'key' }>['key']): Step<TuiState> {
  if (key === 'ctrl-c') return { state, effects: [{ kind: 'quit' }] };
  if (key === 'ctrl-z') return { state, effects: [{ kind: 'suspend' }] };
  if (key === 'ctrl-l') return { state, effects: [{ kind: 'redraw' }] };
  if (state.prompt !== null) return stay(updatePrompt(state, state.prompt, key));
  return state.page.kind === 'board' ? pressOnBoard(state, key) : pressOnPage(state, key);
}

/** A prompt takes a text as a whole, elsewhere each character is a key. */
function typed(state: TuiState, text: string): Step<TuiState> {
  let step = stay(state);
  for (const char of text) {
    const { prompt, page } = step.state;
    const next: Step<TuiState> =
      prompt !== null
        ? stay(typeIntoPrompt(step.state, prompt, char))
        : page.kind === 'board'
          ? typeOnBoard(step.state, char)
          : typeOnPage(step.state, char);
    step = { state: next.state, effects: [...step.effects, ...next.effects] };
  }
  return step;
}

function ticked(state: TuiState, nowSeconds: number): TuiState {
  const until = state.notice?.untilSeconds ?? null;
  const notice = until !== null && nowSeconds >= until ? null : state.notice;
  // A cluster that has become stale takes a line.
  return keepInSight({ ...state, nowSeconds, notice });
}

function withoutNotice(state: TuiState): TuiState {
  return state.notice === null ? state : { ...state, notice: null };
}

function stay(state: TuiState, effects: readonly Effect[] = []): Step<TuiState> {
  return { state, effects };
}
