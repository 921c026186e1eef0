import { type Checked, readCheckedJson, sealJson } from '../../platform/checked-json.ts';
import { writeIfChanged } from '../../platform/durable-file.ts';
import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import { readChecksum } from '../../platform/read-checksum.ts';
import { eitherSaysOut } from './either-says-out.ts';
import { type OptOutState, optOutStateSchema } from './opt-out-schema.ts';
import { optOutCopyFile, optOutStateFile } from './privacy-paths.ts';

/** Whose file, and the cluster's folder `state`. */
export type OptOutPlace = { readonly cluster: string; readonly state: string };

/** What is known before the first tick. */
export function noOptOuts(cluster: string): OptOutState {
  return {
    ...{ schema_version: 1, kind: 'opt-outs', cluster, out: {}, homes: {}, never_looked: [], held_back: false },
    ...{ stuck: [], lost: false, next_home: '', months: {}, pending: false },
  };
}

/** Who is to be shown nowhere until their homes were looked into. */
export function heldBack({ held_back, never_looked }: Pick<OptOutState, 'held_back' | 'never_looked'>): string[] {
  return held_back ? never_looked : [];
}

/** For the maintainers alone. */
const STATE_MODE = 0o660;

/**
 * Reads one of the two files. Another cluster's is damaged; one of an earlier version, which does not say whose it is,
 * is taken for this cluster's, and all months are to be looked through again. Throws what the file system says.
 */
export async function openOptOuts(path: string, cluster: string): Promise<Checked<OptOutState>> {
  const read = await readCheckedJson(path, optOutStateSchema);
  if (!read.ok || read.value.cluster === cluster) return read;
  if (read.value.cluster === '') return { ...read, value: { ...read.value, cluster, months: {} } };
  return { ok: false, fault: 'schema', detail: `it is of the cluster ${read.value.cluster}` };
}

/**
 * Reads the file and its copy: by what somebody opted out may be nowhere else, as a mark in a home that cannot be looked
 * into now. Where one is damaged or gone the other counts, and where they differ whoever is out in either is out: one of
 * them is older, or of another root. Null where neither is there. Throws KnownError where one is damaged and the other
 * does not help, or is of a newer version: then nobody is to be shown; and what the file system says, EACCES for who is
 * no maintainer.
 */
export async function readOptOutState({ state, cluster }: OptOutPlace): Promise<OptOutState | null> {
  const path = optOutStateFile(state);
  const copyPath = optOutCopyFile(path);
  const read = await openOptOuts(path, cluster);
  // A copy that claims to say the same says nothing else when it is whole, and is of no use when it is not.
  if (read.ok && (await readChecksum(copyPath)) === read.checksum) return read.value;
  const copy = await openOptOuts(copyPath, cluster);
  if (read.ok) {
    if (copy.ok) return eitherSaysOut(read.value, copy.value);
    if (copy.fault !== 'newer') return read.value;
    throw new KnownError(`${copyPath}: ${copy.detail}: ${NOBODY_SHOWN}; use that version`, EXIT.badRoot);
  }
  if (read.fault !== 'newer' && copy.ok) return copy.value;
  if (read.fault === 'missing' && !copy.ok && copy.fault === 'missing') return null;
  throw new KnownError(
    `${path}: ${read.detail}, and its copy beside it does not help: ${NOBODY_SHOWN}; put it back from a backup, or ` +
      'remove both while optout.d is whole and all homes can be looked into',
    EXIT.badRoot,
  );
}

const NOBODY_SHOWN = 'by what people opted out is not known and nobody is shown';

/** Writes the file and its copy where they say something new. */
export async function writeOptOutState({ state }: Pick<OptOutPlace, 'state'>, content: OptOutState): Promise<void> {
  const bytes = sealJson(JSON.stringify(content));
  const path = optOutStateFile(state);
  for (const file of [path, optOutCopyFile(path)]) await writeIfChanged(file, bytes, { mode: STATE_MODE });
}
