import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import type { Terminal } from '../../../src/platform/terminal.ts';
import { choiceOption } from '../../../src/scoreboard/commands/choice-option.ts';
import { withExamples, withSettings } from '../../../src/scoreboard/commands/scoreboard-command.ts';
import { scoreboardProgram } from '../../../src/scoreboard/commands/scoreboard-program.ts';
import { tuiProgram } from '../../../src/scoreboard/commands/tui-program.ts';
import { HELP_LAYOUT } from '../../../src/scoreboard/manual/help-layout.ts';
import { handClock, quietSurroundings } from '../place.ts';

/** slurm-sb-tui with all its options; nothing of it is run but the reading of the line. */
export function realViewer(): Promise<Command> {
  return tuiProgram({
    ...quietSurroundings(handClock(0)),
    version: '1.2.3',
    exit: () => undefined,
    currentUser: () => 'alice',
    openScreen: () => {
      throw new Error('nobody looks');
    },
    inputIsTerminal: false,
    deluxe: { isThere: () => false, load: () => Promise.reject(new Error('not there')) },
  });
}

/** An executable in a prefix's bin/ for each program, which says beside it, in `started`, that it was run. */
export function putPrograms(prefix: string): void {
  mkdirSync(join(prefix, 'bin'), { recursive: true });
  for (const name of ['slurm-sb', 'slurm-sb-tui'])
    writeFileSync(join(prefix, 'bin', name), `#!/bin/sh\n: >'${prefix}/bin/started'\n`, { mode: 0o755 });
}

/** slurm-sb with all its commands; nothing of it is run but help. */
export function realProgram(terminal: Partial<Terminal> = {}): Command {
  const surroundings = quietSurroundings(handClock(0));
  return scoreboardProgram({
    ...surroundings,
    terminal: { ...surroundings.terminal, ...terminal },
    exit: () => undefined,
    questioner: { interactive: false, ask: async () => null },
    currentUser: () => 'alice',
    currentUid: () => 1001,
    outSink: async () => undefined,
    home: '/opt/slurm-sb',
    launcher: '/opt/slurm-sb/bin/slurm-sb',
    node: '/node',
    demoSacct: '/demo-sacct.js',
    openScreen: () => {
      throw new Error('nobody looks');
    },
    inputIsTerminal: false,
    deluxe: { isThere: () => false, load: () => Promise.reject(new Error('not there')) },
  });
}

/** A program without commands, as slurm-sb-tui is one. */
export function viewerProgram(): Command {
  const program = new Command('slurm-sb-tui')
    .description('look at the leaderboards')
    .version('1.2.3', '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .configureHelp(HELP_LAYOUT);
  withSettings(program, ['root'])
    .addOption(choiceOption('--backend <name>', { says: 'how it is drawn', words: ['ink', 'ansi'], usual: 'ink' }))
    .option('--cluster <name>', 'one cluster, or ALL', 'ALL')
    .option('--no-color', 'no colours');
  return withExamples(program, ['slurm-sb-tui --root DIR --window alltime']);
}
