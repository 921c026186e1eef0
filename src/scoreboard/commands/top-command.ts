import type { Command } from 'commander';
import { METRICS } from '../../domain/metrics.ts';
import { WINDOWS } from '../../domain/windows.ts';
import { EXIT, type ExitCode } from '../../platform/exit-codes.ts';
import { textStyle } from '../../platform/text-style.ts';
import { BOARD_FORMATS, BOARD_SUBJECTS } from '../leaderboards/board-choices.ts';
import { type BoardCommandParts, boardSettings } from './board-parts.ts';
import { choiceOption } from './choice-option.ts';
import { type CommandCall, runAction, scoreboardCommand, withExamples } from './scoreboard-command.ts';

type TopOptions = {
  readonly window: string;
  readonly metric: string;
  readonly cluster: string;
  readonly by: string;
  readonly user?: string;
  readonly limit?: string;
  readonly format: string;
  readonly json?: true;
  readonly raw?: true;
};

const METRIC_NAMES = METRICS.map(({ name }) => name);

/** Adds `top`: prints a leaderboard. */
export function addTopCommand(program: Command, parts: BoardCommandParts): void {
  const top = scoreboardCommand(program, 'top', 'print a leaderboard')
    .addOption(choiceOption('--window <window>', { says: 'which UTC days count', words: WINDOWS, usual: '30d' }))
    .addOption(choiceOption('--metric <metric>', { says: 'what is ranked', words: METRIC_NAMES, usual: 'clock_hours' }))
    .option('--cluster <name>', 'one cluster, or ALL: merged over all of them', 'ALL')
    .addOption(choiceOption('--by <what>', { says: 'whom a row is about', words: BOARD_SUBJECTS, usual: 'user' }))
    .option('--user <pattern>', 'only names that hold this text, or fit it whole with * and ?; ranks stay those of all')
    .option('--limit <n>', 'how many rows, or all (default: 20 for a table, all for other forms)')
    .addOption(choiceOption('--format <form>', { says: 'how it is printed', words: BOARD_FORMATS, usual: 'table' }))
    .option('--json', 'the same as --format json')
    .option('--raw', 'exact numbers in tables, markdown and html')
    .action(runAction(parts, (call: CommandCall<TopOptions>) => topAction(parts, call)));
  withExamples(top, [
    'slurm-sb top --root /shared/slurm_scoreboard',
    'slurm-sb top --window alltime --metric gpu_clock_hours --limit 50',
    'slurm-sb top --cluster gilbreth --by account --format csv > accounts.csv',
    "slurm-sb top --user 'a*' --json",
  ]);
}

async function topAction(parts: BoardCommandParts, { command, options }: CommandCall<TopOptions>): Promise<ExitCode> {
  const { root, rule, reader } = await boardSettings(parts, command);
  const { topText } = await import('../leaderboards/show-top.ts');
  const format = options.json ? 'json' : options.format;
  parts.terminal.out(await topText({ root, rule, reader, style: textStyle(parts.terminal) }, { ...options, format }));
  return EXIT.ok;
}
