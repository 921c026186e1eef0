import { resolve } from 'node:path';
import { systemClock } from '../../platform/clock.ts';
import { currentUser } from '../../platform/current-user.ts';
import { endProcess } from '../../platform/end-process.ts';
import { type OpenScreen, openTerminalScreen } from '../../platform/open-screen.ts';
import { optionalModule } from '../../platform/optional-module.ts';
import { runRealProcess } from '../../platform/run-process.ts';
import { runProgram } from '../../platform/run-program.ts';
import { standardInputIsTerminal } from '../../platform/standard-input.ts';
import { processTerminal } from '../../platform/terminal.ts';
import { usualRoot } from '../deploy/usual-root.ts';
import { tuiProgram } from './tui-program.ts';

/** What the entry knows. */
export type ViewerStart = {
  readonly version: string;
  /** The bundle's folder: the deluxe backend has its place beside it. */
  readonly bundles: string;
};

/** Runs slurm-sb-tui on the process's arguments with the real parts; the process ends with the documented exit code. */
export async function runViewer({ version, bundles }: ViewerStart): Promise<void> {
  const terminal = { ...processTerminal(), usualRoot: usualRoot(resolve(bundles, '..')) };
  let hasShown = false;
  const openScreen: OpenScreen = (modes, events) => {
    hasShown = true;
    return openTerminalScreen(modes, events);
  };
  await runProgram(terminal, (exit) =>
    tuiProgram({
      terminal,
      exit,
      clock: systemClock,
      currentUser,
      run: runRealProcess,
      openScreen,
      inputIsTerminal: standardInputIsTerminal(),
      deluxe: optionalModule(resolve(bundles, 'slurm-sb-tui-deluxe.js')),
      version,
    }),
  );
  if (hasShown) endProcess();
}
