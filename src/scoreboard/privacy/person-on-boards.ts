import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import { OPTED_OUT } from './opted-out.ts';
import { readPseudonymKey } from './pseudonym-key.ts';
import { isPseudonym, pseudonymOf } from './pseudonyms.ts';
import type { ReaderPrivacy } from './reader-privacy.ts';

/** Somebody as the boards name them, and by whose name their user files are kept; null: that is not known. */
export type PersonOnBoards = { readonly user: string; readonly monthsOf: string | null };

/** Who is looked for, and whether it is the reader. */
export type WantedPerson = { readonly root: string; readonly user: string; readonly own: boolean };

/** Finds somebody on the boards. Throws KnownError (exit 1) that says why they cannot be shown. */
export async function personOnBoards(
  { hidden, pseudonyms }: ReaderPrivacy,
  { root, user, own }: WantedPerson,
): Promise<PersonOnBoards> {
  if (hidden.has(user)) throw new KnownError(own ? YOU_ARE_OUT : THEY_ARE_OUT, EXIT.failed);
  if (!pseudonyms || user === OPTED_OUT) return { user, monthsOf: user };
  if (!own && isPseudonym(user)) return { user, monthsOf: null };
  const key = await readPseudonymKey(root);
  if (key === null) throw new KnownError(own ? YOURS_IS_SECRET : GIVE_A_PSEUDONYM, EXIT.failed);
  return { user: pseudonymOf(key, user), monthsOf: user };
}

/** The reader's own name on the boards; null where it is not known, or they have opted out. */
export async function ownNameOnBoards(
  pseudonyms: boolean,
  { root, user }: { readonly root: string; readonly user: string | null },
): Promise<string | null> {
  if (user === null || !pseudonyms) return user;
  const key = await readPseudonymKey(root);
  return key === null ? null : pseudonymOf(key, user);
}

const YOU_ARE_OUT =
  'you have opted out of this scoreboard: it shows nothing of you, and your jobs are counted under (opted-out); ' +
  'slurm-sb opt-out --status says by what';
const THEY_ARE_OUT = 'this user has opted out of the scoreboard: nothing of them is shown';
const YOURS_IS_SECRET =
  'people are shown by pseudonyms here, and which one is yours only the maintainers can tell; ask them, and then ' +
  'slurm-sb user PSEUDONYM is your page';
const GIVE_A_PSEUDONYM = 'people are shown by pseudonyms here: give one as the boards have it, user-…';
