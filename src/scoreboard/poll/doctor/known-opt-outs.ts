import { isSystemError } from '../../../platform/is-system-error.ts';
import { KnownError } from '../../../platform/known-error.ts';
import { type KnownByTicks, knownByTicks } from '../../privacy/known-by-ticks.ts';
import type { AskingParts } from '../../privacy/names-of-uids.ts';
import { type OptOuts, optedOutNames, readOptOuts } from '../../privacy/read-opt-outs.ts';
import { whoIsOut } from '../../privacy/who-is-out.ts';

/** Who is out in a root, as far as whoever runs doctor may know. */
export type KnownOptOuts = {
  /** By the list and the folder; null where that cannot be told. */
  readonly wishes: OptOuts | null;
  readonly ticks: KnownByTicks;
  /** All of them. */
  readonly hidden: ReadonlySet<string>;
  /** Whom the ticks of some cluster still hide though they have opted in again; they are not among them. */
  readonly inAgain: ReadonlySet<string>;
};

/** Reads who is out. What cannot be read is the matter of other checks. */
export async function readKnownOptOuts(asking: AskingParts, root: string): Promise<KnownOptOuts> {
  const ticks = (await orNull(() => knownByTicks(root, { closed: 'pass', damaged: 'pass' }))) ?? NOTHING;
  const wishes = await orNull(() => readOptOuts(asking, root));
  // Whoever is out by a mark at home is so until the ticks of that cluster have seen it gone.
  const out = wishes === null ? ticks.out : whoIsOut(wishes, {}, ticks.out);
  const hidden = new Set([...Object.keys(out), ...(wishes === null ? [] : optedOutNames(wishes))]);
  const inAgain = new Set(Object.keys(ticks.out).filter((name) => !hidden.has(name)));
  return { wishes, ticks, hidden, inAgain };
}

const NOTHING: KnownByTicks = { out: {}, homes: {}, heldBack: new Set(), whole: false };

async function orNull<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof KnownError || isSystemError(error)) return null;
    throw error;
  }
}
