import type { FileOperations } from './file-operations.ts';

/**
 * Several files that become visible together or not at all, on a file system without transactions and without a
 * clock that all hosts agree on (spec T2).
 *
 * Commits are numbered. A commit stages its files beside their targets, then claims its number by an exclusive
 * link(2) of its record, then renames, the file that holds the number last and after the others' names are flushed,
 * then removes the record. The number that is in force is what that last file says. So:
 *
 * - a record whose number is the next one is a commit that was cut: anybody may finish it, twice does no harm;
 * - a record whose number is in force or older was made by a holder that had been overtaken: it is dropped;
 * - staged files without a record belong to a holder that died or sleeps. Before they are removed the next number
 *   is used up by a commit of the numbered file alone (a fence), so that a sleeper can never claim it.
 */
export type FileSet = {
  readonly ops: FileOperations;
  /** Folder that all paths of the set are relative to. */
  readonly base: string;
  /** Folder, relative to `base`, that holds the records `commit.<number>`. */
  readonly records: string;
  /** The number in force; null when the numbered file is lost. */
  readonly numberInForce: () => Promise<number | null>;
  /**
   * True: a commit has to bear the very next number. For sets whose numbers begin anew when the numbered file is lost:
   * a holder that slept since before must not come with its greater one. Such a set has no fences.
   */
  readonly gapless?: boolean;
};

/** One file to write: a path relative to the set's base and its bytes. */
export type NewFile = { readonly path: string; readonly bytes: Buffer };
