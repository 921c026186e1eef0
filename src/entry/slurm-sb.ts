import { resolve } from 'node:path';
import { systemClock } from '../platform/clock.ts';
import { terminalQuestioner } from '../platform/questioner.ts';
import { runRealProcess } from '../platform/run-process.ts';
import { runProgram } from '../platform/run-program.ts';
import { stopSignal } from '../platform/stop-signal.ts';
import { processTerminal } from '../platform/terminal.ts';
import { scoreboardProgram } from '../scoreboard/commands/scoreboard-program.ts';

declare const SLURM_SB_VERSION: string;

await runProgram(processTerminal(), (terminal, exit) =>
  scoreboardProgram({
    terminal,
    exit,
    clock: systemClock,
    random: Math.random,
    run: runRealProcess,
    version: SLURM_SB_VERSION,
    signal: stopSignal(),
    questioner: terminalQuestioner(),
    launcher: resolve(import.meta.dirname, '../bin/slurm-sb'),
  }),
);
