import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../../platform/exit-codes.ts';
import { jsonText } from '../../platform/json-text.ts';
import { plainLines } from '../../platform/plain-lines.ts';
import { requireCluster, requireRoot } from '../config/required-settings.ts';
import { askingOf } from '../poll/asking-of.ts';
import type { DiscoverReport } from '../poll/run-discover.ts';
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

type DiscoverOptions = { readonly json?: true; readonly dryRun?: true; readonly again?: true };

/** Adds `discover`: who has no history yet. */
export function addDiscoverCommand(program: Command, parts: PollCommandParts): void {
  const discover = scoreboardCommand(program, 'discover', 'find users without history; the next poll asks for theirs');
  withSettings(discover, ['cluster', 'cluster_aliases'])
    .option('--dry-run', 'print who is found; queue nobody')
    .option('--again', 'queue those too who had no job when they were asked for within 30 days')
    .option('--json', 'print what was found as JSON')
    .action(runAction(parts, (call: CommandCall<DiscoverOptions>) => discoverAction(parts, call)));
  withExamples(discover, [
    'slurm-sb discover --cluster hammer --root DIR',
    'slurm-sb discover --cluster hammer --root DIR --dry-run --json',
    'slurm-sb discover --cluster hammer --root DIR --again',
  ]);
}

async function discoverAction(
  parts: PollCommandParts,
  { command, options }: CommandCall<DiscoverOptions>,
): Promise<ExitCode> {
  const { values } = await loadCommandConfig(parts, command);
  const cluster = requireCluster(values);
  const root = requireRoot(values);
  const layout = clusterLayout(root, cluster);
  const { NO_SACCTMGR, runDiscover } = await import('../poll/run-discover.ts');
  const { publishedNames } = await import('../privacy/published-names.ts');
  const dryRun = options.dryRun === true;
  const again = options.again === true;
  const found = await runDiscover(parts, { config: values, cluster, layout, dryRun, again });
  const place = { root, pseudonyms: values.pseudonyms, makeKey: true };
  const { publishedName } = await publishedNames(askingOf(parts), place);
  const report = { ...found, discovered: found.discovered.map(publishedName), owed: found.owed.map(publishedName) };
  parts.terminal.out(options.json ? `${jsonText(report)}\n` : plainLines(discoverText(report, options)));
  if (report.accounting.fault === NO_SACCTMGR) return EXIT.noTool;
  return report.home.fault === null && report.accounting.fault === null ? EXIT.ok : EXIT.failed;
}

/** Names shown to people; the rest is counted. */
const SHOWN = 20;

function discoverText(
  { cluster, home, accounting, discovered, owed }: DiscoverReport,
  options: DiscoverOptions,
): string {
  const ofAccounting = accounting.fault ?? `${accounting.users} users`;
  const shown = discovered.slice(0, SHOWN).join(', ');
  const more = discovered.length > SHOWN ? `, and ${discovered.length - SHOWN} more` : '';
  const names = discovered.length === 0 ? '' : `: ${shown}${more}`;
  const next = options.dryRun
    ? 'nobody was queued'
    : `${owed.length} ${owed.length === 1 ? 'is' : 'are'} asked for by the next poll`;
  return (
    `${cluster}: ${home.folder}: ${home.fault ?? 'looked at'}; accounting: ${ofAccounting}\n` +
    `${discovered.length} new without history${names}; ${next}\n`
  );
}
