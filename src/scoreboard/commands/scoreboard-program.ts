import { Command } from 'commander';
import { exitTable } from '../manual/exit-meanings.ts';
import { HELP_LAYOUT } from '../manual/help-layout.ts';
import { addBackfillCommand } from './backfill-command.ts';
import { addBloomCommand } from './bloom-command.ts';
import { addCompletionCommand } from './completion-command.ts';
import { addConfigCommand } from './config-command.ts';
import { addDemoCommand, type DemoParts } from './demo-command.ts';
import { addDeployCommand, type DeployCommandParts } from './deploy-command.ts';
import { addDiscoverCommand } from './discover-command.ts';
import { addDoctorCommand } from './doctor-command.ts';
import { addExportCommand, type ExportCommandParts } from './export-command.ts';
import { addIngestCommand } from './ingest-command.ts';
import { addInitCommand, type InitParts } from './init-command.ts';
import { addLeaderboardsCommand } from './leaderboards-command.ts';
import { addMigrateCommand } from './migrate-command.ts';
import { addOptOutCommands, type OptOutCommandParts } from './opt-out-command.ts';
import { addPollCommand } from './poll-command.ts';
import { addProbeCommand } from './probe-command.ts';
import { HELP_COMMAND, withExamples } from './scoreboard-command.ts';
import { addTopCommand } from './top-command.ts';
import type { TuiProgramParts } from './tui-program.ts';
import { addUserCommand } from './user-command.ts';
import { addVerifyCommand } from './verify-command.ts';

/** What the commands together need. */
export type ProgramParts = Omit<DemoParts & DeployCommandParts, 'viewer'> &
  InitParts &
  OptOutCommandParts &
  ExportCommandParts &
  TuiProgramParts;

const EXAMPLES = [
  'slurm-sb demo',
  'slurm-sb top --root /shared/slurm_scoreboard',
  'slurm-sb poll --cluster hammer --root /shared/slurm_scoreboard',
];

/** The commands of slurm-sb. */
export function scoreboardProgram(parts: ProgramParts): Command {
  const viewer = async (): Promise<Command> => (await import('./tui-program.ts')).tuiProgram(parts);
  const program = new Command('slurm-sb')
    .description('Leaderboards from Slurm accounting, over several clusters.')
    .version(parts.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .configureHelp(HELP_LAYOUT)
    .configureOutput({ writeOut: parts.terminal.out, writeErr: parts.terminal.err })
    .showSuggestionAfterError();
  withExamples(program, EXAMPLES).addHelpText('after', exitTable());
  program.commandsGroup('Read:');
  addTopCommand(program, parts);
  addUserCommand(program, parts);
  addExportCommand(program, parts);
  addOptOutCommands(program, parts);
  program.commandsGroup('Collect:');
  addPollCommand(program, parts);
  addBackfillCommand(program, parts);
  addDiscoverCommand(program, parts);
  addIngestCommand(program, parts);
  addLeaderboardsCommand(program, parts);
  program.commandsGroup('Look after:');
  addProbeCommand(program, parts);
  addDoctorCommand(program, parts);
  addVerifyCommand(program, parts);
  addBloomCommand(program, parts);
  addMigrateCommand(program, parts);
  addConfigCommand(program, parts);
  addInitCommand(program, parts);
  addDeployCommand(program, { ...parts, viewer });
  program.commandsGroup('Try:');
  addDemoCommand(program, { ...parts, viewer });
  program.commandsGroup('More:');
  addCompletionCommand(program, { ...parts, viewer });
  return program.helpCommand(...HELP_COMMAND);
}
