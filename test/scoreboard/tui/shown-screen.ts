import { lineText } from '../../../src/scoreboard/tui/screen.ts';
import type { TuiState } from '../../../src/scoreboard/tui/tui-state.ts';
import { view } from '../../../src/scoreboard/tui/view.ts';

/** A screen's lines as text without blanks at their ends; lines that come again at once are counted. */
export function shownScreen(state: TuiState): string[] {
  const folded: { text: string; count: number }[] = [];
  for (const line of view(state)) {
    const text = lineText(line).trimEnd();
    const last = folded.at(-1);
    if (last?.text === text) last.count++;
    else folded.push({ text, count: 1 });
  }
  return folded.map(({ text, count }) => (count === 1 ? text : `${text} x${count}`));
}

/** The line of a screen that holds a text. */
export function shownLine(state: TuiState, text: string): string | undefined {
  return shownScreen(state).find((line) => line.includes(text));
}
