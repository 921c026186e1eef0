import { resolve } from 'node:path';
import { systemClock } from '../platform/clock.ts';
import { currentUser } from '../platform/current-user.ts';
import { terminalQuestioner } from '../platform/questioner.ts';
import { runRealProcess } from '../platform/run-process.ts';
import { runProgram } from '../platform/run-program.ts';
import { stopSignal } from '../platform/stop-signal.ts';
import { processTerminal } from '../platform/terminal.ts';
import { stdoutSink } from '../platform/text-sink.ts';
import { scoreboardProgram } from '../scoreboard/commands/scoreboard-program.ts';

declare const SLURM_SB_VERSION: string;

/** The bundle's folder: the launcher and the demo's sacct have their places beside it. */
const BUNDLES = import.meta.dirname;

const terminal = processTerminal();
await runProgram(terminal, (exit) =>
  scoreboardProgram({
    terminal,
    exit,
    clock: systemClock,
    random: Math.random,
    run: runRealProcess,
    version: SLURM_SB_VERSION,
    signal: stopSignal(),
    questioner: terminalQuestioner(),
    currentUser,
    outSink: stdoutSink(),
    launcher: resolve(BUNDLES, '../bin/slurm-sb'),
    node: terminal.nodePath,
    demoSacct: resolve(BUNDLES, 'demo-sacct.js'),
  }),
);
