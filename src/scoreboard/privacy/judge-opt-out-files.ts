import { parseUserName } from '../../domain/user-name.ts';
import { KIND_WORDS, type NamedEntry } from '../../platform/entry-facts.ts';
import { decodeFileStem } from '../../platform/file-stem.ts';

/** An entry of `optout.d` that opts nobody out, and why. */
export type DoubtfulEntry = { readonly name: string; readonly uid: number; readonly why: string };

/** A file in `optout.d`: its owner, and whose name it bears (null: nobody's that can be told). */
export type OptOutFile = { readonly name: string; readonly uid: number; readonly bears: string | null };

/** Whose files in `optout.d` count, and which entries do not. */
export type JudgedOptOuts = {
  readonly uids: ReadonlySet<number>;
  readonly files: readonly OptOutFile[];
  readonly doubtful: readonly DoubtfulEntry[];
  /** The names that any of the entries bears. */
  readonly borne: ReadonlySet<string>;
};

/**
 * Whose wish the entries of `optout.d` are: the owner of a regular file has made it, whatever it is called. A link is
 * made by its own owner only, but leads elsewhere; a file with a second name may be somebody's who does not know of it.
 */
export function judgeOptOutFiles(entries: readonly NamedEntry[]): JudgedOptOuts {
  const files: OptOutFile[] = [];
  const doubtful: DoubtfulEntry[] = [];
  for (const { name, uid, kind, links } of entries) {
    const isFile = kind === 'file';
    const why = isFile ? (links > 1 ? TWO_NAMES : null) : `it is ${KIND_WORDS[kind]} and no file`;
    if (why === null) files.push({ name, uid, bears: nameBorneBy(name) });
    else doubtful.push({ name, uid, why });
  }
  const borne = entries.map(({ name }) => nameBorneBy(name)).filter((name) => name !== null);
  return { uids: new Set(files.map(({ uid }) => uid)), files, doubtful, borne: new Set(borne) };
}

/** `slurm-sb opt-out` names files after people, with random digits behind it where somebody had taken that name. */
function nameBorneBy(file: string): string | null {
  const name = decodeFileStem(file.replace(/\.[0-9a-f]{16}$/, ''));
  return name === null ? null : parseUserName(name);
}

const TWO_NAMES = 'the file has another name elsewhere';
