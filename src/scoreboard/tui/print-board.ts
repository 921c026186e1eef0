import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import type { Terminal } from '../../platform/terminal.ts';
import { textStyle } from '../../platform/text-style.ts';
import { type ReaderParts, readShownBoard } from '../leaderboards/shown-board.ts';
import type { TuiState } from './tui-state.ts';
import { update } from './update.ts';

type Surroundings = { readonly terminal: Terminal; readonly inputIsTerminal: boolean };

/**
 * Why a board is printed and not shown: a sentence for those who would not expect it, empty where it needs none; null
 * when there is a terminal that can show it.
 */
export function plainReason({ terminal, inputIsTerminal }: Surroundings, backend: string): string | null {
  const term = terminal.env.TERM ?? '';
  if (backend === 'ansi' || !terminal.outIsTty || term === '' || term === 'dumb') return '';
  return inputIsTerminal ? null : 'standard input is no terminal, so no key can be pressed: the board is printed';
}

/** Prints the board of a state as a plain table. Throws KnownError (exit 1) when there is none that can be read. */
export async function printBoard(
  { terminal }: Surroundings,
  { root, noColor, reader }: { readonly root: string; readonly noColor: boolean; readonly reader: ReaderParts },
  first: TuiState,
): Promise<void> {
  const { choice, clusters } = first;
  const reading = await readShownBoard(reader, { root, ...choice });
  if (!reading.ok) throw new KnownError(reading.text, EXIT.failed);
  const { state } = update(first, { kind: 'board', choice, reading, clusters });
  const { plainBoardText } = await import('./plain-board.ts');
  const env = noColor ? { ...terminal.env, NO_COLOR: '1' } : terminal.env;
  terminal.out(plainBoardText(state, textStyle({ ...terminal, env })));
}
