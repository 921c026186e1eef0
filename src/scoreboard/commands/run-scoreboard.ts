import { resolve } from 'node:path';
import { systemClock } from '../../platform/clock.ts';
import { currentUid, currentUser } from '../../platform/current-user.ts';
import { openTerminalScreen } from '../../platform/open-screen.ts';
import { optionalModule } from '../../platform/optional-module.ts';
import { terminalQuestioner } from '../../platform/questioner.ts';
import { runRealProcess } from '../../platform/run-process.ts';
import { runProgram } from '../../platform/run-program.ts';
import { standardInputIsTerminal } from '../../platform/standard-input.ts';
import { stopSignal } from '../../platform/stop-signal.ts';
import { processTerminal } from '../../platform/terminal.ts';
import { stdoutSink } from '../../platform/text-sink.ts';
import { launcherOfHome } from '../deploy/prefix-layout.ts';
import { usualRoot } from '../deploy/usual-root.ts';
import { scoreboardProgram } from './scoreboard-program.ts';

/** What the entry knows. */
export type ScoreboardStart = {
  readonly version: string;
  /** The bundle's folder: the launcher and the demo's sacct have their places beside it. */
  readonly bundles: string;
  readonly random: () => number;
};

/** Runs slurm-sb on the process's arguments with the real parts; the process ends with the documented exit code. */
export async function runScoreboard({ version, bundles, random }: ScoreboardStart): Promise<void> {
  const home = resolve(bundles, '..');
  const terminal = { ...processTerminal(), usualRoot: usualRoot(home) };
  await runProgram(terminal, (exit) =>
    scoreboardProgram({
      terminal,
      exit,
      clock: systemClock,
      random,
      run: runRealProcess,
      version,
      signal: stopSignal(),
      questioner: terminalQuestioner(),
      currentUser,
      currentUid,
      outSink: stdoutSink(),
      home,
      launcher: launcherOfHome(home),
      node: terminal.nodePath,
      demoSacct: resolve(bundles, 'demo-sacct.js'),
      openScreen: openTerminalScreen,
      inputIsTerminal: standardInputIsTerminal(),
      deluxe: optionalModule(resolve(bundles, 'slurm-sb-tui-deluxe.js')),
    }),
  );
}
