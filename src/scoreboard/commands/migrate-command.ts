import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../../platform/exit-codes.ts';
import { requireRoot } from '../config/required-settings.ts';
import type { MigratedFiles } from '../poll/migrate-root.ts';
import type { PollCommandParts } from './poll-parts.ts';
import {
  type CommandCall,
  loadCommandConfig,
  runAction,
  scoreboardCommand,
  withExamples,
} from './scoreboard-command.ts';

type MigrateOptions = { readonly json?: true; readonly dryRun?: true };

/** Adds `migrate`: files that an older slurm-sb wrote become this version's. */
export function addMigrateCommand(program: Command, parts: PollCommandParts): void {
  const migrate = scoreboardCommand(
    program,
    'migrate',
    'rewrite files of older versions below a root as this one writes them',
  )
    .option('--dry-run', 'count the files; write nothing')
    .option('--json', 'print the counts as JSON')
    .action(runAction(parts, (call: CommandCall<MigrateOptions>) => migrateAction(parts, call)));
  withExamples(migrate, ['slurm-sb migrate --root DIR --dry-run', 'slurm-sb migrate --root DIR']);
}

async function migrateAction(
  parts: PollCommandParts,
  { command, options }: CommandCall<MigrateOptions>,
): Promise<ExitCode> {
  const { values } = await loadCommandConfig(parts, command);
  const { migrateRoot } = await import('../poll/migrate-root.ts');
  const dryRun = options.dryRun === true;
  const done = await migrateRoot(parts, { root: requireRoot(values), dryRun, configOf: async () => values });
  const { out, err } = parts.terminal;
  if (options.json) out(`${JSON.stringify({ dry_run: dryRun, clusters: done })}\n`);
  else for (const one of done) out(`${migratedLine(one, dryRun)}\n`);
  for (const { file, detail } of done.flatMap(({ files }) => files)) err(`slurm-sb: ${file}: ${detail}\n`);
  return done.every(({ files }) => files.length === 0) ? EXIT.ok : EXIT.failed;
}

function migratedLine(files: MigratedFiles, dryRun: boolean): string {
  const { cluster, looked_at, migrated, current, newer, damaged, left } = files;
  const name = cluster === 'ALL' ? 'boards over all clusters' : cluster;
  return (
    `${name}: ${looked_at} files = ${migrated} ${dryRun ? 'to migrate' : 'migrated'} + ${current} current + ` +
    `${newer} newer + ${damaged} damaged${left === 0 ? '' : ` + ${left} left as they are`}`
  );
}
