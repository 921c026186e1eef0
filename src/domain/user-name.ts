import { hasUnshown } from './unshown-characters.ts';

/** A user as the scoreboard knows them: lower case, without realm. */
export type UserName = string & { readonly __brand: 'UserName' };

const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

/** slurmdbd keeps names of users and accounts in TINYTEXT columns. */
const LONGEST_NAME_BYTES = 255;

/** Nearly all names; for them nothing more than control characters is to be looked for. */
const ASCII = /^[\0-\x7f]*$/;

/**
 * U+FFFD stands for bytes that were lost, so two people could get one name; U+0130 and U+212A become `i` and `k` in
 * lower case, which is somebody else's name.
 */
const OTHERS_NAME = /[\ufffd\u0130\u212a]/;

/**
 * Reads sacct's User: lower case, what follows `@` cut off. Null when nothing is left or it is no name that Slurm keeps:
 * see {@link isKeptName}. Sources: slurmdbd.conf(5) (names are lower case by default); realms occur with SSSD.
 */
export function parseUserName(text: string): UserName | null {
  const at = text.indexOf('@');
  const given = (at < 0 ? text : text.slice(0, at)).trim();
  if (given === '' || !isKeptName(given)) return null;
  return given.toLowerCase() as UserName;
}

/**
 * True for what may be the name of a user or account: at most 255 bytes, and no character that a terminal obeys, that
 * nobody sees, or that makes it look like somebody else's (control, bidirectional, zero-width, lost bytes).
 */
export function isKeptName(text: string): boolean {
  if (text.length > LONGEST_NAME_BYTES) return false;
  if (ASCII.test(text)) return !CONTROL.test(text);
  return !OTHERS_NAME.test(text) && !hasUnshown(text) && new TextEncoder().encode(text).length <= LONGEST_NAME_BYTES;
}

/** True where a text holds control characters (C0, DEL, C1), which no file and no screen is to show. */
export function hasControlCharacter(text: string): boolean {
  return CONTROL.test(text);
}
