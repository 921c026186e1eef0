/** A user as the scoreboard knows them: lower case, without realm. */
export type UserName = string & { readonly __brand: 'UserName' };

const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

/**
 * Reads sacct's User: lower case, what follows `@` cut off. Null when nothing is left or it holds control
 * characters. Sources: slurmdbd.conf(5) (names are lower case by default); realms occur with SSSD.
 */
export function parseUserName(text: string): UserName | null {
  const at = text.indexOf('@');
  const name = (at < 0 ? text : text.slice(0, at)).trim().toLowerCase();
  return name === '' || CONTROL.test(name) ? null : (name as UserName);
}

/** True where a text holds control characters (C0, DEL, C1), which no file and no screen is to show. */
export function hasControlCharacter(text: string): boolean {
  return CONTROL.test(text);
}
