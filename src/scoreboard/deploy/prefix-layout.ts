import { join } from 'node:path';

/** Where `deploy` keeps what below a prefix. */
export type PrefixLayout = {
  /** Absolute path, as the maintainer named it: users will type it. */
  readonly prefix: string;
  /** A folder for each version that was deployed, named by its id. */
  readonly versions: string;
  /** The link to the version in force. */
  readonly current: string;
  /** What was put in force when and by whom, one JSON line each. */
  readonly history: string;
  readonly lock: string;
};

/** The places below a prefix. */
export function prefixLayout(prefix: string): PrefixLayout {
  const versions = join(prefix, 'versions');
  return {
    prefix,
    versions,
    current: join(prefix, 'current'),
    history: join(versions, 'history.jsonl'),
    lock: join(versions, 'lock'),
  };
}

/** What the link `current` says for a version. */
export function targetOf(id: string): string {
  return `versions/${id}`;
}

/** The id in a target of the link `current`; null when it is none of ours. */
export function idOfTarget(target: string): string | null {
  return /^versions\/([^/.][^/]*)$/.exec(target)?.[1] ?? null;
}

/** Name, in `versions`, of the folder in which a version is made before it gets its name. */
export function stagingName(id: string, token: string): string {
  return `.new.${id}.${token}`;
}

/** Whether a name in `versions` is that of a version in the making, or of one that was never finished. */
export function isStagingName(name: string): boolean {
  return /^\.new\..+\.[0-9a-f]{16}$/.test(name);
}

/** The prefix that a program was deployed to, from its home (the folder that holds its bin/ and dist/); null: to none. */
export function prefixOfHome(home: string): string | null {
  return /^(.+)\/versions\/[^/]+-[0-9a-f]{8}$/.exec(home)?.[1] ?? null;
}

/** The launcher of a program for people and crontabs: of a deployed one the path that stays over upgrades. */
export function launcherOfHome(home: string): string {
  return join(prefixOfHome(home) ?? home, 'bin/slurm-sb');
}
