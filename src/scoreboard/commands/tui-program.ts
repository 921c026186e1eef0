import { Command, Option } from 'commander';
import { METRICS } from '../../domain/metrics.ts';
import { WINDOWS } from '../../domain/windows.ts';
import { EXIT, type ExitCode } from '../../platform/exit-codes.ts';
import { BOARD_SUBJECTS } from '../leaderboards/board-choices.ts';
import { HELP_LAYOUT } from '../manual/help-layout.ts';
import type { ViewerParts } from '../tui/start-tui.ts';
import { type BoardCommandParts, boardSettings } from './board-parts.ts';
import { choiceOption } from './choice-option.ts';
import { type CommandCall, runAction, withCommonOptions, withExamples } from './scoreboard-command.ts';
import { readTuiOptions, SORT_COLUMNS, TUI_BACKENDS, type TuiOptions } from './tui-options.ts';

/** What the viewer needs. */
export type TuiProgramParts = BoardCommandParts & ViewerParts & { readonly version: string };

const METRIC_NAMES = METRICS.map(({ name }) => name);

const EXAMPLES = [
  'slurm-sb-tui --root /shared/slurm_scoreboard',
  'slurm-sb-tui --window alltime --metric gpu_clock_hours --cluster gilbreth',
  'slurm-sb-tui --by account --sort failure_rate:desc --theme plain',
  "slurm-sb-tui --backend ansi --user 'a*' > board.txt",
];

/** The program slurm-sb-tui: shows the leaderboards. */
export async function tuiProgram(parts: TuiProgramParts): Promise<Command> {
  const [{ KEY_BINDINGS }, { THEMES }] = await Promise.all([
    import('../tui/key-bindings.ts'),
    import('../tui/themes.ts'),
  ]);
  const program = new Command('slurm-sb-tui')
    .description('Look at the leaderboards that slurm-sb poll makes. Reads files below the root only.')
    .version(parts.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .configureHelp(HELP_LAYOUT)
    .configureOutput({ writeOut: parts.terminal.out, writeErr: parts.terminal.err })
    .showSuggestionAfterError();
  withCommonOptions(program);
  addBoardOptions(program);
  addLookOptions(
    program,
    THEMES.map(({ name }) => name),
  );
  withExamples(program, EXAMPLES).addHelpText('after', keysText(KEY_BINDINGS));
  return program.action(runAction(parts, (call: CommandCall<TuiOptions>) => tuiAction(parts, call)));
}

async function tuiAction(parts: TuiProgramParts, { command, options }: CommandCall<TuiOptions>): Promise<ExitCode> {
  const { root, rule, config } = await boardSettings(parts, command);
  const wishes = await readTuiOptions(root, options);
  const { startTui } = await import('../tui/start-tui.ts');
  await startTui(parts, { ...wishes, root, staleAfterSeconds: rule.staleAfterSeconds, pseudonyms: config.pseudonyms });
  return EXIT.ok;
}

function addBoardOptions(program: Command): void {
  program
    .addOption(choiceOption('--window <window>', { says: 'which UTC days count', words: WINDOWS, usual: '30d' }))
    .addOption(choiceOption('--metric <metric>', { says: 'what is ranked', words: METRIC_NAMES, usual: 'clock_hours' }))
    .option('--cluster <name>', 'one cluster, or ALL: merged over all of them', 'ALL')
    .addOption(choiceOption('--by <what>', { says: 'whom a row is about', words: BOARD_SUBJECTS, usual: 'user' }))
    .option('--user <pattern>', 'only names that hold this text, or fit it whole with * and ?; ranks stay those of all')
    .option('--filter <pattern>', 'the same as --user')
    .addOption(sortOption());
}

/** Its words can have a direction behind them, so they are read later. */
function sortOption(): Option {
  const option = new Option('--sort <column>', 'what rows are sorted by, also with :asc or :desc behind it');
  return option
    .choices(SORT_COLUMNS)
    .argParser((text) => text)
    .default(undefined, 'rank');
}

function addLookOptions(program: Command, themes: readonly string[]): void {
  const theme = new Option(
    '--theme <name>',
    "colours and words; the root's own, in config/theme.json, is the usual one where it is",
  );
  // Read later, as the words may be more than these.
  theme.choices(themes).argParser((text) => text);
  program
    .addOption(
      choiceOption('--backend <name>', {
        says: 'how it is shown; curses is ink, textual is deluxe',
        words: TUI_BACKENDS,
        usual: 'ink',
      }),
    )
    .addOption(theme)
    .option('--no-color', 'weights and inverse only, as with NO_COLOR set')
    .option('--no-animation', 'rows of the deluxe backend change places at once')
    .option('--raw', 'exact numbers')
    .option('--refresh-sec <seconds>', 'how often the files are looked at, 1 or more', '5');
}

function keysText(bindings: readonly { readonly keys: string; readonly does: string }[]): string {
  const width = Math.max(...bindings.map(({ keys }) => keys.length)) + 2;
  return `\nKeys:\n${bindings.map(({ keys, does }) => `  ${keys.padEnd(width)}${does}`).join('\n')}`;
}
