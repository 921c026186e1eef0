import { userInfo } from 'node:os';

/** As whom and where in time this process runs. */
export type ProcessFacts = {
  /** The login name; null for a uid that has none. */
  readonly userName: string | null;
  /** IANA name of the zone of local times: `Europe/Berlin`. */
  readonly timeZone: string;
};

/** Looks at this process. */
export function processFacts(): ProcessFacts {
  return {
    userName: loginName(),
    timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}

function loginName(): string | null {
  try {
    return userInfo().username;
  } catch {
    // A container may run as a uid that no line of /etc/passwd names.
    return null;
  }
}
