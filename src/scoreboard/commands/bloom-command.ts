import type { Command } from 'commander';
import { isMonth, type Month } from '../../domain/calendar.ts';
import { readCheckedJson } from '../../platform/checked-json.ts';
import { EXIT, type ExitCode } from '../../platform/exit-codes.ts';
import { jsonText } from '../../platform/json-text.ts';
import { listNames } from '../../platform/list-names.ts';
import { requireCluster, requireRoot } from '../config/required-settings.ts';
import type { FilterStats } from '../dedupe/filter-stats.ts';
import { cursorSchema } from '../rollups/cursor.ts';
import { clusterLayout } from '../rollups/root-layout.ts';
import { monthOption } from './month-option.ts';
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

type BloomOptions = { readonly month?: string; readonly json?: true };

/** Adds `bloom stats`: how full the filters of counted runs are. */
export function addBloomCommand(program: Command, parts: CommandParts): void {
  const group = groupCommand(program, 'bloom', 'look at the filters that keep jobs from being counted twice');
  const stats = scoreboardCommand(group, 'stats', 'size, fill and false positives of the filters; creates nothing');
  withSettings(stats, ['cluster'])
    .option('--month <yyyy-mm>', 'one month (default: all)')
    .option('--json', 'print as JSON')
    .action(runAction(parts, (call: CommandCall<BloomOptions>) => bloomStats(parts, call)));
  const examples = ['slurm-sb bloom stats --cluster hammer --month 2026-09 --root DIR'];
  withExamples(stats, examples);
  withExamples(group, examples);
}

async function bloomStats(parts: CommandParts, { command, options }: CommandCall<BloomOptions>): Promise<ExitCode> {
  const { values } = await loadCommandConfig(parts, command);
  const cluster = requireCluster(values);
  const layout = clusterLayout(requireRoot(values), cluster);
  const months = options.month === undefined ? await monthsIn(layout.seen) : [monthOption(options.month)];
  const { describeFilter } = await import('../dedupe/filter-stats.ts');
  const read = await readCheckedJson(layout.cursor, cursorSchema);
  const keptFrom = read.ok ? read.value.kept_from : null;
  const stats = months
    .map((month) => describeFilter(layout.filter(month), { cluster, month }))
    .map((one) => (one.state === 'missing' && one.month < (keptFrom ?? '') ? removedFilter(one, keptFrom!) : one));
  if (options.json) parts.terminal.out(`${jsonText(stats)}\n`);
  else for (const one of stats) parts.terminal.out(`${filterLine(one)}\n`);
  if (keptFrom !== null && !options.json) {
    parts.terminal.out(`filters of months before ${keptFrom} were removed (keep_months)\n`);
  }
  if (stats.length === 0) parts.terminal.err(`slurm-sb: ${cluster} has no filter yet\n`);
  return stats.every(({ state }) => state === 'good' || state === 'removed') && stats.length > 0 ? EXIT.ok : EXIT.found;
}

function removedFilter({ month }: FilterStats, keptFrom: string): FilterStats {
  return { month, state: 'removed', detail: `keep_months keeps filters from ${keptFrom} on` };
}

async function monthsIn(folder: string): Promise<Month[]> {
  const names = await listNames(folder);
  return names
    .filter((name) => name.endsWith('.bloom'))
    .map((name) => name.slice(0, -'.bloom'.length))
    .filter(isMonth);
}

function filterLine(stats: FilterStats): string {
  if (stats.state !== 'good') return `${stats.month}  ${stats.state}: ${stats.detail}`;
  const { month, m, k, n, count, target_p, estimated_p, fill, bytes, layers, expected_lost } = stats;
  return (
    `${month}  layers=${layers}  m=${m}  k=${k.join(',')}  n=${count} of ${n}  target p=${target_p}  ` +
    `estimated p=${estimated_p.toExponential(2)}  fill=${(fill * 100).toFixed(1)}%  ${bytes} bytes  ` +
    `jobs expected to be lost=${expected_lost.toFixed(2)} at most`
  );
}
