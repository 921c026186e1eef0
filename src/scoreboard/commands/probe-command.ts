import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../../platform/exit-codes.ts';
import { jsonText } from '../../platform/json-text.ts';
import { KnownError } from '../../platform/known-error.ts';
import { processFacts } from '../../platform/process-facts.ts';
import type { ProbeReport } from '../poll/probe-report.ts';
import { loadPastClosedRoot } from './load-past-closed-root.ts';
import type { PollCommandParts } from './poll-parts.ts';
import { type CommandCall, runAction, scoreboardCommand, withExamples, withSettings } from './scoreboard-command.ts';

type ProbeOptions = { readonly json?: true; readonly query: boolean };

/** Adds `probe`: what Slurm answers on this host, and whether a root can be used. */
export function addProbeCommand(program: Command, parts: PollCommandParts): void {
  const probe = scoreboardCommand(
    program,
    'probe',
    'show what Slurm answers on this host and whether polling can work',
  );
  withSettings(probe, ['cluster', 'cluster_aliases'])
    .option('--no-query', 'do not ask accounting for the jobs of the last hour')
    .option('--json', 'print what was found as JSON')
    .action(runAction(parts, (call: CommandCall<ProbeOptions>) => probeAction(parts, call)));
  withExamples(probe, ['slurm-sb probe', 'slurm-sb probe --root DIR', 'slurm-sb probe --no-query --json']);
}

async function probeAction(
  parts: PollCommandParts,
  { command, options }: CommandCall<ProbeOptions>,
): Promise<ExitCode> {
  const { values: config } = await loadPastClosedRoot(parts, command);
  const [{ probeSite }, { probeText }] = await Promise.all([
    import('../poll/probe-site.ts'),
    import('../poll/probe-text.ts'),
  ]);
  const report = await probeSite({ ...parts, process: processFacts() }, { config, query: options.query }).catch(
    (error: unknown) => {
      throw parts.signal.aborted ? new KnownError('stopped by a signal', EXIT.failed, { cause: error }) : error;
    },
  );
  parts.terminal.out(options.json ? `${jsonText(report)}\n` : probeText(report));
  return exitCodeOf(report);
}

/** What needs a person first comes first: a missing tool, a root that cannot be used, accounting that is away. */
function exitCodeOf({ accounting, root }: ProbeReport): ExitCode {
  if (accounting.state === 'no sacct') return EXIT.noTool;
  if (root !== null && root.state !== 'usable' && root.state !== 'read-only') return EXIT.badRoot;
  return accounting.state === 'accounting away' ? EXIT.failed : EXIT.ok;
}
