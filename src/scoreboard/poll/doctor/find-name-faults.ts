import { join } from 'node:path';
import { hasIntactChecksum } from '../../../platform/checked-tail.ts';
import { readIfThere } from '../../../platform/read-if-there.ts';
import type { TreeEntry } from '../../../platform/walk-tree.ts';
import type { OptOutState } from '../../privacy/opt-out-schema.ts';
import { openOptOuts } from '../../privacy/opt-out-state.ts';
import { optOutCopyFile, optOutStateFile } from '../../privacy/privacy-paths.ts';
import { mayName, usersIn } from '../../rollups/rename-users.ts';
import { type ClusterLook, isWorkedOn } from './cluster-look.ts';
import type { DoctorFinding } from './doctor-finding.ts';
import { findHomeFaults } from './find-home-faults.ts';
import { holdsNames } from './holds-names.ts';
import { isHoldingBack, readHomesKnown } from './homes-known.ts';
import { commandFor, USE_NEWER } from './remedies.ts';
import { unlessClosed } from './unless-closed.ts';

/** May be read or entered by others. */
const FOR_OTHERS = 0o005;

/**
 * Says which files of a cluster name somebody who has opted out, which others can read though they hold names that are
 * not for them, and what homes do not tell.
 */
export async function findNameFaults(look: ClusterLook): Promise<DoctorFinding[]> {
  const { cluster, hidden, config } = look;
  const damaged = await memoryFaults(look);
  const named = isWorkedOn(look) || hidden.size === 0 ? [] : await namingFiles(look);
  const naming = named.map((file): DoctorFinding => {
    const what = 'it still names somebody who has opted out';
    const remedy = `Run slurm-sb leaderboards --root ${look.root}: it rewrites what it can read; a damaged month is to be mended first.`;
    return { cluster, level: 'error', file, what, remedy };
  });
  const known = await readHomesKnown(look);
  const homes = known === null ? [] : findHomeFaults(look, known);
  const open = config.pseudonyms ? openFiles(look, 'people are shown by pseudonyms') : [];
  const early = isHoldingBack(known) && !config.pseudonyms ? openFiles(look, 'it names somebody who waits') : [];
  return [...damaged, ...naming, ...(known === null ? [] : backFaults(look, known)), ...homes, ...open, ...early];
}

/** Boards leave out whom the ticks of any cluster know to be out: one that is polled no more does not learn better. */
function backFaults(look: ClusterLook, { out }: OptOutState): DoctorFinding[] {
  const { cluster, root, layout, inAgain } = look;
  const count = Object.keys(out).filter((name) => inAgain.has(name)).length;
  if (count === 0 || isWorkedOn(look)) return [];
  const who = count === 1 ? 'somebody who has' : `${count} people who have`;
  const what = `it still hides ${who} opted in again, on the boards of all clusters`;
  const remedy = `Run slurm-sb leaderboards --root ${root}, or the next poll of this cluster: it counts them by name again.`;
  return [{ cluster, level: 'warning', file: optOutStateFile(layout.state), what, remedy }];
}

/** What is wrong with the two files of who has opted out: an error where neither tells. */
async function memoryFaults(look: ClusterLook): Promise<DoctorFinding[]> {
  const { cluster } = look;
  const path = optOutStateFile(look.layout.state);
  const files = [path, optOutCopyFile(path)];
  const read = await Promise.all(files.map((file) => unlessClosed(() => openOptOuts(file, cluster))));
  const isTold =
    read.some((one) => one?.ok === true) && read.every((one) => one?.ok !== false || one.fault !== 'newer');
  const [one, other] = read;
  const isOdd = one?.ok === true && other?.ok === true && one.checksum !== other.checksum;
  // A tick may be between the two.
  if (isOdd && !isWorkedOn(look)) {
    const what = 'it and its copy say different things: whoever is out in either is hidden';
    const remedy = `Run ${commandFor(look, 'poll')}: it asks all sources again and makes both alike.`;
    return [{ cluster, level: 'warning', file: path, what, remedy }];
  }
  return read.flatMap((one, index): DoctorFinding[] => {
    if (one === null || one.ok || one.fault === 'missing') return [];
    const found = { cluster, file: files[index]!, what: `it is damaged: ${one.detail}` } as const;
    if (isTold) {
      const remedy = `Run ${commandFor(look, 'poll')}: it makes it anew from the other of the two.`;
      return [{ ...found, level: 'warning', remedy }];
    }
    if (one.fault === 'newer') return [{ ...found, what: one.detail, level: 'error', remedy: USE_NEWER }];
    return [{ ...found, level: 'error', remedy: NOBODY_TELLS }];
  });
}

const NOBODY_TELLS =
  'Put opt-outs.json back from a backup, or remove it and opt-outs.copy.json while optout.d is whole and all homes can be looked into; polls stop until then.';

async function namingFiles({ layout, entries, hidden }: ClusterLook): Promise<string[]> {
  const userFiles = new Set([...hidden].map((user) => layout.user(user)));
  const found: string[] = [];
  for (const { path, name, kind } of entries) {
    if (kind !== 'file') continue;
    const isRollup = path === join(layout.monthlyFolder, name) || path === join(layout.dailyFolder, name);
    const bytes = isRollup && name.endsWith('.json') ? await unlessClosed(() => readIfThere(path)) : null;
    if (userFiles.has(path) || (bytes !== null && namesAny(bytes, hidden))) found.push(path);
  }
  return found;
}

function namesAny(bytes: Buffer, hidden: ReadonlySet<string>): boolean {
  const users = usersIn(bytes);
  if ([...hidden].some((user) => users.has(user))) return true;
  return !hasIntactChecksum(bytes) && [...hidden].some((user) => mayName(bytes, user));
}

/** What lies within a closed folder is not open, whatever its own mode. */
function openFiles({ cluster, layout, entries, root }: ClusterLook, why: string): DoctorFinding[] {
  const agg = join(layout.base, 'agg');
  const isOpen = ({ mode }: TreeEntry): boolean => (mode & FOR_OTHERS) !== 0;
  const shut = entries.filter((entry) => [agg, layout.logs].includes(entry.path) && !isOpen(entry));
  const isWithin = (path: string): boolean => shut.some((folder) => path.startsWith(`${folder.path}/`));
  const open = entries.filter((entry) => holdsNames(layout.base, entry) && isOpen(entry) && !isWithin(entry.path));
  const [first] = open.filter(({ path }) => path === agg).concat(open);
  if (first === undefined) return [];
  const what = `others can read it though ${why} (mode ${octal(first)})`;
  const more = open.length === 1 ? '' : `; ${open.length - 1} more like it`;
  const remedy = `Run ${commandFor({ root, cluster }, 'poll')} as its owner, which sets the modes; or chmod -R o-rwx ${first.path}.`;
  return [{ cluster, level: 'error', file: first.path, what: `${what}${more}`, remedy }];
}

const octal = ({ mode }: TreeEntry): string => mode.toString(8).padStart(4, '0');
