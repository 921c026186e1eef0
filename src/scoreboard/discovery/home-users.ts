import { join } from 'node:path';
import { folderFacts } from '../../platform/folder-facts.ts';
import { isSystemError } from '../../platform/is-system-error.ts';
import { listFolders } from '../../platform/list-folders.ts';
import { isAskableName } from './askable-name.ts';
import type { Discovery } from './discovery-file.ts';

/** What is looked at, and by which rules. */
export type HomeRules = {
  readonly folder: string;
  /** Names that are nobody's. */
  readonly deny: readonly string[];
  /** Folders of lower uids are nobody's. */
  readonly minUid: number;
  readonly nowMs: number;
  /** Names of which nothing is to be found out any more. */
  readonly isKnown: (name: string) => Promise<boolean>;
};

/** New names, and how far the look is. */
export type HomeLook = { readonly names: string[]; readonly home: NonNullable<Discovery['home']> };

/** Names looked at in one tick: on a file server each costs a call or two. */
const NAMES_PER_LOOK = 2_000;
/** A name may be added within the clock's grain after the folder was listed, and its time stays the same. */
const SETTLED_MS = 60_000;

/**
 * Looks for home folders that were not there before. A folder that did not change costs one stat; a new one is looked
 * at a part a tick. What the file system refuses is a fault in words, and is tried again.
 */
export async function lookAtHome(before: Discovery['home'], rules: HomeRules): Promise<HomeLook> {
  const { folder } = rules;
  const start = before?.folder === folder ? before : { folder, mtime_ms: null, began_ms: null, after: '', fault: null };
  try {
    return await look(start, rules);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return { names: [], home: { ...start, mtime_ms: null, fault: error.message } };
  }
}

async function look(start: NonNullable<Discovery['home']>, rules: HomeRules): Promise<HomeLook> {
  const facts = await folderFacts(rules.folder);
  const all = facts === null ? null : await folderNames(start, rules.folder, facts.mtimeMs);
  if (facts === null || all === null) {
    return {
      names: [],
      home: { ...start, mtime_ms: null, began_ms: null, after: '', fault: 'there is no such folder' },
    };
  }
  const left = all.filter((name) => name > start.after);
  const part = left.slice(0, NAMES_PER_LOOK);
  const names: string[] = [];
  let isSure = true;
  for (const name of part) {
    const isUser = await isNewUser(name, rules);
    if (isUser === true) names.push(name);
    isSure &&= isUser !== null;
  }
  const isDone = part.length === left.length;
  // What was added meanwhile may stand before the names of this part.
  const beganMs = start.after === '' ? facts.mtimeMs : start.began_ms;
  const isSettled = isSure && beganMs === facts.mtimeMs && rules.nowMs - facts.mtimeMs >= SETTLED_MS;
  return {
    names,
    home: {
      folder: rules.folder,
      mtime_ms: isDone && isSettled ? facts.mtimeMs : null,
      began_ms: isDone ? null : isSure ? beganMs : null,
      after: isDone ? '' : part.at(-1)!,
      fault: null,
    },
  };
}

/** None where nothing changed since all of it was looked at. */
async function folderNames(
  start: NonNullable<Discovery['home']>,
  folder: string,
  mtimeMs: number,
): Promise<string[] | null> {
  return start.mtime_ms === mtimeMs ? [] : listFolders(folder);
}

/** Null: it cannot be told now. */
async function isNewUser(name: string, { folder, deny, minUid, isKnown }: HomeRules): Promise<boolean | null> {
  if (!isAskableName(name) || deny.includes(name) || (await isKnown(name))) return false;
  try {
    const facts = await folderFacts(join(folder, name));
    return facts !== null && facts.uid >= minUid;
  } catch (error) {
    // One home whose server is away says nothing of the others.
    if (isSystemError(error)) return null;
    throw error;
  }
}
