import { join } from 'node:path';
import { readCheckedJson } from '../../../platform/checked-json.ts';
import { readIfThere } from '../../../platform/read-if-there.ts';
import type { TreeEntry } from '../../../platform/walk-tree.ts';
import { optOutStateSchema, readOptOutState } from '../../privacy/opt-out-state.ts';
import { optOutCopyFile, optOutStateFile } from '../../privacy/privacy-paths.ts';
import { usersIn } from '../../rollups/rename-users.ts';
import { type ClusterLook, isWorkedOn } from './cluster-look.ts';
import type { DoctorFinding } from './doctor-finding.ts';
import { holdsNames } from './holds-names.ts';
import { commandFor, USE_NEWER } from './remedies.ts';
import { unlessClosed } from './unless-closed.ts';

/** May be read or entered by others. */
const FOR_OTHERS = 0o005;

/**
 * Says which files of a cluster name somebody who has opted out, which others can read though people are shown by
 * pseudonyms, and how many homes cannot be looked into. Who has opted out is what the ticks know: only maintainers may
 * read it.
 */
export async function findNameFaults(look: ClusterLook): Promise<DoctorFinding[]> {
  const { cluster, layout, config } = look;
  const damaged = await memoryFaults(look);
  if (damaged.some(({ level }) => level === 'error')) return damaged;
  const state = await readOptOutState(optOutStateFile(layout.state));
  const hidden = new Set(Object.keys(state.out));
  const named = isWorkedOn(look) || hidden.size === 0 ? [] : await namingFiles(look, hidden);
  const findings = [...damaged];
  for (const file of named) {
    const what = 'it still names somebody who has opted out';
    const remedy = `Run ${commandFor(look, 'poll')}: it rewrites what it can read; a damaged month is to be mended first.`;
    findings.push({ cluster, level: 'error', file, what, remedy });
  }
  const closed = Object.values(state.homes).filter((answer) => answer === 'closed').length;
  if (closed > 0 && config.home_looks_per_tick > 0) {
    const homes = closed === 1 ? 'one home whose' : `${closed} homes whose`;
    const what = `${homes} opt-out cannot be read: they are closed to whoever polls`;
    const remedy =
      'Nothing is wrong: slurm-sb opt-out works for these people too; home_looks_per_tick: 0 stops looking.';
    findings.push({ cluster, level: 'warning', file: config.home_root, what, remedy });
  }
  return [...findings, ...(config.pseudonyms ? openFiles(look) : [])];
}

/** What is wrong with the two files of who has opted out: an error where neither tells. */
async function memoryFaults(look: ClusterLook): Promise<DoctorFinding[]> {
  const path = optOutStateFile(look.layout.state);
  const files = [path, optOutCopyFile(path)];
  const read = await Promise.all(files.map((file) => unlessClosed(() => readCheckedJson(file, optOutStateSchema))));
  const isTold =
    read.some((one) => one?.ok === true) && read.every((one) => one?.ok !== false || one.fault !== 'newer');
  return read.flatMap((one, index): DoctorFinding[] => {
    if (one === null || one.ok || one.fault === 'missing') return [];
    const found = { cluster: look.cluster, file: files[index]!, what: `it is damaged: ${one.detail}` } as const;
    if (isTold)
      return [
        {
          ...found,
          level: 'warning',
          remedy: `Run ${commandFor(look, 'poll')}: it makes it anew from the other of the two.`,
        },
      ];
    if (one.fault === 'newer') return [{ ...found, what: one.detail, level: 'error', remedy: USE_NEWER }];
    return [{ ...found, level: 'error', remedy: NOBODY_TELLS }];
  });
}

const NOBODY_TELLS =
  'Put opt-outs.json back from a backup, or remove it and opt-outs.copy.json while all homes can be looked into; polls stop until then.';

async function namingFiles({ layout, entries }: ClusterLook, hidden: ReadonlySet<string>): Promise<string[]> {
  const userFiles = new Set([...hidden].map((user) => layout.user(user)));
  const found: string[] = [];
  for (const { path, name, kind } of entries) {
    if (kind !== 'file') continue;
    const isRollup = path === join(layout.monthlyFolder, name) || path === join(layout.dailyFolder, name);
    const bytes = isRollup && name.endsWith('.json') ? await readIfThere(path) : null;
    const names = bytes === null ? [] : [...usersIn(bytes)];
    if (userFiles.has(path) || names.some((user) => hidden.has(user))) found.push(path);
  }
  return found;
}

function openFiles({ cluster, layout, entries, root }: ClusterLook): DoctorFinding[] {
  const open = entries.filter((entry) => holdsNames(layout.base, entry) && (entry.mode & FOR_OTHERS) !== 0);
  const [first] = open.filter(({ path }) => path === join(layout.base, 'agg')).concat(open);
  if (first === undefined) return [];
  const what = `others can read it though people are shown by pseudonyms (mode ${octal(first)})`;
  const more = open.length === 1 ? '' : `; ${open.length - 1} more like it`;
  const remedy = `Run ${commandFor({ root, cluster }, 'poll')} as its owner, which sets the modes; or chmod -R o-rwx ${first.path}.`;
  return [{ cluster, level: 'error', file: first.path, what: `${what}${more}`, remedy }];
}

const octal = ({ mode }: TreeEntry): string => mode.toString(8).padStart(4, '0');
