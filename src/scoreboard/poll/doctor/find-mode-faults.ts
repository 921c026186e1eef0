import { dirname, relative } from 'node:path';
import type { TreeEntry } from '../../../platform/walk-tree.ts';
import { isClosedForNames, isForMaintainers, isInSetAside } from './closed-on-purpose.ts';
import type { DoctorFinding } from './doctor-finding.ts';
import { holdsNames } from './holds-names.ts';

/** Entries of one cluster or of the root, and where they lie. */
export type Tree = {
  readonly cluster: string | null;
  readonly base: string;
  readonly entries: readonly TreeEntry[];
  /** True: what holds names is not for others. */
  readonly pseudonyms?: boolean;
};

const GROUP_WRITES = 0o020;
const ALL_READ = 0o044;
const ALL_ENTER = 0o055;

/**
 * Says what others cannot read and fellow maintainers cannot write (spec F7): mostly made by hand, or copied, under
 * another umask. What is closed on purpose is no fault, and no remedy opens anything else than what is at fault.
 */
export async function findModeFaults(tree: Tree): Promise<DoctorFinding[]> {
  const { cluster, base, entries } = tree;
  const lasting = entries.filter(
    ({ name, kind, path }) =>
      kind !== 'other' && !/^(\.|lock$|lock\.owner\.json$)/.test(name) && !isInSetAside(relative(base, path)),
  );
  const unreadable: TreeEntry[] = [];
  for (const entry of lasting) if (await isWronglyClosed(tree, entry)) unreadable.push(entry);
  const unwritable = lasting.filter((entry) => needsGroupWrite(entry) && (entry.mode & GROUP_WRITES) === 0);
  return [
    ...entries
      .filter((entry) => entry.closed !== null && !isForMaintainers(base, entry))
      .map((entry) => closedFinding(cluster, entry)),
    ...summed(cluster, unreadable).map(({ example, more, paths }): DoctorFinding => {
      const what = `others cannot read it (mode ${octal(example.mode)})${more}`;
      return { cluster, level: 'error', file: example.path, what, remedy: chmod('a+rX', paths) };
    }),
    ...summed(cluster, unwritable).map(({ example, more, paths }): DoctorFinding => {
      const what = `its group cannot write to it (mode ${octal(example.mode)}), so no other maintainer can poll${more}`;
      return { cluster, level: 'warning', file: example.path, what, remedy: chmod('g+w', paths) };
    }),
  ];
}

async function isWronglyClosed({ cluster, base, pseudonyms = false }: Tree, entry: TreeEntry): Promise<boolean> {
  const wanted = entry.kind === 'folder' ? ALL_ENTER : ALL_READ;
  if ((entry.mode & wanted) === wanted || isForMaintainers(base, entry)) return false;
  // Whatever a commit writes has one mode there: nobody but maintainers needs cursor and filters.
  if (pseudonyms && (holdsNames(base, entry) || COMMITTED.test(entry.name))) return false;
  return cluster === null || !(await isClosedForNames({ base, cluster }, entry));
}

/** Cursor and filters. */
const COMMITTED = /^poll_cursor\.json$|\.bloom$/;

/** So many paths are named in one command. */
const MOST_PATHS = 20;

/** Never of whole folders: between these files lie others that are closed on purpose. */
function chmod(mode: string, paths: readonly string[]): string {
  const left = paths.length - MOST_PATHS;
  const more = left > 0 ? `then doctor again, which names the other ${left}; ` : '';
  const named = paths.slice(0, MOST_PATHS).join(' ');
  return `Run chmod ${mode} ${named}; ${more}what slurm-sb makes itself is so from the start.`;
}

/** Files are replaced, which their folder decides; logs are appended to. */
function needsGroupWrite({ kind, path }: TreeEntry): boolean {
  return kind === 'folder' || dirname(path).endsWith('/logs');
}

function closedFinding(cluster: string | null, { path, closed }: TreeEntry): DoctorFinding {
  const remedy = `Have its owner run chmod a+rx ${path}.`;
  return { cluster, level: 'error', file: path, what: `you may not look into it: ${closed}`, remedy };
}

type Summed = { readonly example: TreeEntry; readonly more: string; readonly paths: readonly string[] };

/** A cluster's entries in one, as they mostly come together; others one by one, as secrets lie between them. */
function summed(cluster: string | null, entries: readonly TreeEntry[]): readonly Summed[] {
  if (cluster === null) return entries.map((example) => ({ example, more: '', paths: [example.path] }));
  const more = entries.length === 1 ? '' : `; ${entries.length - 1} more like it`;
  return entries.slice(0, 1).map((example) => ({ example, more, paths: entries.map(({ path }) => path) }));
}

const octal = (mode: number): string => mode.toString(8).padStart(4, '0');
