import { join } from 'node:path';
import { CHECKOUT, openTerminal, type TestTerminal } from './terminal.ts';

/** The viewer as it was built and is started. */
export const VIEWER = join(CHECKOUT, 'bin/slurm-sb-tui');

/** A size as columns and rows. */
export type TerminalSize = { readonly columns: number; readonly rows: number };

/** Ends a frame (synchronized output). */
const FRAME_END = '\u001b[?2026l';

export const USUAL_SIZE: TerminalSize = { columns: 80, rows: 24 };

/** A terminal with the viewer on a root, once the board shows (or `sign`). */
export async function viewerOn(
  root: string,
  { size = USUAL_SIZE, flags = '', sign = /acacia/ as RegExp | string, env = {}, viewer = VIEWER } = {},
): Promise<TestTerminal> {
  const terminal = await openTerminal(size, env);
  terminal.run(`${viewer} --root ${root} ${flags}; echo "exit $?"`);
  await terminal.until(sign);
  await untilReady(terminal);
  return terminal;
}

/** Ink has drawn its first frame: from now on only what changes is written. */
async function untilReady(terminal: TestTerminal): Promise<void> {
  await terminal.until(() => terminal.written().split(FRAME_END).length > 2);
}
