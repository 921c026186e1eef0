import { join } from 'node:path';
import { isThere } from '../../platform/is-there.ts';
import { linkTarget } from '../../platform/link-target.ts';
import { readLink } from '../../platform/read-link.ts';
import { removeFile } from '../../platform/remove-file.ts';
import { switchLink } from '../../platform/switch-link.ts';
import { prefixOfHome } from './prefix-layout.ts';

/** The link below a prefix that names the scoreboard's root for all who run its programs and say nothing else. */
const LINK = 'root';

/**
 * The root for who names none, from a program's home: what `deploy --root` said, else the prefix where it is a root
 * itself; null: none, or not deployed.
 */
export function usualRoot(home: string): string | null {
  const prefix = prefixOfHome(home);
  return prefix === null ? null : usualRootBelow(prefix);
}

/** The same, from the prefix. */
export function usualRootBelow(prefix: string): string | null {
  return linkTarget(join(prefix, LINK)) ?? (isThere(join(prefix, 'clusters')) ? prefix : null);
}

/** Names the root (absolute path) for the programs of a prefix; false where something else lies in the link's place. */
export async function nameRoot(prefix: string, root: string): Promise<boolean> {
  const facts = await readLink(join(prefix, LINK));
  if (facts.kind === 'other') return false;
  if (facts.kind === 'missing' || facts.target !== root) await switchLink(join(prefix, LINK), root);
  return true;
}

/** Removes the name; the root itself stays. */
export async function forgetRoot(prefix: string): Promise<void> {
  if ((await readLink(join(prefix, LINK))).kind === 'link') await removeFile(join(prefix, LINK));
}
