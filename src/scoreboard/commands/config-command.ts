import type { Command } from 'commander';
import stringWidth from 'string-width';
import { ConfigError, type ConfigProblem, problemLine } from '../../platform/config/config-error.ts';
import type { KeyRow } from '../../platform/config/key-table.ts';
import { originText } from '../../platform/config/layer.ts';
import { EXIT, type ExitCode } from '../../platform/exit-codes.ts';
import { jsonText } from '../../platform/json-text.ts';
import type { LoadedConfig } from '../config/load-scoreboard-config.ts';
import { NO_ROOT } from '../config/required-settings.ts';
import { SCOREBOARD_KEYS } from '../config/scoreboard-keys.ts';
import {
  type CommandCall,
  type CommandParts,
  groupCommand,
  loadCommandConfig,
  runAction,
  scoreboardCommand,
  withExamples,
  withSettings,
} from './scoreboard-command.ts';

type ConfigCall = CommandCall<{ readonly json?: true }>;

/** Adds `config check`, which names every mistake, and `config show`, which says where every value is from. */
export function addConfigCommand(program: Command, parts: CommandParts): void {
  const group = groupCommand(program, 'config', 'check the settings, or show them and where they come from');
  const check = scoreboardCommand(group, 'check', 'name every mistake in the settings, by file and line; exit code 2');
  withSettings(check, ['cluster'])
    .option('--json', 'print the result as JSON')
    .action(runAction(parts, (call: ConfigCall) => checkConfig(parts, call)));
  withExamples(check, [CHECK_EXAMPLE]);
  const show = scoreboardCommand(group, 'show', 'print every setting, its unit and where its value comes from');
  withSettings(show, ['cluster'])
    .option('--json', 'print the settings as JSON')
    .action(runAction(parts, (call: ConfigCall) => showConfig(parts, call)));
  withExamples(show, ['slurm-sb config show --cluster hammer', 'slurm-sb config show --json']);
  withExamples(group, [CHECK_EXAMPLE, 'slurm-sb config show --json']);
}

const CHECK_EXAMPLE = 'slurm-sb config check --root /shared/slurm_scoreboard';

type CheckResult = Pick<LoadedConfig, 'files' | 'warnings'> & { readonly problems: readonly ConfigProblem[] };

async function checkConfig(parts: CommandParts, { command, options }: ConfigCall): Promise<ExitCode> {
  const { out, err } = parts.terminal;
  const result = await checkedConfig(parts, command);
  const ok = result.problems.length === 0;
  if (options.json) out(`${jsonText({ ok, ...result })}\n`);
  else {
    err(lines([...result.problems.map(problemLine), ...result.warnings.map((text) => `warning: ${text}`)]));
    if (ok) out(lines(['ok', ...fileLines(result)]));
  }
  return ok ? EXIT.ok : EXIT.usage;
}

async function checkedConfig(parts: CommandParts, command: Command): Promise<CheckResult> {
  try {
    const { files, values, warnings } = await loadCommandConfig(parts, command);
    if (values.root === null) return { files, warnings: [...warnings, NO_ROOT], problems: [] };
    const { themeProblem } = await import('../tui/theme-choice.ts');
    const theme = await themeProblem(values.root);
    return { files, warnings: theme === null ? warnings : [...warnings, theme], problems: [] };
  } catch (error) {
    if (error instanceof ConfigError) return { files: [], warnings: [], problems: error.problems };
    throw error;
  }
}

async function showConfig(parts: CommandParts, { command, options }: ConfigCall): Promise<ExitCode> {
  const { out, err } = parts.terminal;
  const config = await loadCommandConfig(parts, command);
  if (options.json) {
    const { files, warnings } = config;
    out(`${jsonText({ settings: SCOREBOARD_KEYS.rows.map((row) => asJson(config, row)), files, warnings })}\n`);
    return EXIT.ok;
  }
  const cells = SCOREBOARD_KEYS.rows.map((row) => asCells(config, row));
  out(lines(aligned([['key', 'value', 'unit', 'from'], ...cells])));
  err(lines(config.warnings.map((text) => `warning: ${text}`)));
  return EXIT.ok;
}

type Row = (typeof SCOREBOARD_KEYS.rows)[number];

/** `value` as the programs use it (instants in epoch seconds), `text` as a file would have it. */
function asJson({ values, origins }: LoadedConfig, row: Row) {
  const { key, type, unit }: KeyRow<Row['key']> = row;
  return { key, value: values[key], text: type.show(values[key]), unit, from: origins[key] };
}

function asCells({ values, origins }: LoadedConfig, row: Row): string[] {
  const { key, type, unit }: KeyRow<Row['key']> = row;
  return [key, type.show(values[key]) || '-', unit ?? '-', originText(origins[key])];
}

function fileLines({ files }: CheckResult): string[] {
  return aligned(files.map(({ path, found }) => [found ? 'read' : 'not there', path]));
}

/** Rows of cells as lines with the columns one below the other. */
function aligned(rows: readonly string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => stringWidth(row[column] ?? ''))));
  const pad = (cell: string, column: number): string => cell + ' '.repeat((widths[column] ?? 0) - stringWidth(cell));
  return rows.map((row) => row.map(pad).join('  ').trimEnd());
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join('');
}
