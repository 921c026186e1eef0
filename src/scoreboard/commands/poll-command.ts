import { type Command, Option } from 'commander';
import { EXIT, type ExitCode } from '../../platform/exit-codes.ts';
import { jsonText } from '../../platform/json-text.ts';
import { plainLines } from '../../platform/plain-lines.ts';
import type { Poll, TickBounds } from '../poll/open-poll.ts';
import { pollSummary } from '../poll/poll-summary.ts';
import type { Preview } from '../poll/preview-tick.ts';
import { unanswered } from '../poll/tick-report.ts';
import type { PollCommandParts } from './poll-parts.ts';
import {
  type CommandCall,
  loadCommandConfig,
  runAction,
  scoreboardCommand,
  withExamples,
  withSettings,
} from './scoreboard-command.ts';

type PollOptions = {
  readonly json?: true;
  readonly dryRun?: true;
  readonly once?: true;
  readonly loop?: true;
  readonly failIfLocked?: true;
};

/** Adds `poll`: one tick, from cron. */
export function addPollCommand(program: Command, parts: PollCommandParts): void {
  const poll = scoreboardCommand(program, 'poll', 'read what is new in accounting and rebuild the leaderboards');
  withSettings(poll, ['cluster', 'cluster_aliases', 'backfill_start', 'rate_limit_per_min', 'max_calls', 'max_minutes'])
    .option('--once', 'ask for one slice of time at most')
    .addOption(
      new Option('--loop', 'go on, a tick every poll_interval_sec, until stopped (for systemd)').conflicts('once'),
    )
    .option('--dry-run', 'print the next call and its interval; ask and write nothing')
    .option('--fail-if-locked', 'exit with 3 when another poll holds the lock, in place of 0')
    .option('--json', 'print what was done as JSON')
    .action(runAction(parts, (call: CommandCall<PollOptions>) => pollAction(parts, call)));
  withExamples(poll, [
    'slurm-sb poll --cluster hammer --root /shared/slurm_scoreboard',
    'slurm-sb poll --cluster hammer --backfill-start 2025-07-01 --once --root DIR',
    'slurm-sb poll --cluster hammer --root DIR --dry-run',
  ]);
}

async function pollAction(parts: PollCommandParts, { command, options }: CommandCall<PollOptions>): Promise<ExitCode> {
  const { values } = await loadCommandConfig(parts, command);
  const { openPoll } = await import('../poll/open-poll.ts');
  const poll = await openPoll(parts, values);
  if (options.dryRun) return showPreview(parts, await poll.preview(), options);
  const pauseMs = values.backfill_sleep_sec * 1000;
  const bounds = { once: options.once === true, patient: false, maxMinutes: values.max_minutes, pauseMs };
  if (options.loop !== true) return oneTick(parts, poll, { bounds, options });
  return tickForever(parts, poll, { bounds, options, intervalMs: values.poll_interval_sec * 1000 });
}

type Ticking = { readonly bounds: TickBounds; readonly options: PollOptions };

async function oneTick(parts: PollCommandParts, poll: Poll, { bounds, options }: Ticking): Promise<ExitCode> {
  const { out, err } = parts.terminal;
  const outcome = await poll.tick(bounds, () => undefined);
  if (outcome.held !== null) {
    err(plainLines(`slurm-sb: ${outcome.held.message}\n`));
    return options.failIfLocked ? EXIT.locked : EXIT.ok;
  }
  const { report, cursor, findings } = outcome;
  out(
    `${options.json ? jsonText({ cluster: poll.cluster, ...report, cursor }) : pollSummary(poll.cluster, report, cursor)}\n`,
  );
  for (const finding of findings) err(plainLines(`slurm-sb: ${finding}\n`));
  const silent = unanswered(report);
  if (silent !== null) err(`slurm-sb: ${poll.cluster}: ${silent}\n`);
  const done =
    silent === null && report.stopped !== 'interrupted' && report.stopped !== 'back-off' && findings.length === 0;
  return done ? EXIT.ok : EXIT.failed;
}

/** A failed tick is told, and the next one tries again. */
async function tickForever(
  parts: PollCommandParts,
  poll: Poll,
  ticking: Ticking & { intervalMs: number },
): Promise<ExitCode> {
  while (!parts.signal.aborted) {
    try {
      await oneTick(parts, poll, ticking);
      await parts.clock.sleep(ticking.intervalMs, parts.signal);
    } catch (error) {
      if (parts.signal.aborted) break;
      parts.terminal.err(plainLines(`slurm-sb: ${error instanceof Error ? error.message : String(error)}\n`));
      await parts.clock.sleep(ticking.intervalMs, parts.signal).catch(() => undefined);
    }
  }
  return EXIT.ok;
}

function showPreview({ terminal }: PollCommandParts, preview: Preview, options: PollOptions): ExitCode {
  if (options.json) terminal.out(`${jsonText(preview)}\n`);
  else if (preview.phase === null) terminal.out(`${preview.cluster}: nothing is owed; no call would be made\n`);
  else {
    const wait = preview.wait_seconds === 0 ? 'at once' : `in ${preview.wait_seconds} s`;
    terminal.out(
      `${preview.cluster}: ${preview.phase}, ended from ${preview.since} until before ${preview.until}, ${wait}\n` +
        `${preview.command.join(' ')}\n`,
    );
  }
  return EXIT.ok;
}
