import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { Clock } from '../../platform/clock.ts';
import { EXIT, type ExitCode } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import type { ProgramSource } from '../deploy/collect-program.ts';
import type { DeployParts } from '../deploy/deploy-parts.ts';
import { prefixOfHome } from '../deploy/prefix-layout.ts';
import { type CommandCall, type CommandParts, runAction, withExamples, withSettings } from './scoreboard-command.ts';

/** What `deploy` needs beyond every command. */
export type DeployCommandParts = CommandParts & {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly version: string;
  /** Absolute path, without links, of the folder that holds the running program's bin/ and dist/. */
  readonly home: string;
  /** Absolute path of the Node that runs it. */
  readonly node: string;
  /** The viewer's program, for its manual page and completion. */
  readonly viewer: () => Promise<Command>;
};

type DeployOptions = {
  readonly prefix?: string;
  readonly root?: string;
  readonly keep: number;
  readonly rollback?: string | true;
  readonly list?: true;
  readonly remove?: string;
  readonly uninstall?: true;
  readonly force?: true;
  readonly dryRun?: true;
  readonly json?: true;
};

type Call = CommandCall<DeployOptions>;

/** Old versions that stay by default: enough to go back, and for what still runs elsewhere. */
const KEEP = 3;

/** Adds `deploy`: installs the running program with its runtime into a folder that other hosts share. */
export function addDeployCommand(program: Command, parts: DeployCommandParts): void {
  const summary = 'install this program, with its own Node, into a folder for everybody; versions lie side by side';
  const deploy = withSettings(program.command('deploy').description(summary), ['root'])
    .option(
      '--prefix <dir>',
      'the folder to install into (with the actions below: default, the one this program is in)',
    )
    .addOption(
      new Option('--keep <number>', 'how many old versions stay').default(KEEP, String(KEEP)).argParser(keepNumber),
    )
    .addOption(action('--rollback [version]', 'put the version before this one in force again, or the one named'))
    .addOption(action('--list', 'show what is deployed'))
    .addOption(action('--remove <version>', 'remove an old version'))
    .addOption(action('--uninstall', 'remove all that deploy made'))
    .option('--force', 'with --remove or --uninstall: also what still runs on this host')
    .option('--dry-run', 'only say what would be done')
    .option('--json', 'print what was done as JSON')
    .action(runAction(parts, (call: Call) => deployAction(parts, call)));
  withExamples(deploy, [
    'slurm-sb deploy --prefix /shared/slurm-sb',
    'slurm-sb deploy --prefix /shared/slurm-sb --rollback',
    'slurm-sb deploy --list',
  ]);
}

const ACTIONS = ['rollback', 'list', 'remove', 'uninstall'] as const;

function action(flags: string, description: string): Option {
  const option = new Option(flags, description);
  return option.conflicts(ACTIONS.filter((name) => name !== option.name()));
}

function keepNumber(text: string): number {
  if (/^\d{1,3}$/.test(text)) return Number(text);
  throw new KnownError(`--keep ${text}: a whole number from 0 to 999 is wanted`, EXIT.usage);
}

async function deployAction(parts: DeployCommandParts, call: Call): Promise<ExitCode> {
  const { rollback, list, remove, uninstall } = call.options;
  if (rollback !== undefined) return await rollbackAction(parts, call, rollback === true ? null : rollback);
  if (list) return await listAction(parts, call);
  if (remove !== undefined) return await removeAction(parts, call, remove);
  if (uninstall) return await removeAction(parts, call, null);
  return await installAction(parts, call);
}

async function installAction(parts: DeployCommandParts, call: Call): Promise<ExitCode> {
  const { options } = call;
  const prefix = givenPrefix(options);
  if (prefix === null) throw new KnownError('deploy needs --prefix DIR: the folder to install into', EXIT.usage);
  const [{ collectProgram }, { deployVersion }, { deployedText }, { surveyPrefix }, { nameRoot }] = await Promise.all([
    import('../deploy/collect-program.ts'),
    import('../deploy/deploy-version.ts'),
    import('./deploy-text.ts'),
    import('../deploy/survey-prefix.ts'),
    import('../deploy/usual-root.ts'),
  ]);
  const dryRun = options.dryRun === true;
  const program = await collectProgram(await sourceOf(parts, call), parts.signal);
  const deployed = await deployVersion(partsOf(parts), { prefix, program, keep: options.keep, dryRun });
  const root = rootOf(parts, options);
  if (root !== null && root !== prefix && !dryRun) await nameRoot(prefix, root);
  const report = { ...deployed, dry_run: dryRun, needs: program.needs, ...(await surveyPrefix(prefix)) };
  parts.terminal.out(options.json ? `${JSON.stringify(report)}\n` : deployedText(report));
  return EXIT.ok;
}

async function rollbackAction(parts: DeployCommandParts, { options }: Call, wish: string | null): Promise<ExitCode> {
  const prefix = prefixOf(parts, options);
  const { rollBack } = await import('../deploy/roll-back.ts');
  const { rolledBackText } = await import('./deploy-text.ts');
  const dryRun = options.dryRun === true;
  const report = { ...(await rollBack(partsOf(parts), { prefix, wish, dryRun })), dry_run: dryRun };
  parts.terminal.out(options.json ? `${JSON.stringify(report)}\n` : rolledBackText(report));
  return EXIT.ok;
}

async function listAction(parts: DeployCommandParts, { options }: Call): Promise<ExitCode> {
  const prefix = prefixOf(parts, options);
  const { listVersions } = await import('../deploy/list-versions.ts');
  const { versionsText } = await import('./deploy-text.ts');
  const versions = await listVersions(prefix, parts.terminal.pid);
  parts.terminal.out(options.json ? `${JSON.stringify({ prefix, versions })}\n` : versionsText(prefix, versions));
  return EXIT.ok;
}

async function removeAction(parts: DeployCommandParts, { options }: Call, wish: string | null): Promise<ExitCode> {
  const prefix = prefixOf(parts, options);
  const dryRun = options.dryRun === true;
  // All of it, before the files that it would be loaded from are gone.
  const [{ removeDeployed }, { removedText }] = await Promise.all([
    import('../deploy/remove-deployed.ts'),
    import('./deploy-text.ts'),
  ]);
  const request = { prefix, wish, dryRun, force: options.force === true };
  const report = { ...(await removeDeployed(partsOf(parts), request)), dry_run: dryRun };
  parts.terminal.out(options.json ? `${JSON.stringify(report)}\n` : removedText(report));
  return EXIT.ok;
}

/** The root that users get who name none. */
function rootOf({ terminal }: DeployCommandParts, { root = terminal.env.SLURM_SB_ROOT }: DeployOptions): string | null {
  return root === undefined ? null : resolve(root);
}

function partsOf({ clock, terminal, signal }: DeployCommandParts): DeployParts {
  return { clock, terminal, signal };
}

/** What is deployed: the running program, its Node, and the man pages and completions made from its own commands. */
async function sourceOf(
  { home, node, version, viewer }: DeployCommandParts,
  { command }: Call,
): Promise<ProgramSource> {
  const [{ shareFiles }, { KEY_BINDINGS }] = await Promise.all([
    import('./share-files.ts'),
    import('../tui/key-bindings.ts'),
  ]);
  const share = shareFiles({ program: command.parent!, viewer: await viewer(), keys: KEY_BINDINGS, version });
  return { home, node, version, share };
}

function givenPrefix({ prefix }: DeployOptions): string | null {
  if (prefix === undefined) return null;
  const path = resolve(prefix);
  if (path === '/' && prefix !== '') throw new KnownError('--prefix /: choose a folder of its own', EXIT.usage);
  if (prefix !== '' && !/[:\n]/.test(path)) return path;
  const wanted = 'a folder that PATH can name is wanted, so without a colon or line end';
  throw new KnownError(`--prefix ${JSON.stringify(prefix)}: ${wanted}`, EXIT.usage);
}

/** The prefix that was named, else the one that this program was deployed to. */
function prefixOf({ home }: DeployCommandParts, options: DeployOptions): string {
  const prefix = givenPrefix(options) ?? prefixOfHome(home);
  if (prefix !== null) return prefix;
  throw new KnownError('--prefix DIR is needed: this program itself was not deployed', EXIT.usage);
}
