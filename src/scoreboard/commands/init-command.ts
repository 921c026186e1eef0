import { join } from 'node:path';
import type { Command } from 'commander';
import { checkValue } from '../../platform/config/check-value.ts';
import { EXIT, type ExitCode } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import type { Questioner } from '../../platform/questioner.ts';
import { SCOREBOARD_KEYS } from '../config/scoreboard-keys.ts';
import { cronLine, shellQuote } from './cron-line.ts';
import { type MadeRoot, makeRoot } from './make-root.ts';
import {
  type CommandCall,
  type CommandParts,
  loadCommandConfig,
  runAction,
  scoreboardCommand,
  withExamples,
  withSettings,
} from './scoreboard-command.ts';

/** What `init` needs beyond every command. */
export type InitParts = CommandParts & {
  readonly questioner: Questioner;
  /** Absolute path of the program that cron is to start: `/opt/slurm-sb/bin/slurm-sb`. */
  readonly launcher: string;
};

type InitCall = CommandCall<{ readonly yes?: true }>;

/** Adds `init`: makes the folders of a root and its config file, and says what to do next. */
export function addInitCommand(program: Command, parts: InitParts): void {
  const summary = 'make the shared folders and the config file, and print the cron line';
  const command = withSettings(scoreboardCommand(program, 'init', summary), ['cluster'])
    .option('--yes', 'ask nothing: take the flags and what is already configured')
    .action(runAction(parts, (call: InitCall) => init(parts, call)));
  withExamples(command, ['slurm-sb init', 'slurm-sb init --root /shared/slurm_scoreboard --cluster hammer --yes']);
}

async function init(parts: InitParts, { command, options }: InitCall): Promise<ExitCode> {
  const { values, origins } = await loadCommandConfig(parts, command);
  const mayAsk = options.yes === undefined && parts.questioner.interactive;
  const settle = (key: 'root' | 'cluster', question: string): Promise<string> => {
    const wish: Wish = { key, question, known: values[key] };
    if (wish.known !== null && (!mayAsk || origins[key].source === 'flag')) return Promise.resolve(wish.known);
    if (!mayAsk) throw new KnownError(`init needs --${key} (or a terminal on which it can ask for it)`, EXIT.usage);
    return askFor(parts, wish);
  };
  const root = await settle('root', 'Shared folder of the scoreboard');
  const cluster = await settle('cluster', "Cluster (Slurm's ClusterName)");
  const made = await makeRoot(root, cluster);
  parts.terminal.out(report(parts.launcher, { root, cluster, made }));
  return EXIT.ok;
}

type Wish = { readonly key: 'root' | 'cluster'; readonly question: string; readonly known: string | null };

/** Asks until the answer is good; an empty one takes what is known. */
async function askFor({ questioner, terminal }: InitParts, { key, question, known }: Wish): Promise<string> {
  const row = SCOREBOARD_KEYS.rows.find((one) => one.key === key)!;
  for (;;) {
    const answer = await questioner.ask(`${question}${known === null ? '' : ` [${known}]`}: `);
    if (answer === null) throw new KnownError('init was stopped; nothing was changed', EXIT.failed);
    if (answer === '' && known !== null) return known;
    const checked = checkValue(row.type, { from: 'text', value: answer, home: terminal.home }, null);
    if (checked.ok) return String(checked.value);
    terminal.err(`${checked.faults.map(({ text }) => text).join('\n')}\n`);
  }
}

type Report = { readonly root: string; readonly cluster: string; readonly made: MadeRoot };

function report(launcher: string, { root, cluster, made }: Report): string {
  const config = join(root, 'config', 'config.yaml');
  const at = `--root ${shellQuote(root)}`;
  return [
    `Root: ${root}`,
    ...made.folders.map(({ name, isNew }) => `  ${isNew ? 'made' : 'kept'}  ${name}/`),
    made.configIsNew ? '  made  config/config.yaml' : `  kept  config/config.yaml: it was there already, see ${config}`,
    '',
    'The line for `crontab -e` on this cluster:',
    '',
    cronLine(launcher, { cluster, root }),
    '',
    'Next:',
    `  slurm-sb probe ${at}  # what Slurm answers on this host`,
    `  slurm-sb poll --cluster ${cluster} ${at} --once  # the first slice by hand`,
    `  slurm-sb top ${at}  # the leaderboards`,
    '',
  ].join('\n');
}
