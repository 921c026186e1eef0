import { entryFacts, KIND_WORDS } from '../../platform/entry-facts.ts';
import { isErrno } from '../../platform/errno.ts';
import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import { randomKey } from '../../platform/random-key.ts';
import { readIfThere } from '../../platform/read-if-there.ts';
import { writeSecret } from '../../platform/write-secret.ts';
import { pseudonymKeyFile } from './privacy-paths.ts';

const KEY_BYTES = 32;
const HEX_KEY = /^[0-9a-f]{64}\n?$/;
/** What others may not have (chmod(1): `o`). */
const OTHERS = 0o007;

/** A key that must not be used, and why. */
export class KeyFault extends KnownError {
  override readonly name = 'KeyFault';
  readonly path: string;
  readonly what: string;
  /** One sentence. */
  readonly remedy: string;

  constructor(path: string, what: string, remedy: string) {
    super(`${path}: ${what}: ${remedy.charAt(0).toLowerCase()}${remedy.slice(1).replace(/\.$/, '')}`, EXIT.usage);
    this.path = path;
    this.what = what;
    this.remedy = remedy;
  }
}

/** The key of a root's pseudonyms, made when there is none yet. Throws KeyFault, and what the file system says. */
export async function makePseudonymKey(root: string): Promise<Buffer> {
  const known = await readPseudonymKey(root);
  if (known !== null) return known;
  await writeSecret(pseudonymKeyFile(root), Buffer.from(`${randomKey(KEY_BYTES).toString('hex')}\n`));
  // Another poll may have been first: everybody takes the one that is there.
  const made = await readPseudonymKey(root);
  if (made === null)
    throw new KeyFault(pseudonymKeyFile(root), 'it may not be read', 'Have whoever made it run chmod g+r on it.');
  return made;
}

/** The key; null where there is none, or whoever runs this may not read it. Throws KeyFault. */
export async function readPseudonymKey(root: string): Promise<Buffer | null> {
  const path = pseudonymKeyFile(root);
  try {
    const facts = await entryFacts(path);
    if (facts === null) return null;
    if (facts.kind !== 'file')
      throw new KeyFault(path, `it is ${KIND_WORDS[facts.kind]} and no file`, 'Put the key itself there.');
    if ((facts.mode & OTHERS) !== 0)
      throw new KeyFault(path, 'others may use it, and whoever has read it can tell who is who', NEW_KEY);
    const text = (await readIfThere(path))?.toString('latin1');
    if (text === undefined) return null;
    if (!HEX_KEY.test(text)) throw new KeyFault(path, 'it does not hold 64 hex digits', 'Put it back from a backup.');
    return Buffer.from(text.trim(), 'hex');
  } catch (error) {
    if (isErrno(error, 'EACCES', 'EPERM')) return null;
    throw error;
  }
}

const NEW_KEY =
  'Delete it, and the next poll makes a new one (all pseudonyms change); or, if surely nobody has, run chmod o-rwx on it.';
