import type { AskingParts } from './names-of-uids.ts';
import { KeyFault, readPseudonymKey } from './pseudonym-key.ts';
import { pseudonymOf } from './pseudonyms.ts';
import { optedOutNames, readOptOuts } from './read-opt-outs.ts';

/** What readers' programs go by: boards on disk may be older than somebody's wish. */
export type ReaderPrivacy = {
  /** People of whom nothing is shown, by every name under which they may be on a board. */
  readonly hidden: ReadonlySet<string>;
  /** Whether people are shown by pseudonyms only. */
  readonly pseudonyms: boolean;
};

/** The root, and the setting of the same name. */
export type PrivacyPlace = { readonly root: string; readonly pseudonyms: boolean };

/**
 * Reads what readers' programs go by. Where people are shown by pseudonyms, theirs are hidden too for whoever may read
 * the key; nobody else can tell which these are. Throws KnownError where it cannot be told who has opted out: nobody is
 * to be shown then.
 */
export async function readerPrivacy(parts: AskingParts, { root, pseudonyms }: PrivacyPlace): Promise<ReaderPrivacy> {
  const hidden = optedOutNames(await readOptOuts(parts, root));
  const key = pseudonyms && hidden.size > 0 ? await keyOrNull(root) : null;
  return { hidden: key === null ? hidden : withPseudonyms(hidden, key), pseudonyms };
}

/** These people by their names and by their pseudonyms. */
export function withPseudonyms(hidden: ReadonlySet<string>, key: Buffer): Set<string> {
  return new Set([...hidden, ...[...hidden].map((name) => pseudonymOf(key, name))]);
}

/** A key that must not be used is the next poll's matter: readers go by the boards. */
async function keyOrNull(root: string): Promise<Buffer | null> {
  try {
    return await readPseudonymKey(root);
  } catch (error) {
    if (error instanceof KeyFault) return null;
    throw error;
  }
}
