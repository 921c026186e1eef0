import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../../platform/exit-codes.ts';
import { jsonText } from '../../platform/json-text.ts';
import { plainLines } from '../../platform/plain-lines.ts';
import { progressLine } from '../../platform/progress-line.ts';
import { standardInput } from '../../platform/standard-input.ts';
import { requireCluster, requireRoot } from '../config/required-settings.ts';
import { describeJobs, describeRows } from '../poll/poll-summary.ts';
import type { IngestReport } from '../poll/run-ingest.ts';
import { maskedRow } from '../records/masked-row.ts';
import type { RejectedRow } from '../records/run-reader.ts';
import { clusterLayout } from '../rollups/root-layout.ts';
import type { PollCommandParts } from './poll-parts.ts';
import {
  type CommandCall,
  loadCommandConfig,
  runAction,
  scoreboardCommand,
  withExamples,
  withSettings,
} from './scoreboard-command.ts';

type IngestOptions = { readonly json?: true; readonly tz?: string };

/** Rejected rows of one reason that are shown. */
const SHOWN_PER_REASON = 5;

/** Adds `ingest`: the poll's pipeline over a saved sacct output. */
export function addIngestCommand(program: Command, parts: PollCommandParts): void {
  const ingest = scoreboardCommand(program, 'ingest', 'count a saved `sacct -P` output; doing it again changes nothing')
    .argument('[file]', 'plain, gzip or zstd; - or none is standard input')
    .option('--tz <zone>', 'time zone of times that are not epoch seconds (default: UTC)')
    .option('--json', 'print the counts as JSON');
  withSettings(ingest, ['cluster']).action(
    runAction(parts, (call: CommandCall<IngestOptions>) => ingestAction(parts, call)),
  );
  withExamples(ingest, [
    'slurm-sb ingest --cluster bell --root DIR bell-2025.psv.zst',
    'SLURM_TIME_FORMAT=%s sacct -anPD ... | slurm-sb ingest --cluster bell -',
    'slurm-sb ingest --cluster bell --tz America/Indianapolis with-header.txt',
  ]);
}

async function ingestAction(
  parts: PollCommandParts,
  { args, options, command }: CommandCall<IngestOptions>,
): Promise<ExitCode> {
  const { values } = await loadCommandConfig(parts, command);
  const root = requireRoot(values);
  const cluster = requireCluster(values);
  const file = args[0] === undefined || args[0] === '-' ? null : args[0];
  const { runIngest } = await import('../poll/run-ingest.ts');
  const progress = progressLine(parts.terminal, parts.clock);
  try {
    const report = await runIngest(parts, {
      config: values,
      root,
      cluster,
      layout: clusterLayout(root, cluster),
      file,
      input: standardInput(),
      timeZone: options.tz ?? 'UTC',
      onReject: rejectPrinter(parts),
      onProgress: (fraction, reading) => progress.show(fraction, reading === 1 ? 'reading' : 'reading again'),
    });
    progress.end();
    printReport(parts, report, { cluster, ...options });
    return EXIT.ok;
  } finally {
    progress.end();
  }
}

function printReport(
  { terminal }: PollCommandParts,
  { file, rows, jobs, findings }: IngestReport,
  { cluster, json, tz }: IngestOptions & { cluster: string },
): void {
  if (json) terminal.out(`${jsonText({ cluster, file, rows, jobs })}\n`);
  else {
    terminal.out(plainLines(`${cluster}: ${file}${tz === undefined ? ' (times without zone read as UTC)' : ''}\n`));
    terminal.out(`  ${describeRows(rows)}\n  ${describeJobs(jobs)}\n`);
    if (rows.reasons.cut_line !== undefined) {
      terminal.out(
        '  the last line has no newline at its end, so it was not counted: end the file with one if it is whole\n',
      );
    }
    if (rows.orphan_steps > 0) terminal.out(`  ${rows.orphan_steps} steps came without their job\n`);
  }
  for (const finding of findings) terminal.err(plainLines(`slurm-sb: ${finding}\n`));
}

function rejectPrinter({ terminal }: PollCommandParts): (row: RejectedRow) => void {
  const shown = new Map<string, number>();
  return ({ reason, line, text }) => {
    const before = shown.get(reason) ?? 0;
    if (before < SHOWN_PER_REASON) terminal.err(`row ${line}: ${reason}: ${jsonText(maskedRow(text).slice(0, 200))}\n`);
    shown.set(reason, before + 1);
  };
}
