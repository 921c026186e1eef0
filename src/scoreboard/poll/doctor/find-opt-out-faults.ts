import { join } from 'node:path';
import { entryFacts, folderFacts, KIND_WORDS } from '../../../platform/entry-facts.ts';
import { KnownError } from '../../../platform/known-error.ts';
import { judgeOptOutFiles, type OptOutFile } from '../../privacy/judge-opt-out-files.ts';
import { lineOfNobody } from '../../privacy/parse-opt-out-list.ts';
import { optOutFolder, optOutList } from '../../privacy/privacy-paths.ts';
import { KeyFault, readPseudonymKey } from '../../privacy/pseudonym-key.ts';
import { optedOutNames, readOptOutList } from '../../privacy/read-opt-outs.ts';
import { lostOptOuts } from '../lost-opt-outs.ts';
import { lostSources } from '../lost-sources.ts';
import type { DoctorFinding } from './doctor-finding.ts';
import type { KnownOptOuts } from './known-opt-outs.ts';
import { unlessClosed } from './unless-closed.ts';

/** Everybody may add files, and take away only their own. */
const OPEN = 0o1777;

/** Entries that are named one by one. */
const NAMED = 3;

/**
 * Says why people cannot opt out below a root, which words of the list and which of their files count for nothing or for
 * somebody else, by what people are out that is gone, and what is wrong with the key.
 */
export async function findOptOutFaults(root: string, known: KnownOptOuts): Promise<DoctorFinding[]> {
  const { wishes, ticks } = known;
  const lost = (wishes === null ? [] : lostSources(root, wishes, ticks.out)).map(
    (source): DoctorFinding => ({ cluster: null, level: 'error', ...source }),
  );
  const forgotten = await forgottenFaults(root, known);
  const folder = optOutFolder(root);
  const isNamed = forgotten.length > 0 || lost.some(({ file }) => file === folder);
  const ofFolder = isNamed && wishes?.missing.folder ? [] : await folderFaults(folder, known);
  return [...forgotten, ...lost, ...(await listFaults(root)), ...ofFolder, ...(await keyFaults(root))];
}

/** A tick looks into homes, too, and goes on where it finds a mark while the folder is there. */
async function forgottenFaults(root: string, { wishes, ticks }: KnownOptOuts): Promise<DoctorFinding[]> {
  if (wishes === null) return [];
  const isAnybodyOut = optedOutNames(wishes).size > 0;
  const isAnybodyKnown = Object.keys(ticks.out).length > 0;
  const now = { missing: wishes.missing, isAnybodyOut, isAnybodyKnown };
  const lost = await unlessClosed(() => lostOptOuts(root, now));
  return lost === null ? [] : [{ level: 'error', ...lost }];
}

async function listFaults(root: string): Promise<DoctorFinding[]> {
  const found = { cluster: null, file: optOutList(root) } as const;
  try {
    const line = lineOfNobody((await readOptOutList(root)) ?? '');
    if (line === null) return [];
    const what = `line ${line} has a word that can be nobody's name, so it hides nobody`;
    const remedy =
      'Write names as sacct prints them, one a line: no patterns, no other punctuation, at most 255 bytes.';
    return [{ ...found, level: 'warning', what, remedy }];
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    const remedy =
      'Put a plain file in UTF-8 in its place that poll may read, with one name a line; polls stop until then.';
    return [{ ...found, level: 'error', what: error.message, remedy }];
  }
}

async function folderFaults(folder: string, known: KnownOptOuts): Promise<DoctorFinding[]> {
  const found = { cluster: null, file: folder } as const;
  const facts = await entryFacts(folder);
  if (facts === null) {
    const remedy = `Run mkdir -m 1777 ${folder}.`;
    return [{ ...found, level: 'warning', what: 'it is not there, so nobody can opt out by slurm-sb opt-out', remedy }];
  }
  if (facts.kind !== 'folder') {
    const what = `it is ${KIND_WORDS[facts.kind]} and no folder, so nobody's file in it counts`;
    return [{ ...found, level: 'error', what, remedy: `Remove it and run mkdir -m 1777 ${folder}.` }];
  }
  const mode = facts.mode.toString(8).padStart(4, '0');
  const isOpen = (facts.mode & OPEN) === OPEN;
  const what = `its mode is ${mode}: people cannot opt out in it, or others can undo it`;
  const closed: DoctorFinding[] = isOpen
    ? []
    : [{ ...found, level: 'error', what, remedy: `Have its owner run chmod 1777 ${folder}.` }];
  const { doubtful, files } = judgeOptOutFiles(await folderFacts(folder));
  const idle = doubtful.slice(0, NAMED).map(({ name, uid, why }, index): DoctorFinding => {
    const rest = doubtful.length - NAMED;
    const more = index === NAMED - 1 && rest > 0 ? `; ${rest} more like it` : '';
    const remedy = `Ask user number ${uid} to run slurm-sb opt-out, or remove it.`;
    return {
      cluster: null,
      level: 'warning',
      file: join(folder, name),
      what: `${why}, so it opts nobody out${more}`,
      remedy,
    };
  });
  const owners = files.flatMap((one) => ownerFaults(folder, one, known));
  return [...closed, ...idle, ...owners.slice(0, NAMED)];
}

/** A file counts for its owner; where that is nobody's number, or a copy has lost it, for the person it is named after. */
function ownerFaults(folder: string, { name, uid, bears }: OptOutFile, known: KnownOptOuts): DoctorFinding[] {
  const { wishes, ticks } = known;
  if (wishes === null) return [];
  const found = { cluster: null, level: 'warning', file: join(folder, name) } as const;
  if (wishes.nameless.has(uid)) {
    const whom = bears === null ? 'nobody new' : 'whoever it is named after';
    const what = `the system has no name for its owner, user number ${uid}, so it hides ${whom}`;
    const remedy = `Nothing is wrong where that account is gone (then it may be removed); else mend getent passwd ${uid}.`;
    return [{ ...found, what, remedy }];
  }
  const was = bears === null ? undefined : ticks.out[bears];
  if (was?.by !== 'folder' || was.uid === uid || wishes.owners.get(uid) === bears) return [];
  const what = `it belongs to user number ${uid}, not to whom it is named after: they stay out while it is there`;
  const remedy = 'A copy lost its owner: have root give it back to them with chown.';
  return [{ ...found, what, remedy }];
}

async function keyFaults(root: string): Promise<DoctorFinding[]> {
  try {
    await readPseudonymKey(root);
    return [];
  } catch (error) {
    if (!(error instanceof KeyFault)) throw error;
    const { path, what, remedy } = error;
    return [{ cluster: null, level: 'error', file: path, what, remedy }];
  }
}
