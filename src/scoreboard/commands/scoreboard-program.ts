import { Command } from 'commander';
import { addBackfillCommand } from './backfill-command.ts';
import { addBloomCommand } from './bloom-command.ts';
import { addConfigCommand } from './config-command.ts';
import { addDemoCommand, type DemoParts } from './demo-command.ts';
import { addDoctorCommand } from './doctor-command.ts';
import { addExportCommand, type ExportCommandParts } from './export-command.ts';
import { addIngestCommand } from './ingest-command.ts';
import { addInitCommand, type InitParts } from './init-command.ts';
import { addLeaderboardsCommand } from './leaderboards-command.ts';
import { addPollCommand } from './poll-command.ts';
import { addProbeCommand } from './probe-command.ts';
import { addTopCommand } from './top-command.ts';
import { addUserCommand, type UserCommandParts } from './user-command.ts';

/** What the commands together need. */
export type ProgramParts = DemoParts & InitParts & UserCommandParts & ExportCommandParts;

const EXIT_TABLE = `
Exit codes:
  0  done (also: another poll holds the lock)
  1  the work failed; what was there before is unchanged
  2  bad usage or bad configuration
  3  the lock is held (--fail-if-locked), or another holder committed first
  4  a needed tool is missing (sacct)
  5  the root cannot be used
  6  doctor or bloom stats found something
  7  a service is not reachable or refused the key`;

/** The commands of slurm-sb. */
export function scoreboardProgram(parts: ProgramParts): Command {
  const program = new Command('slurm-sb')
    .description('Leaderboards from Slurm accounting, over several clusters.')
    .version(parts.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .configureOutput({ writeOut: parts.terminal.out, writeErr: parts.terminal.err })
    .showSuggestionAfterError()
    .addHelpText('after', EXIT_TABLE);
  program.commandsGroup('Read:');
  addTopCommand(program, parts);
  addUserCommand(program, parts);
  addExportCommand(program, parts);
  program.commandsGroup('Collect:');
  addPollCommand(program, parts);
  addBackfillCommand(program, parts);
  addIngestCommand(program, parts);
  addLeaderboardsCommand(program, parts);
  program.commandsGroup('Look after:');
  addProbeCommand(program, parts);
  addDoctorCommand(program, parts);
  addBloomCommand(program, parts);
  addConfigCommand(program, parts);
  addInitCommand(program, parts);
  program.commandsGroup('Try:');
  addDemoCommand(program, parts);
  return program;
}
