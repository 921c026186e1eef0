import { join } from 'node:path';
import { listFolders } from '../../platform/list-folders.ts';
import type { AskingParts } from './names-of-uids.ts';
import { readOptOutState } from './opt-out-state.ts';
import { OPTED_OUT } from './opted-out.ts';
import { optOutStateFile, pseudonymKeyFile } from './privacy-paths.ts';
import { KeyFault, makePseudonymKey, readPseudonymKey } from './pseudonym-key.ts';
import { pseudonymOf } from './pseudonyms.ts';
import { type PrivacyPlace, type ReaderPrivacy, readerPrivacy } from './reader-privacy.ts';

/** How users are named in what is made from the rollups to be published. */
export type PublishedNames = ReaderPrivacy & {
  /** The name to print for a user; several may share one, and are one row then. */
  readonly publishedName: (user: string) => string;
};

/** Where names are published; `makeKey`: whether to make the key of the pseudonyms when there is none yet. */
export type PublishingPlace = PrivacyPlace & { readonly makeKey: boolean };

/**
 * Reads how users are named. Hidden is whoever has opted out for all clusters, and whom the ticks of any cluster know
 * to have done so: a cluster may be rewritten later than others. Throws KnownError where that, or the key, cannot be
 * told.
 */
export async function publishedNames(parts: AskingParts, place: PublishingPlace): Promise<PublishedNames> {
  const { hidden: wished } = await readerPrivacy(parts, place);
  const hidden = new Set([...wished, ...(await hiddenByTicks(place.root))]);
  const key = place.pseudonyms ? await keyOf(place) : null;
  const shownName = (user: string): string => (key === null ? user : pseudonymOf(key, user));
  const publishedName = (user: string): string =>
    user === OPTED_OUT || hidden.has(user) ? OPTED_OUT : shownName(user);
  return { hidden, pseudonyms: place.pseudonyms, publishedName };
}

async function hiddenByTicks(root: string): Promise<string[]> {
  const clusters = (await listFolders(join(root, 'clusters'))) ?? [];
  const files = clusters.map((name) => optOutStateFile(join(root, 'clusters', name, 'state')));
  const states = await Promise.all(files.map(readOptOutState));
  return states.flatMap(({ out }) => Object.keys(out));
}

async function keyOf({ root, makeKey }: PublishingPlace): Promise<Buffer> {
  const key = makeKey ? await makePseudonymKey(root) : await readPseudonymKey(root);
  if (key !== null) return key;
  throw new KeyFault(
    pseudonymKeyFile(root),
    'people are shown by pseudonyms here, and whoever runs this may not read their key',
    'Use the boards, which have them, or have a maintainer do it.',
  );
}
