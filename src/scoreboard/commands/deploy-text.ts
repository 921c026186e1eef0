import { join } from 'node:path';
import { utcText } from '../../domain/utc-text.ts';
import type { Deployed } from '../deploy/deploy-version.ts';
import type { ListedVersion } from '../deploy/list-versions.ts';
import type { Removed } from '../deploy/remove-deployed.ts';
import type { RolledBack } from '../deploy/roll-back.ts';
import { describeNeeds, type RuntimeNeeds } from '../deploy/runtime-needs.ts';
import type { PrefixSurvey } from '../deploy/survey-prefix.ts';
import { cronLine, shellQuote } from './cron-line.ts';

type DryRun = { readonly dry_run: boolean };

/** All that `deploy` reports. */
type DeployReport = Deployed & PrefixSurvey & DryRun & { readonly needs: RuntimeNeeds };

/** What `deploy` prints after it installed. */
export function deployedText(report: DeployReport): string {
  const { prefix, id, before, dry_run: dryRun, host_glibc } = report;
  const host = host_glibc === null ? '' : `; this host has ${host_glibc}`;
  const lines = [
    `${id} ${dryRun ? 'would be' : 'is'} in force below ${prefix}${before === null || before === id ? '' : `, before it ${before}`}`,
    `  ${WRITTEN[report.written](report, dryRun)}`,
    `  runs on ${describeNeeds(report.needs)}${host}`,
    ...changes(report),
    ...cautions(report),
  ];
  return [...lines, ...(dryRun ? [] : ['', ...nextSteps(report)]), ''].join('\n');
}

const WRITTEN: Record<Deployed['written'], (report: Deployed, dryRun: boolean) => string> = {
  whole: ({ id }, dryRun) => `versions/${id} ${dryRun ? 'would be written' : 'was written'}`,
  nothing: ({ id }) => `versions/${id} was there already`,
  mended: ({ id, mended }) => `versions/${id} was there already and is whole again: put right ${mended.join(', ')}`,
};

function changes({ removed, spared, dry_run: dryRun }: DeployReport): string[] {
  return [
    ...removed.map((id) => `  ${dryRun ? 'would remove' : 'removed'} ${id}`),
    ...spared.map(({ id, why }) => `  kept ${id} beyond --keep: ${why}`),
  ];
}

function cautions({ prefix, taken, foreign, closed }: DeployReport): string[] {
  return [
    ...taken.map(
      (name) => `  left alone: ${join(prefix, name)} was not made by deploy; use ${join(prefix, 'current', name)}`,
    ),
    ...foreign.map((path) => `  left alone: ${path} was not made by deploy`),
    ...closed.map((path) => `  caution: other people cannot enter ${path}: chmod o+x ${shellQuote(path)}`),
  ];
}

function nextSteps({ prefix, id, before, root, taken }: DeployReport): string[] {
  const launcher = join(prefix, 'bin/slurm-sb');
  const at = shellQuote(prefix);
  const share = join(prefix, taken.includes('share') ? 'current/share' : 'share');
  return [
    'Users type this, or put the first line into their profile:',
    `  export PATH=${pathBefore(join(prefix, 'bin'))}${root === null ? ' SLURM_SB_ROOT=ROOT' : ''}`,
    '  slurm-sb-tui',
    `Man pages, where man does not find them by PATH: export MANPATH=${shellQuote(join(share, 'man'))}:`,
    '',
    'crontab -e, on one login node of each cluster:',
    `  ${cronLine(launcher, { cluster: 'CLUSTER', root: root ?? 'ROOT' })}`,
    ...(before === null || before === id
      ? []
      : ['', `Back to ${before}:`, `  ${shellQuote(launcher)} deploy --prefix ${at} --rollback`]),
  ];
}

/** A folder in front of PATH; $PATH is quoted where the folder has to be, as some shells split it otherwise. */
function pathBefore(folder: string): string {
  const quoted = shellQuote(folder);
  return quoted === folder ? `${folder}:$PATH` : `${quoted}:"$PATH"`;
}

/** What `deploy --rollback` prints. */
export function rolledBackText({ prefix, from, to, dry_run: dryRun }: RolledBack & DryRun): string {
  const is = dryRun ? 'would be' : 'is';
  if (from === to) return `${to} ${is} in force below ${prefix}, as it was\n`;
  return `${to} ${is} in force again below ${prefix}, instead of ${from ?? 'none'}\n`;
}

/** What `deploy --list` prints. */
export function versionsText(prefix: string, versions: readonly ListedVersion[]): string {
  if (versions.length === 0) return `nothing is deployed below ${prefix}\n`;
  const width = Math.max(...versions.map(({ id }) => id.length));
  return versions.map((one) => `${markOf(one)} ${one.id.padEnd(width)}  ${factsOf(one)}\n`).join('');
}

const markOf = ({ in_force, before }: ListedVersion): string => (in_force ? '*' : before ? '-' : ' ');

function factsOf({ deployed, needs, in_force, before, running }: ListedVersion): string {
  return [
    `deployed ${utcText(deployed.at)}${deployed.by === null ? '' : ` by ${deployed.by}`} from ${deployed.host}`,
    describeNeeds(needs),
    ...(in_force ? ['in force'] : before ? ['--rollback goes here'] : []),
    ...(running.length > 0 ? [`runs here (pid ${running.join(', ')})`] : []),
  ].join('; ');
}

/** What `deploy --remove` and `--uninstall` print. */
export function removedText({ prefix, removed, foreign, dry_run: dryRun }: Removed & DryRun): string {
  return [
    ...removed.map((id) => `${dryRun ? 'would remove' : 'removed'} ${join(prefix, 'versions', id)}`),
    ...foreign.map((path) => `left alone: ${path} was not made by deploy`),
    '',
  ].join('\n');
}
