import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../../platform/exit-codes.ts';
import { jsonText } from '../../platform/json-text.ts';
import { plainLines } from '../../platform/plain-lines.ts';
import { progressLine } from '../../platform/progress-line.ts';
import { catchUpProgress, describeProgress } from '../backfill/catch-up-progress.ts';
import { pollSummary } from '../poll/poll-summary.ts';
import type { PollCommandParts } from './poll-parts.ts';
import {
  type CommandCall,
  loadCommandConfig,
  runAction,
  scoreboardCommand,
  withExamples,
  withSettings,
} from './scoreboard-command.ts';

/** Adds `backfill`: the catch-up alone, as long as it takes, with progress. */
export function addBackfillCommand(program: Command, parts: PollCommandParts): void {
  const backfill = scoreboardCommand(program, 'backfill', 'catch up with the whole history, with a progress bar');
  withSettings(backfill, ['cluster', 'cluster_aliases', 'backfill_start', 'rate_limit_per_min', 'max_calls'])
    .option('--max-minutes <minutes>', 'stop after so long; what was read is kept (default: no limit)')
    .option('--json', 'print what was done as JSON')
    .action(runAction(parts, (call: CommandCall<BackfillOptions>) => backfillAction(parts, call)));
  withExamples(backfill, [
    'slurm-sb backfill --cluster hammer --backfill-start 2025-01-01 --root DIR',
    'slurm-sb backfill --cluster hammer --rate-limit 10 --max-minutes 60',
  ]);
}

type BackfillOptions = { readonly json?: true; readonly maxMinutes?: string };

async function backfillAction(
  parts: PollCommandParts,
  { command, options }: CommandCall<BackfillOptions>,
): Promise<ExitCode> {
  const { clock, terminal } = parts;
  const maxMinutes = options.maxMinutes === undefined ? Number.POSITIVE_INFINITY : Number(options.maxMinutes);
  if (!(maxMinutes > 0)) command.error(`error: --max-minutes ${options.maxMinutes}: a number above 0 is wanted`);
  const { values } = await loadCommandConfig(parts, command);
  const { openPoll } = await import('../poll/open-poll.ts');
  const poll = await openPoll(parts, values);
  const progress = progressLine(terminal, clock);
  const startedMs = clock.nowMs();
  const bounds = { once: false, patient: true, maxMinutes, pauseMs: values.backfill_sleep_sec * 1000 };
  try {
    const outcome = await poll.tick(bounds, (_task, report, cursor) => {
      const pace = {
        startedMs,
        nowMs: clock.nowMs(),
        jobs: report.rows.jobs,
        ratePerMinute: values.rate_limit_per_min,
      };
      const state = catchUpProgress(cursor, pace);
      progress.show(state.fraction, `${poll.cluster} ${describeProgress(state, cursor)}`);
    });
    progress.end();
    if (outcome.held !== null) throw outcome.held;
    const { report, cursor, findings } = outcome;
    const text = options.json
      ? jsonText({ cluster: poll.cluster, ...report, cursor })
      : pollSummary(poll.cluster, report, cursor);
    terminal.out(`${text}\n`);
    for (const finding of findings) terminal.err(plainLines(`slurm-sb: ${finding}\n`));
    return report.stopped === 'interrupted' || findings.length > 0 ? EXIT.failed : EXIT.ok;
  } finally {
    progress.end();
  }
}
