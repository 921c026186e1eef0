import type { NamedKey } from './message.ts';
import { remakeRows, selectIndex } from './settle.ts';
import type { Prompt, TuiState } from './tui-state.ts';

/** Longest text of a prompt; names are shorter. */
const LONGEST = 100;

/** The state with a prompt open; it begins with the text that is in force. */
export function openPrompt(state: TuiState, kind: Prompt['kind']): TuiState {
  const before = kind === 'filter' ? state.filter : state.search;
  return { ...state, prompt: { kind, text: kind === 'filter' ? before : '', before, selectedBefore: state.selected } };
}

/** The state after a key within a prompt: Enter keeps the text, Escape brings back the one before. */
export function updatePrompt(state: TuiState, prompt: Prompt, key: NamedKey): TuiState {
  switch (key) {
    case 'enter':
      return { ...withText(state, prompt, prompt.text), prompt: null };
    case 'escape':
      return abandon(state, prompt);
    case 'backspace':
      return withText(state, prompt, [...prompt.text].slice(0, -1).join(''));
    case 'ctrl-u':
      return withText(state, prompt, '');
    case 'up':
      return selectIndex(state, state.selectedIndex - 1);
    case 'down':
      return selectIndex(state, state.selectedIndex + 1);
    default:
      return state;
  }
}

/** The state after one more character of a prompt. */
export function typeIntoPrompt(state: TuiState, prompt: Prompt, char: string): TuiState {
  return prompt.text.length >= LONGEST ? state : withText(state, prompt, prompt.text + char);
}

/** The state with the next name that holds the searched text selected, from the selected row on or after it. */
export function findNext(state: TuiState, direction: 1 | -1, isHereEnough: boolean): TuiState {
  const { rows, search, selectedIndex } = state;
  if (search === '') return state;
  const wanted = search.toLowerCase();
  for (let step = isHereEnough ? 0 : 1; step <= rows.length; step++) {
    const index = (selectedIndex + direction * step + rows.length * 2) % rows.length;
    if (rows[index]?.name.toLowerCase().includes(wanted)) return selectIndex(state, index);
  }
  return { ...state, notice: { text: `no name holds ${JSON.stringify(search)}`, role: 'warning', untilSeconds: null } };
}

function abandon(state: TuiState, { kind, before, selectedBefore }: Prompt): TuiState {
  const text = kind === 'filter' ? { filter: before } : { search: before };
  return remakeRows({ ...state, ...text, prompt: null, notice: null, selected: selectedBefore });
}

/** Both show at once what they would give. */
function withText(state: TuiState, prompt: Prompt, text: string): TuiState {
  const next = { ...state, prompt: { ...prompt, text } };
  if (prompt.kind === 'filter') return remakeRows({ ...next, filter: text });
  return findNext({ ...next, search: text }, 1, true);
}
