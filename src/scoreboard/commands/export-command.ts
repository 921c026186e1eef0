import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { WINDOWS, type Window } from '../../domain/windows.ts';
import { EXIT, type ExitCode } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import { listFolders } from '../../platform/list-folders.ts';
import { plainLines } from '../../platform/plain-lines.ts';
import type { TextSink } from '../../platform/text-sink.ts';
import { EXPORT_FORMATS, EXPORT_TABLES } from '../leaderboards/export-choices.ts';
import type { ExportReport } from '../leaderboards/export-table.ts';
import { type BoardCommandParts, type BoardSettings, boardSettings } from './board-parts.ts';
import { choiceOption } from './choice-option.ts';
import { type CommandCall, runAction, scoreboardCommand, withExamples } from './scoreboard-command.ts';

/** What exporting needs beyond boards. */
export type ExportCommandParts = BoardCommandParts & {
  /** Standard output for long texts. */
  readonly outSink: TextSink;
};

type ExportOptions = {
  readonly table: (typeof EXPORT_TABLES)[number];
  readonly format: (typeof EXPORT_FORMATS)[number];
  readonly window: Window;
  readonly json?: true;
  readonly output?: string;
};

const TABLES_SAY = 'rows by user and account for each month or day, or by user for all time';

/** Adds `export`: the rollups of all clusters as one table. */
export function addExportCommand(program: Command, parts: ExportCommandParts): void {
  const command = scoreboardCommand(program, 'export', 'print the rollups of all clusters as one table')
    .addOption(choiceOption('--table <table>', { says: TABLES_SAY, words: EXPORT_TABLES, usual: 'monthly' }))
    .addOption(choiceOption('--format <form>', { says: 'how it is written', words: EXPORT_FORMATS, usual: 'csv' }))
    .addOption(
      choiceOption('--window <window>', {
        says: 'the boards that --format prometheus tells',
        words: WINDOWS,
        usual: '30d',
      }),
    )
    .option('--json', 'the same as --format json')
    .option('--output <file>', 'write to this file, replaced whole (default: standard output)')
    .action(runAction(parts, (call: CommandCall<ExportOptions>) => exportAction(parts, call)));
  withExamples(command, [
    'slurm-sb export --root /shared/slurm_scoreboard --output months.csv',
    'slurm-sb export --table daily --json | jq length',
    'slurm-sb export --format prometheus --window alltime --output slurm_sb.prom',
    'duckdb -c "select user, jobs from \'months.csv\' order by jobs"',
  ]);
}

async function exportAction(
  parts: ExportCommandParts,
  { command, options }: CommandCall<ExportOptions>,
): Promise<ExitCode> {
  const { root, config, reader } = await boardSettings(parts, command);
  const { exportTable } = await import('../leaderboards/export-table.ts');
  const { publishedNames } = await import('../privacy/published-names.ts');
  const { table } = options;
  const format = options.json ? 'json' : options.format;
  if (format === 'prometheus') return exportBoards(parts, { root, reader, options });
  const names = await publishedNames(reader.asking, { root, pseudonyms: config.pseudonyms, makeKey: false });
  let report: ExportReport | null = null;
  const write = async (sink: TextSink): Promise<void> => {
    report = await exportTable({ root, table, format, sink, names });
  };
  if (options.output === undefined) await write(parts.outSink);
  else await writeFile(options.output, write);
  return report === null ? EXIT.failed : told(parts, report);
}

type BoardExport = Pick<BoardSettings, 'root' | 'reader'> & { readonly options: ExportOptions };

/** The boards of a window, of each cluster and merged; those that cannot be read are said and left out. */
async function exportBoards(parts: ExportCommandParts, { root, reader, options }: BoardExport): Promise<ExitCode> {
  const { readBoardsOf } = await import('../leaderboards/boards-of-window.ts');
  const { prometheusText } = await import('../leaderboards/prometheus-text.ts');
  const { boards, problems } = await readBoardsOf(reader, { root, window: options.window });
  const write = (sink: TextSink): Promise<void> => sink(prometheusText(boards));
  if (options.output === undefined) await write(parts.outSink);
  else await writeFile(options.output, write);
  for (const problem of problems) parts.terminal.err(plainLines(`slurm-sb: ${problem}\n`));
  return problems.length === 0 ? EXIT.ok : EXIT.failed;
}

async function writeFile(output: string, write: (sink: TextSink) => Promise<void>): Promise<void> {
  const { streamDurably } = await import('../../platform/durable-stream.ts');
  const path = resolve(output);
  if ((await listFolders(dirname(path))) === null) {
    throw new KnownError(`--output ${output}: there is no folder ${dirname(path)}`, EXIT.usage);
  }
  await streamDurably(path, write);
}

async function told({ terminal }: ExportCommandParts, report: ExportReport): Promise<ExitCode> {
  const { findingLine } = await import('../leaderboards/finding.ts');
  for (const finding of report.findings) terminal.err(plainLines(`slurm-sb: ${findingLine(finding, 'table')}\n`));
  const { withoutDays } = report;
  if (withoutDays.length > 0) {
    terminal.err(`slurm-sb: days are kept no more of ${withoutDays.length} months: ${withoutDays.join(', ')}\n`);
  }
  return report.findings.length === 0 ? EXIT.ok : EXIT.failed;
}
