import type { Command } from 'commander';
import type { Clock } from '../../platform/clock.ts';
import { measureClockSkew } from '../../platform/clock-skew.ts';
import { readConfigText } from '../../platform/config/read-config-text.ts';
import { EXIT, type ExitCode } from '../../platform/exit-codes.ts';
import { freeSpace } from '../../platform/free-space.ts';
import { jsonText } from '../../platform/json-text.ts';
import { KnownError } from '../../platform/known-error.ts';
import type { RunProcess } from '../../platform/run-process.ts';
import { loadScoreboardConfig } from '../config/load-scoreboard-config.ts';
import { requireRoot } from '../config/required-settings.ts';
import type { ScoreboardConfig } from '../config/scoreboard-keys.ts';
import { askingOf } from '../poll/asking-of.ts';
import { forgottenPseudonyms } from '../privacy/forgotten-pseudonyms.ts';
import { loadPastClosedRoot } from './load-past-closed-root.ts';
import {
  type CommandCall,
  type CommandParts,
  givenFlags,
  runAction,
  scoreboardCommand,
  withExamples,
  withSettings,
} from './scoreboard-command.ts';

/** What `doctor` needs beyond every command. */
export type DoctorCommandParts = CommandParts & {
  readonly clock: Clock;
  /** Asks the system who has opted out by a file. */
  readonly run: RunProcess;
  readonly signal: AbortSignal;
};

type DoctorOptions = { readonly json?: true; readonly config?: string };
type DoctorCall = CommandCall<DoctorOptions>;

/** Adds `doctor`: what is wrong below a root, and what to do about it. */
export function addDoctorCommand(program: Command, parts: DoctorCommandParts): void {
  const doctor = scoreboardCommand(program, 'doctor', 'look for what is wrong below a root; changes nothing');
  withSettings(doctor, ['cluster'])
    .option('--json', 'print the findings as JSON')
    .action(runAction(parts, (call: DoctorCall) => doctorAction(parts, call)));
  withExamples(doctor, ['slurm-sb doctor --root DIR', 'slurm-sb doctor --root DIR --cluster hammer --json']);
}

async function doctorAction(around: DoctorCommandParts, call: DoctorCall): Promise<ExitCode> {
  const { terminal, clock, signal } = around;
  const loaded = await loadPastClosedRoot({ terminal }, call.command);
  const { values, origins } = loaded;
  const [{ examineRoot }, { doctorText }] = await Promise.all([
    import('../poll/doctor/examine-root.ts'),
    import('../poll/doctor/doctor-text.ts'),
  ]);
  // A cluster in the settings file says whom to poll here; all of them share the root.
  const cluster = origins.cluster.source === 'flag' ? values.cluster : null;
  const configOf = (name: string): Promise<ScoreboardConfig> => configOfCluster(terminal, call, name);
  const clockSkewMs = (folder: string): Promise<number> => measureClockSkew(folder, clock);
  const parts = { clock, signal, asking: askingOf(around), host: terminal.host, freeSpace, clockSkewMs, configOf };
  const forgotten = forgottenPseudonyms(loaded);
  const examination = await examineRoot(parts, { root: requireRoot(values), cluster, forgotten }).catch(
    (error: unknown) => {
      throw signal.aborted ? new KnownError('stopped by a signal', EXIT.failed, { cause: error }) : error;
    },
  );
  terminal.out(call.options.json ? `${jsonText(examination)}\n` : doctorText(examination));
  return examination.findings.length === 0 ? EXIT.ok : EXIT.found;
}

/** The settings as that cluster's poll has them: `policy.json` may say otherwise for each. */
async function configOfCluster(
  { env, home, usualRoot = null }: CommandParts['terminal'],
  { command, options }: DoctorCall,
  cluster: string,
): Promise<ScoreboardConfig> {
  const flags = [
    ...givenFlags(command).filter(({ key }) => key !== 'cluster'),
    { key: 'cluster', name: '--cluster', text: cluster },
  ];
  const config = { env, home, flags, configFile: options.config ?? null, readText: readConfigText, usualRoot };
  return (await loadScoreboardConfig(config)).values;
}
