import type { Command } from 'commander';
import { countText } from '../../domain/count-text.ts';
import { EXIT, type ExitCode } from '../../platform/exit-codes.ts';
import { jsonText } from '../../platform/json-text.ts';
import { KnownError } from '../../platform/known-error.ts';
import { plainLines } from '../../platform/plain-lines.ts';
import { progressLine } from '../../platform/progress-line.ts';
import { textStyle } from '../../platform/text-style.ts';
import { requireCluster, requireRoot } from '../config/required-settings.ts';
import { clusterLayout } from '../rollups/root-layout.ts';
import { monthOption } from './month-option.ts';
import type { PollCommandParts } from './poll-parts.ts';
import {
  type CommandCall,
  loadCommandConfig,
  runAction,
  scoreboardCommand,
  withExamples,
  withSettings,
} from './scoreboard-command.ts';

type VerifyOptions = {
  readonly month?: string;
  readonly repair?: true;
  readonly allowShrink?: true;
  readonly json?: true;
};

/** Adds `verify`: a month of the rollups against what accounting says now. */
export function addVerifyCommand(program: Command, parts: PollCommandParts): void {
  const verify = scoreboardCommand(program, 'verify', 'ask accounting for a month again and compare it, user by user');
  withSettings(verify, ['cluster', 'cluster_aliases', 'rate_limit_per_min', 'max_calls'])
    .option('--month <yyyy-mm>', 'the month (default: the last complete one)')
    .option('--repair', 'put what accounting says in place of the month')
    .option('--allow-shrink', 'repair also where accounting knows less than the rollup (purged); keeps the old files')
    .option('--json', 'print what was found as JSON')
    .action(runAction(parts, (call: CommandCall<VerifyOptions>) => verifyAction(parts, call)));
  withExamples(verify, [
    'slurm-sb verify --cluster hammer --month 2026-09 --root DIR',
    'slurm-sb verify --cluster hammer --month 2026-09 --repair --rate-limit 10',
    'slurm-sb verify --cluster hammer --month 2026-09 --json',
  ]);
}

async function verifyAction(
  parts: PollCommandParts,
  { command, options }: CommandCall<VerifyOptions>,
): Promise<ExitCode> {
  const { values } = await loadCommandConfig(parts, command);
  const root = requireRoot(values);
  const cluster = requireCluster(values);
  const month = options.month === undefined ? null : monthOption(options.month);
  if (options.allowShrink && !options.repair) {
    throw new KnownError('--allow-shrink means nothing without --repair', EXIT.usage);
  }
  const [{ verifyMonth }, { verifyText }] = await Promise.all([
    import('../poll/verify-month.ts'),
    import('../poll/verify-text.ts'),
  ]);
  const progress = progressLine(parts.terminal, parts.clock);
  try {
    const found = await verifyMonth(parts, {
      config: values,
      root,
      cluster,
      layout: clusterLayout(root, cluster),
      month,
      repair: options.repair === true,
      allowShrink: options.allowShrink === true,
      onProgress: (fraction, jobs) => progress.show(fraction, `${cluster}: ${countText(jobs)} jobs`),
    });
    progress.end();
    const { out, err } = parts.terminal;
    const again = `slurm-sb verify --cluster ${cluster} --month ${found.month} --root ${root}`;
    const style = textStyle(parts.terminal);
    out(options.json ? `${jsonText(found)}\n` : verifyText(found, { style, command: again }));
    for (const finding of found.findings) err(plainLines(`slurm-sb: ${finding}\n`));
    const isGood = found.outcome === 'equal' || found.outcome === 'repaired';
    return isGood && found.findings.length === 0 ? EXIT.ok : EXIT.found;
  } catch (error) {
    if (!parts.signal.aborted) throw error;
    throw new KnownError('interrupted; the same command within a day goes on from there', EXIT.failed, {
      cause: error,
    });
  } finally {
    progress.end();
  }
}
