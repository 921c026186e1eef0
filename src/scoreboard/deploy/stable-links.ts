import { dirname, join } from 'node:path';
import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import { makeFolders } from '../../platform/make-folders.ts';
import { readLink } from '../../platform/read-link.ts';
import { removeFile } from '../../platform/remove-file.ts';
import { switchLink } from '../../platform/switch-link.ts';
import { PROGRAMS } from './collect-program.ts';

/** A path below the prefix that stays the same over upgrades: a link through `current`. */
type StableLink = { readonly path: string; readonly target: string; readonly needed: boolean };

const LINKS: readonly StableLink[] = [
  ...PROGRAMS.map((name) => ({ path: `bin/${name}`, target: `../current/bin/${name}`, needed: true })),
  ...['lib', 'share', 'config.example.yaml'].map((name) => ({ path: name, target: `current/${name}`, needed: false })),
];

/** A link, and whether it is there, is to be made, or its place is taken by something that deploy did not make. */
export type LinkState = StableLink & { readonly state: 'there' | 'missing' | 'taken' };

/** Looks at the links. Throws KnownError (exit 5) when a program's place is taken, or `bin` is itself a link. */
export async function lookAtLinks(prefix: string): Promise<LinkState[]> {
  await refuseLinkedBin(join(prefix, 'bin'));
  const links = await Promise.all(LINKS.map(async (link) => ({ ...link, state: await stateOf(prefix, link) })));
  const taken = links.find(({ state, needed }) => needed && state === 'taken');
  if (taken === undefined) return links;
  const path = join(prefix, taken.path);
  throw new KnownError(
    `${path} is there and was not made by deploy: move it away, or choose another prefix`,
    EXIT.badRoot,
  );
}

/** Makes the links that are missing. */
export async function makeLinks(prefix: string, links: readonly LinkState[]): Promise<void> {
  for (const { path, target, state } of links) {
    if (state !== 'missing') continue;
    await makeFolders(dirname(join(prefix, path)));
    await switchLink(join(prefix, path), target);
  }
}

/** Removes the links that are ours; others stay. */
export async function removeLinks(prefix: string): Promise<void> {
  for (const link of LINKS) if ((await stateOf(prefix, link)) === 'there') await removeFile(join(prefix, link.path));
}

/** Links in there would start from another folder and lead nowhere. */
async function refuseLinkedBin(path: string): Promise<void> {
  const facts = await readLink(path);
  if (facts.kind !== 'link') return;
  throw new KnownError(`${path} is a link to ${facts.target}, not a folder: choose another prefix`, EXIT.badRoot);
}

async function stateOf(prefix: string, { path, target }: StableLink): Promise<LinkState['state']> {
  const facts = await readLink(join(prefix, path));
  if (facts.kind === 'missing') return 'missing';
  return facts.kind === 'link' && facts.target === target ? 'there' : 'taken';
}
