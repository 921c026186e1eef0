import { userInfo } from 'node:os';

/** The name of the user who runs this process; null where the system knows none for their uid. */
export function currentUser(): string | null {
  try {
    return userInfo().username;
  } catch {
    return null;
  }
}

/** The uid that files of this process belong to. */
export function currentUid(): number {
  return process.geteuid?.() ?? -1;
}
