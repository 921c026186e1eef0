import type { Command } from 'commander';
import { parseUserName } from '../../domain/user-name.ts';
import { EXIT, type ExitCode } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import { listFolders } from '../../platform/list-folders.ts';
import { requireRoot } from '../config/required-settings.ts';
import type { OptOutChange } from '../privacy/own-opt-out.ts';
import { waysOut } from '../privacy/ways-out.ts';
import {
  type CommandCall,
  loadCommandConfig,
  runAction,
  scoreboardCommand,
  withExamples,
} from './scoreboard-command.ts';
import type { UserCommandParts } from './user-command.ts';

/** What opting out needs beyond showing pages. */
export type OptOutCommandParts = UserCommandParts & {
  /** The number of the user who runs the program. */
  readonly currentUid: () => number;
};

type OptOutOptions = { readonly json?: true; readonly status?: true };
type Call = CommandCall<OptOutOptions>;

/** Adds `opt-out` and `opt-in`: whether the scoreboard may show whoever runs them. */
export function addOptOutCommands(program: Command, parts: OptOutCommandParts): void {
  const out = optCommand(program, 'opt-out', 'be shown on no board; your jobs are counted under (opted-out)')
    .option('--status', 'change nothing; say whether you have opted out, and by what')
    .action(
      runAction(parts, (call: Call) => (call.options.status ? statusAction(parts, call) : outAction(parts, call))),
    );
  withExamples(out, ['slurm-sb opt-out', 'slurm-sb opt-out --status', 'slurm-sb opt-out --json']);
  const back = optCommand(program, 'opt-in', 'take opt-out back for jobs to come').action(
    runAction(parts, (call: Call) => inAction(parts, call)),
  );
  withExamples(back, ['slurm-sb opt-in', 'slurm-sb opt-in --json']);
}

function optCommand(program: Command, name: string, summary: string): Command {
  return scoreboardCommand(program, name, summary).option('--json', 'print what was done as JSON');
}

async function outAction(parts: OptOutCommandParts, call: Call): Promise<ExitCode> {
  const person = await personOf(parts, call);
  const { placeOptOut } = await import('../privacy/own-opt-out.ts');
  const change = await placeOptOut(person.root, person);
  return told(parts, call, { person, change, text: change.changed ? OUT_NOW : OUT_ALREADY });
}

async function inAction(parts: OptOutCommandParts, call: Call): Promise<ExitCode> {
  const person = await personOf(parts, call);
  const { removeOptOut } = await import('../privacy/own-opt-out.ts');
  const change = await removeOptOut(person.root, person);
  return told(parts, call, { person, change, text: change.changed ? IN_NOW : IN_ALREADY });
}

async function statusAction(parts: OptOutCommandParts, call: Call): Promise<ExitCode> {
  const person = await personOf(parts, call);
  return told(parts, call, { person, change: null, text: null });
}

type Person = Awaited<ReturnType<typeof personOf>>;

async function personOf({ terminal, currentUser, currentUid }: OptOutCommandParts, { command }: Call) {
  const { values: config } = await loadCommandConfig({ terminal }, command);
  const root = requireRoot(config);
  if ((await listFolders(root)) === null) throw new KnownError(`${root} is no folder`, EXIT.badRoot);
  const text = currentUser();
  const name = text === null ? null : parseUserName(text);
  if (name === null) throw new KnownError('the system has no name for you, so no job can be yours', EXIT.failed);
  return { root, config, name, uid: currentUid() };
}

type News = { readonly person: Person; readonly change: OptOutChange | null; readonly text: string | null };

/** What was done, and what holds then; texts are for people. */
async function told({ terminal, run }: OptOutCommandParts, { options }: Call, news: News): Promise<ExitCode> {
  const { person, change, text } = news;
  const ways = await waysOut({ run, env: terminal.env }, person);
  const isOut = ways.length > 0;
  if (options.json) {
    const { name: user, root } = person;
    const done = change === null ? {} : { changed: change.changed, files: change.files };
    const by = ways.map((way) => way.by);
    terminal.out(
      `${JSON.stringify({ schema_version: 1, kind: 'opt-out', root, user, opted_out: isOut, by, ...done })}\n`,
    );
    return EXIT.ok;
  }
  const lines =
    text === null
      ? [isOut ? `You (${person.name}) have opted out.` : `You (${person.name}) have not opted out.`]
      : [text];
  if (text === null || text === IN_NOW || text === IN_ALREADY) {
    lines.push(...ways.map(({ where, undo }) => `${text === null ? 'By' : 'You are still out by'} ${where}; ${undo}.`));
  }
  terminal.out(`${lines.join('\n')}\n`);
  return EXIT.ok;
}

const MORE =
  'What commands print leaves you out from now on. The next tick of each cluster (mostly within minutes) counts your\n' +
  'jobs, past ones too, under (opted-out), and rewrites every file that holds your name.\n' +
  'slurm-sb opt-in takes it back for jobs to come; past months stay as they are until a maintainer counts them anew\n' +
  '(slurm-sb verify --month YYYY-MM --repair).';
const OUT_NOW = `You have opted out of this scoreboard.\n${MORE}`;
const OUT_ALREADY = `You had opted out already; nothing was changed.\n${MORE}`;
const IN_NOW =
  'You have taken opt-out back: from the next tick on new jobs are counted under your name again.\n' +
  'What was counted under (opted-out) stays there until a maintainer counts a month anew: slurm-sb verify --month\n' +
  'YYYY-MM --repair.';
const IN_ALREADY = 'There was no file of yours in optout.d; nothing was changed.';
