import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { confOf, type Ran, type TestCluster } from '../../slurm/clusters.ts';
import { NOTING_SHELL } from './cron-notes.ts';
import { makeUser, removeUser, runAs, uidOf } from './linux-user.ts';

/** The maintainer's account; it may see all jobs, as the clusters' PrivateData is none. */
export const KEEPER = 'sbkeeper';
/** A user who only looks. */
export const READER = 'sbcarol';

const CHECKOUT = join(import.meta.dirname, '../../..');
/** Programs of a Debian that bring Node, which a login node does not have. */
const NODE_PROGRAMS = new Set(['node', 'nodejs', 'npm', 'npx', 'corepack']);

/** Folders, accounts and the installed program of a site, below a folder that other users reach. */
export type CronSite = {
  readonly prefix: string;
  readonly root: string;
  /** What cron's commands did: see readNotes. */
  readonly notes: string;
  /** The reader's own folder and environment: no Node on PATH. */
  readonly readerFolder: string;
  readonly readerEnv: Readonly<Record<string, string>>;
  readonly keeperUid: number;
  readonly asReader: (...command: readonly string[]) => Ran;
  readonly remove: () => void;
};

/** Makes a site inside the clusters' folder, where `down.sh --wipe` takes it away after a killed run. */
export function makeCronSite(): CronSite {
  const base = mkdtempSync(join(process.env.SLURM_SB_TEST_BASE ?? '', 'cron-'));
  chmodSync(base, 0o755);
  const at = (name: string): string => join(base, name);
  makeUser(KEEPER, at('home'));
  for (const [name, owner] of [
    ['shared', KEEPER],
    ['notes', KEEPER],
    ['reader', READER],
    ['tools', 'root'],
  ] as const) {
    mkdirSync(at(name));
    chownSync(at(name), uidOf(owner), 0);
  }
  copyFileSync(NOTING_SHELL, join(at('tools'), 'noting-shell.sh'));
  linkTools(at('tools'));
  execFileSync(join(CHECKOUT, 'bin/slurm-sb'), ['deploy', '--prefix', at('prefix')], { stdio: 'ignore' });
  const readerEnv = {
    PATH: `${at('prefix')}/bin:${at('tools')}`,
    HOME: `/home/${READER}`,
    LANG: 'C.UTF-8',
    TERM: 'xterm-256color',
  };
  return {
    prefix: at('prefix'),
    root: join(at('shared'), 'root'),
    notes: at('notes'),
    readerFolder: at('reader'),
    readerEnv,
    keeperUid: uidOf(KEEPER),
    asReader: (...command) => runAs(READER, readerEnv, command),
    remove: () => {
      removeUser(KEEPER);
      rmSync(base, { recursive: true, force: true });
    },
  };
}

/** Names of /usr/bin, those of Node left out: some machines have it there. */
function linkTools(folder: string): void {
  const names = readdirSync('/usr/bin').filter((name) => !NODE_PROGRAMS.has(name));
  for (const name of names) symlinkSync(join('/usr/bin', name), join(folder, name));
}

/** Runs `init` for a cluster as the maintainer; returns the line for the crontab. */
export function initialise({ prefix, root }: CronSite, cluster: TestCluster): string {
  const env = { PATH: `${prefix}/bin:/usr/bin:/bin` };
  const { code, out, err } = runAs(KEEPER, env, ['slurm-sb', 'init', '--root', root, '--cluster', cluster, '--yes']);
  const line = out.split('\n').find((one) => one.startsWith('*/10 '));
  if (code !== 0 || line === undefined) throw new Error(`init ended with ${code} and no cron line: ${err}${out}`);
  return line;
}

/** What a site sets: where to begin, and a rate for a tick every minute. */
export function configure({ root }: CronSite, since: string): void {
  appendFileSync(join(root, 'config/config.yaml'), `backfill_start: ${since}\nrate_limit_per_min: 60\n`);
}

/** Gives the maintainer a crontab with these lines of `init`, each minute and each with its own slurm.conf. */
export function installCrontab({ notes }: CronSite, lines: ReadonlyMap<TestCluster, string>): void {
  const head = ['MAILTO=""', `NOTES_FOLDER=${notes}`, `SHELL=${join(notes, '../tools/noting-shell.sh')}`];
  const jobs = [...lines].flatMap(([cluster, line]) => [
    `SLURM_CONF=${confOf(cluster)}`,
    line.replace('*/10 ', '*/1 '),
  ]);
  execFileSync('crontab', ['-u', KEEPER, '-'], { input: `${[...head, ...jobs].join('\n')}\n` });
}

/** Takes the maintainer's crontab away, when there is one. */
export function removeCrontab(): void {
  spawnSync('crontab', ['-u', KEEPER, '-r']);
}
