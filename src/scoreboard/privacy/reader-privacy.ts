import type { AskingParts } from './names-of-uids.ts';
import { optedOutNames, readOptOuts } from './read-opt-outs.ts';

/** What readers' programs go by: boards on disk may be older than somebody's wish. */
export type ReaderPrivacy = {
  /** People of whom nothing is shown. */
  readonly hidden: ReadonlySet<string>;
  /** Whether people are shown by pseudonyms only. */
  readonly pseudonyms: boolean;
};

/** The root, and the setting of the same name. */
export type PrivacyPlace = { readonly root: string; readonly pseudonyms: boolean };

/** Reads what readers' programs go by. Throws KnownError where it cannot be told: nobody is to be shown then. */
export async function readerPrivacy(parts: AskingParts, { root, pseudonyms }: PrivacyPlace): Promise<ReaderPrivacy> {
  return { hidden: optedOutNames(await readOptOuts(parts, root)), pseudonyms };
}
