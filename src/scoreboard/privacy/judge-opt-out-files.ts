import { KIND_WORDS, type NamedEntry } from '../../platform/entry-facts.ts';

/** An entry of `optout.d` that opts nobody out, and why. */
export type DoubtfulEntry = { readonly name: string; readonly uid: number; readonly why: string };

/** Whose files in `optout.d` count, and which entries do not. */
export type JudgedOptOuts = { readonly uids: ReadonlySet<number>; readonly doubtful: readonly DoubtfulEntry[] };

/**
 * Whose wish the entries of `optout.d` are: the owner of a regular file has made it, whatever it is called. A link is
 * made by its own owner only, but leads elsewhere; a file with a second name may be somebody's who does not know of it.
 */
export function judgeOptOutFiles(entries: readonly NamedEntry[]): JudgedOptOuts {
  const uids = new Set<number>();
  const doubtful: DoubtfulEntry[] = [];
  for (const { name, uid, kind, links } of entries) {
    const isFile = kind === 'file';
    const why = isFile ? (links > 1 ? TWO_NAMES : null) : `it is ${KIND_WORDS[kind]} and no file`;
    if (why === null) uids.add(uid);
    else doubtful.push({ name, uid, why });
  }
  return { uids, doubtful };
}

const TWO_NAMES = 'the file has another name elsewhere';
