import { dirname } from 'node:path';
import type { TreeEntry } from '../../../platform/walk-tree.ts';
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
 * another umask.
 */
export function findModeFaults({ cluster, base, entries, pseudonyms = false }: Tree): DoctorFinding[] {
  const lasting = entries.filter(({ name, kind }) => kind !== 'other' && !/^(\.|lock$|lock\.owner\.json$)/.test(name));
  const isClosed = (entry: TreeEntry): boolean => pseudonyms && holdsNames(base, entry);
  const unreadable = lasting.filter((entry) => {
    const { kind, mode, name } = entry;
    if (FOR_MAINTAINERS.test(name) || isClosed(entry)) return false;
    // Whatever a commit writes has one mode there: nobody but maintainers needs these.
    if (pseudonyms && COMMITTED.test(name)) return false;
    const wanted = kind === 'folder' ? ALL_ENTER : ALL_READ;
    return (mode & wanted) !== wanted;
  });
  const unwritable = lasting.filter((entry) => needsGroupWrite(entry) && (entry.mode & GROUP_WRITES) === 0);
  return [
    ...entries
      .filter(({ closed, name }) => closed !== null && !FOR_MAINTAINERS.test(name))
      .map((entry) => closedFinding(cluster, entry)),
    ...summed(cluster, unreadable).map(({ example, more }): DoctorFinding => {
      const what = `others cannot read it (mode ${octal(example.mode)})${more}`;
      const isWhole = cluster !== null && !pseudonyms;
      const remedy = `Run chmod ${isWhole ? `-R a+rX ${base}` : `a+rX ${example.path}`}; ${SELF_MADE}`;
      return { cluster, level: 'error', file: example.path, what, remedy };
    }),
    ...summed(cluster, unwritable).map(({ example, more }): DoctorFinding => {
      const what = `its group cannot write to it (mode ${octal(example.mode)}), so no other maintainer can poll${more}`;
      const remedy = `Run chmod ${cluster === null ? `g+w ${example.path}` : `-R g+w ${base}`}; ${SELF_MADE}`;
      return { cluster, level: 'warning', file: example.path, what, remedy };
    }),
  ];
}

/** Logs, what was moved aside, who has opted out, and months that are half read: nobody else needs them, and they may hold names. */
const FOR_MAINTAINERS = /\.(jsonl|bad)$|^(opt-outs(\.copy)?|discovery)\.json$|^(rebuild|verify)$/;

/** Cursor and filters. */
const COMMITTED = /^poll_cursor\.json$|\.bloom$/;

const SELF_MADE = 'what slurm-sb makes itself is so from the start.';

/** Files are replaced, which their folder decides; logs are appended to. */
function needsGroupWrite({ kind, path }: TreeEntry): boolean {
  return kind === 'folder' || dirname(path).endsWith('/logs');
}

function closedFinding(cluster: string | null, { path, closed }: TreeEntry): DoctorFinding {
  const remedy = `Have its owner run chmod a+rx ${path}.`;
  return { cluster, level: 'error', file: path, what: `you may not look into it: ${closed}`, remedy };
}

/** A cluster's entries in one, as they mostly come together; others one by one, as secrets lie between them. */
function summed(
  cluster: string | null,
  entries: readonly TreeEntry[],
): { readonly example: TreeEntry; readonly more: string }[] {
  if (cluster === null) return entries.map((example) => ({ example, more: '' }));
  const more = entries.length === 1 ? '' : `; ${entries.length - 1} more like it`;
  return entries.slice(0, 1).map((example) => ({ example, more }));
}

const octal = (mode: number): string => mode.toString(8).padStart(4, '0');
