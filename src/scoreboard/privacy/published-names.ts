import { checksumOf } from '../../platform/checked-json.ts';
import { knownByTicks } from './known-by-ticks.ts';
import type { AskingParts } from './names-of-uids.ts';
import { OPTED_OUT } from './opted-out.ts';
import { pseudonymKeyFile } from './privacy-paths.ts';
import { KeyFault, makePseudonymKey, readPseudonymKey } from './pseudonym-key.ts';
import { pseudonymOf } from './pseudonyms.ts';
import { type PrivacyPlace, type ReaderPrivacy, readerPrivacy, withPseudonyms } from './reader-privacy.ts';

/** How users are named in what is made from the rollups to be published. */
export type PublishedNames = ReaderPrivacy & {
  /** The name to print for a user; several may share one, and are one row then. */
  readonly publishedName: (user: string) => string;
  /** Stands for how users are named: another one when anybody would be named otherwise. */
  readonly namesKey: string;
};

/** Where names are published; `makeKey`: whether to make the key of the pseudonyms when there is none yet. */
export type PublishingPlace = PrivacyPlace & { readonly makeKey: boolean };

/**
 * Reads how users are named. Hidden is whoever has opted out for all clusters, whom the ticks of any cluster know to
 * have done so (a cluster may be rewritten later than others), and who is held back until their home was looked into.
 * Throws KnownError where that, or the key, cannot be told.
 */
export async function publishedNames(parts: AskingParts, place: PublishingPlace): Promise<PublishedNames> {
  const { hidden: wished } = await readerPrivacy(parts, place);
  const ticks = await knownByTicks(place.root, { closed: place.makeKey ? 'throw' : 'pass' });
  const people = new Set([...wished, ...Object.keys(ticks.out), ...ticks.heldBack]);
  const key = place.pseudonyms ? await keyOf(place) : null;
  const hidden = key === null ? people : withPseudonyms(people, key);
  const shownName = (user: string): string => (key === null ? user : pseudonymOf(key, user));
  const publishedName = (user: string): string =>
    user === OPTED_OUT || hidden.has(user) ? OPTED_OUT : shownName(user);
  const namesKey = checksumOf(JSON.stringify([place.pseudonyms, key?.toString('hex'), [...hidden].sort()]));
  return { hidden, pseudonyms: place.pseudonyms, publishedName, namesKey };
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
