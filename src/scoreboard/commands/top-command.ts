import type { Command } from 'commander';
import { METRICS } from '../../domain/metrics.ts';
import { WINDOWS } from '../../domain/windows.ts';
import { EXIT, type ExitCode } from '../../platform/exit-codes.ts';
import { textStyle } from '../../platform/text-style.ts';
import { type BoardCommandParts, boardSettings } from './board-parts.ts';
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

/** Adds `top`: prints a leaderboard. */
export function addTopCommand(program: Command, parts: BoardCommandParts): void {
  const top = scoreboardCommand(program, 'top', 'print a leaderboard')
    .option('--window <window>', `${WINDOWS.join(', ')}; rolling windows are to the UTC day`, '30d')
    .option('--metric <metric>', METRICS.map(({ name }) => name).join(', '), 'clock_hours')
    .option('--cluster <name>', 'one cluster, or ALL: merged over all of them', 'ALL')
    .option('--by <what>', 'user or account', 'user')
    .option('--user <pattern>', 'only names that hold this text, or fit it whole with * and ?; ranks stay those of all')
    .option('--limit <n>', 'how many rows, or all (default: 20 for a table, all for other forms)')
    .option('--format <form>', 'table, csv, tsv, json, markdown or html', 'table')
    .option('--json', 'the same as --format json')
    .option('--raw', 'exact numbers in tables, markdown and html')
    .action(runAction(parts, (call: CommandCall<TopOptions>) => topAction(parts, call)));
  withExamples(top, [
    'slurm-sb top --root /shared/slurm_scoreboard',
    'slurm-sb top --window alltime --metric gpu_clock_hours --cluster gilbreth --limit 50',
    "slurm-sb top --by account --format csv > accounts.csv; slurm-sb top --user 'a*' --json",
  ]);
}

async function topAction(parts: BoardCommandParts, { command, options }: CommandCall<TopOptions>): Promise<ExitCode> {
  const { root, rule } = await boardSettings(parts, command);
  const { topText } = await import('../leaderboards/show-top.ts');
  const format = options.json ? 'json' : options.format;
  parts.terminal.out(await topText({ root, rule, style: textStyle(parts.terminal) }, { ...options, format }));
  return EXIT.ok;
}
