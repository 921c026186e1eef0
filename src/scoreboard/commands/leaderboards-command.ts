import type { Command } from 'commander';
import { isoSeconds } from '../../domain/calendar.ts';
import { nowSeconds } from '../../platform/clock.ts';
import { instantValue } from '../../platform/config/instant-value.ts';
import { EXIT, type ExitCode } from '../../platform/exit-codes.ts';
import { jsonText } from '../../platform/json-text.ts';
import { KnownError } from '../../platform/known-error.ts';
import { plainLines } from '../../platform/plain-lines.ts';
import type { BoardsReport } from '../leaderboards/build-boards.ts';
import type { HideAround } from '../poll/hide-everywhere.ts';
import { fileModes } from '../privacy/file-modes.ts';
import { type BoardCommandParts, boardSettings } from './board-parts.ts';
import { type CommandCall, runAction, scoreboardCommand, withExamples } from './scoreboard-command.ts';

/** What `leaderboards` needs: it takes the locks of clusters that are behind, until a signal. */
type LeaderboardsParts = BoardCommandParts & HideAround;
type LeaderboardsOptions = { readonly asof?: string; readonly rebuild?: true; readonly json?: true };

/** Adds `leaderboards`: rebuilds the boards from the rollups. */
export function addLeaderboardsCommand(program: Command, parts: LeaderboardsParts): void {
  const boards = scoreboardCommand(
    program,
    'leaderboards',
    'rebuild the leaderboards from the rollups, and hide who has opted out everywhere; asks Slurm nothing',
  )
    .option('--asof <time>', 'the instant that the boards are of, a UTC day or time (default: now)')
    .option('--rebuild', 'from nothing: use no sums that an earlier build kept')
    .option('--json', 'print what was done as JSON')
    .action(runAction(parts, (call: CommandCall<LeaderboardsOptions>) => leaderboardsAction(parts, call)));
  withExamples(boards, [
    'slurm-sb leaderboards --root /shared/slurm_scoreboard',
    'slurm-sb leaderboards --root DIR --rebuild --asof 2026-09-01T00:00:00Z',
  ]);
}

async function leaderboardsAction(
  parts: LeaderboardsParts,
  { command, options }: CommandCall<LeaderboardsOptions>,
): Promise<ExitCode> {
  const { root, config, reader } = await boardSettings(parts, command);
  const { buildBoards } = await import('../leaderboards/build-boards.ts');
  const { findingLine } = await import('../leaderboards/finding.ts');
  const { refuseStrangerPaths } = await import('../rollups/stranger-paths.ts');
  const { publishedNames } = await import('../privacy/published-names.ts');
  const { hideEverywhere } = await import('../poll/hide-everywhere.ts');
  const { scrubBoards } = await import('../leaderboards/scrub-boards.ts');
  await refuseStrangerPaths({ root, whole: [] });
  const hiding = await hideEverywhere(parts, { root, config });
  const names = await publishedNames(reader.asking, { root, pseudonyms: config.pseudonyms, makeKey: true });
  if (hiding.changed) await scrubBoards(root, names);
  const { asofSeconds, ...report } = await buildBoards(names, {
    root,
    asofSeconds: options.asof === undefined ? () => nowSeconds(parts.clock) : instant(options.asof),
    rules: { minJobs: config.min_jobs, minAccountPeople: config.min_account_people },
    staleAfterSeconds: config.stale_after_sec,
    fresh: options.rebuild === true,
    mode: fileModes(config).file,
  });
  const { out, err } = parts.terminal;
  const findings = [...hiding.findings, ...report.findings.map((finding) => findingLine(finding))];
  for (const line of findings) err(plainLines(`slurm-sb: ${line}\n`));
  if (report.clusters.length === 0) {
    throw new KnownError(`${root} holds no cluster yet: slurm-sb poll --cluster NAME makes the first`, EXIT.failed);
  }
  out(options.json ? `${jsonText({ asof: isoSeconds(asofSeconds), ...report })}\n` : summary(report, asofSeconds));
  if (options.asof !== undefined && report.overtaken > 0) {
    err(
      `slurm-sb: ${report.overtaken} boards are as polls made them meanwhile, each time anew; run this again later\n`,
    );
    return EXIT.failed;
  }
  return findings.length === 0 ? EXIT.ok : EXIT.failed;
}

function instant(text: string): number {
  const { schema, allowed } = instantValue();
  const read = schema.safeParse(text);
  if (read.success) return read.data;
  throw new KnownError(`--asof ${JSON.stringify(text)}: give ${allowed}`, EXIT.usage);
}

function summary(
  { clusters, written, unchanged, overtaken }: Omit<BoardsReport, 'asofSeconds'>,
  asofSeconds: number,
): string {
  const names = clusters.map(({ name, stale }) => (stale ? `${name} (stale)` : name)).join(', ');
  const others = overtaken === 0 ? '' : `, ${overtaken} made by others meanwhile`;
  return `boards as of ${isoSeconds(asofSeconds)}: ${written} written, ${unchanged} unchanged${others}; clusters: ${names}\n`;
}
