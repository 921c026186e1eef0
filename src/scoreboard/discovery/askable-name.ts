/**
 * A user's name as Slurm and Linux have it; no longer than LOGIN_NAME_MAX. Commas and blanks would end it in the list of
 * `sacct -u`, a dash would begin an option, and digits alone are a uid there.
 */
const ASKABLE = /^[A-Za-z0-9_][A-Za-z0-9_.@$-]{0,254}$/;

/** True for a name that sacct can be asked for in a list of users. */
export function isAskableName(name: string): boolean {
  return ASKABLE.test(name) && !/^\d+$/.test(name);
}
