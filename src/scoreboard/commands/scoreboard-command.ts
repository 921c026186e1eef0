import { type Command, Option } from 'commander';
import type { KeyRow } from '../../platform/config/key-table.ts';
import { readConfigText } from '../../platform/config/read-config-text.ts';
import type { GivenFlag } from '../../platform/config/text-layers.ts';
import type { ExitCode } from '../../platform/exit-codes.ts';
import type { Terminal } from '../../platform/terminal.ts';
import { type LoadedConfig, loadScoreboardConfig } from '../config/load-scoreboard-config.ts';
import { SCOREBOARD_KEYS, type ScoreboardKey } from '../config/scoreboard-keys.ts';
import { setExamples } from '../manual/command-examples.ts';
import { COMMON_OPTIONS } from '../manual/help-layout.ts';
import { refuseForgottenPseudonyms } from '../privacy/forgotten-pseudonyms.ts';

/** What every command needs. */
export type CommandParts = {
  readonly terminal: Terminal;
  /** Takes the exit code of the command that ran. */
  readonly exit: (code: ExitCode) => void;
};

/** commander's own `help`, for `helpCommand`. */
export const HELP_COMMAND = ['help [command]', 'print help for a command'] as const;

/** A command as it was called: its arguments in order, its options by commander's names, itself. */
export type CommandCall<Options> = {
  readonly args: readonly (string | undefined)[];
  readonly options: Options;
  readonly command: Command;
};

/** An option that sets a key of the table of settings. */
class SettingOption extends Option {
  readonly key: string;

  constructor({ key, flag, doc, type, default: value, unit }: KeyRow) {
    if (flag === undefined) throw new Error(`the setting ${key} has no flag`);
    super(flag, lowerFirst(doc[0].replace(/\.$/, '')));
    this.key = key;
    // commander's own default and choices would count as given, and be checked before the settings are.
    const isUsual = value !== null && !(Array.isArray(value) && value.length === 0);
    if (isUsual) this.defaultValueDescription = `${type.show(value)}${unit === null ? '' : ` ${unit}`}`;
    if (type.choices !== undefined) this.argChoices = [...type.choices];
    // A list may be given piece by piece.
    if (type.element !== undefined) this.argParser((text, before?: string) => (before ? `${before},${text}` : text));
  }
}

/** Adds a subcommand with the options that every command of the scoreboard takes. */
export function scoreboardCommand(program: Command, name: string, summary: string): Command {
  return withCommonOptions(program.command(name).description(summary));
}

/** Adds the options that every command of the scoreboard takes. */
export function withCommonOptions(command: Command): Command {
  withSettings(command.optionsGroup(COMMON_OPTIONS), ['root']);
  command.option('--config <file>', 'the settings file to read in place of ~/.slurm_scoreboard/config.yaml');
  return withSettings(command, ['log_level']).optionsGroup('Options:');
}

/** Adds a subcommand that only holds others. */
export function groupCommand(program: Command, name: string, summary: string): Command {
  return program
    .command(name)
    .description(summary)
    .helpCommand(...HELP_COMMAND);
}

/** Adds the flags of settings, described by the table of settings. */
export function withSettings(command: Command, keys: readonly ScoreboardKey[]): Command {
  for (const key of keys) {
    const row = SCOREBOARD_KEYS.rows.find((one) => one.key === key);
    if (row !== undefined) command.addOption(new SettingOption(row));
  }
  return command;
}

/** Adds the section "Examples:" to the end of `--help`; an example is a command line as it is typed. */
export function withExamples(command: Command, examples: readonly string[]): Command {
  setExamples(command, examples);
  return command.addHelpText('after', `\nExamples:\n${examples.map((line) => `  $ ${line}`).join('\n')}`);
}

/** The settings' flags that were given to a command. */
export function givenFlags(command: Command): GivenFlag[] {
  return command.options.flatMap((option) => {
    const text: unknown = command.getOptionValue(option.attributeName());
    const given = option instanceof SettingOption && typeof text === 'string';
    return given ? [{ key: option.key, name: option.long ?? option.flags, text }] : [];
  });
}

/**
 * Reads the settings for a command: its flags, `--config`, environment and files. Throws ConfigError, and KnownError
 * (exit 2) where they no longer say whether people are shown by pseudonyms.
 */
export async function loadCommandConfig(
  parts: Pick<CommandParts, 'terminal'>,
  command: Command,
): Promise<LoadedConfig> {
  const loaded = await readCommandConfig(parts, command);
  refuseForgottenPseudonyms(loaded);
  return loaded;
}

/** The settings of {@link loadCommandConfig}, for a command that shows nobody. Throws ConfigError. */
export async function readCommandConfig(
  { terminal }: Pick<CommandParts, 'terminal'>,
  command: Command,
): Promise<LoadedConfig> {
  const { config } = command.opts<{ config?: string }>();
  return loadScoreboardConfig({
    env: terminal.env,
    home: terminal.home,
    flags: givenFlags(command),
    configFile: config ?? null,
    readText: readConfigText,
    usualRoot: terminal.usualRoot ?? null,
  });
}

/** commander's action for a function that ends with an exit code; errors are left to whoever started the program. */
export function runAction<Options>(
  { exit }: Pick<CommandParts, 'exit'>,
  action: (call: CommandCall<Options>) => Promise<ExitCode>,
): (...given: unknown[]) => Promise<void> {
  return async (...given) => {
    const command = given.at(-1) as Command;
    const args = given.slice(0, -2) as (string | undefined)[];
    exit(await action({ args, options: command.opts() as Options, command }));
  };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
