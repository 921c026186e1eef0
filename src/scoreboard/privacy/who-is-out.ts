import type { HomeAnswer } from './look-into-homes.ts';
import type { OptOutState } from './opt-out-schema.ts';
import type { OptOuts } from './read-opt-outs.ts';

/**
 * Who is counted under `(opted-out)` now. Whoever was out stays out until it is plain that they do not want it any
 * more: while their home cannot be looked into, while the system has no name for the owner of their file, while somebody
 * has given that file a second name, while any entry bears their name (a backup may have lost its owner), or while the
 * list or the folder by which they are out is gone as a whole.
 */
export function whoIsOut(
  { listed, owners, nameless, claimed, borne, doubtful, missing }: OptOuts,
  homes: Readonly<Record<string, HomeAnswer>>,
  before: OptOutState['out'],
): OptOutState['out'] {
  const out = new Map<string, OptOutState['out'][string]>();
  const held = new Set([...nameless, ...doubtful.map(({ uid }) => uid)]);
  for (const [name, was] of Object.entries(before)) {
    const stays =
      (was.by === 'home' && (homes[name] ?? 'closed') !== 'in') ||
      (was.by === 'list' && missing.list) ||
      (was.by === 'folder' && (missing.folder || borne.has(name) || (was.uid !== null && held.has(was.uid))));
    if (stays) out.set(name, was);
  }
  for (const [name, answer] of Object.entries(homes)) if (answer === 'out') out.set(name, { by: 'home', uid: null });
  for (const [name, uid] of claimed) out.set(name, { by: 'folder', uid });
  for (const [uid, name] of owners) out.set(name, { by: 'folder', uid });
  for (const name of listed) out.set(name, { by: 'list', uid: null });
  return Object.fromEntries([...out].sort(([a], [b]) => (a < b ? -1 : 1)));
}
