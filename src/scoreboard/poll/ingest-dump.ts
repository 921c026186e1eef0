import { changedError, type DumpFile } from '../../platform/dump-file.ts';
import { spareThreads } from '../../platform/thread.ts';
import { DigestSet } from '../dedupe/digest-set.ts';
import { type RepeatFinder, repeatsAmong, suspectRepeats } from '../dedupe/repeats.ts';
import type { CountedName } from '../privacy/opted-out.ts';
import type { ClusterStore } from '../rollups/cluster-store.ts';
import { CountingUnit } from '../rollups/counting-unit.ts';
import { countableWithin } from '../rollups/cursor.ts';
import type { DumpReading, IngestedDump } from './dump-reading.ts';
import type { ExpectedRuns } from './expected-runs.ts';
import { readInOneGo } from './read-in-one-go.ts';
import { readInThreads } from './read-in-threads.ts';

/** What a dump is counted into, and how. */
export type IngestParts = Pick<DumpReading, 'rowSettings' | 'timeZone' | 'onReject' | 'signal'> & {
  readonly store: ClusterStore;
  readonly failureStates: ReadonlySet<string>;
  readonly countedName: CountedName;
  /** How much of the file was read so far, 0 to 1, in the first or second reading. */
  readonly onProgress: (fraction: number, reading: 1 | 2) => void;
};

/** Where a thread of its own is started sooner than the file is read. */
const LEAST_BYTES_FOR_THREADS = 8_000_000;
/** More of them would wait for the one that counts. */
const MOST_THREADS = 3;

/**
 * Counts a saved sacct output as one unit. It is read a second time only when a run may be in it twice, so memory
 * does not grow with the file (spec D3). Throws KnownError for a file that is no sacct output, or that changed between
 * the readings; nothing is kept then.
 */
export async function ingestDump(dump: DumpFile, parts: IngestParts): Promise<IngestedDump> {
  const suspects = new DigestSet();
  const stamp = await dump.stamp();
  const first = await readOnce(dump, {
    parts,
    repeats: (expectedRuns) => suspectRepeats(suspects, expectedRuns),
    reading: 1,
  });
  if (suspects.size === 0) return first;
  // What comes again only in another file, or in more of it, is not among the suspects.
  const refuseOther = async (): Promise<void> => {
    if ((await dump.stamp()) !== stamp) throw changedError(dump.name);
  };
  await refuseOther();
  const again = { ...parts, onReject: () => undefined };
  const second = await readOnce(dump, { parts: again, repeats: () => repeatsAmong(suspects), reading: 2 });
  await refuseOther();
  return second;
}

type Reading = {
  readonly parts: IngestParts;
  readonly repeats: (expectedRuns: number) => RepeatFinder;
  readonly reading: 1 | 2;
};

async function readOnce(dump: DumpFile, { parts, repeats, reading }: Reading): Promise<IngestedDump> {
  const { store, failureStates } = parts;
  const { counted_until: countedUntil } = store.cursor;
  const within = countableWithin(null, store.cursor);
  // In the second reading any run may be a repeat: none is sure before it was looked up.
  const beside = { countedUntil: reading === 1 ? countedUntil : Number.POSITIVE_INFINITY, within, failureStates };
  const unitFor = ({ inAll, perMonth }: ExpectedRuns): CountingUnit =>
    new CountingUnit({
      filterOf: (month) => store.filterOf(month, perMonth),
      filtersFrom: store.cursor.kept_from,
      countedUntil,
      within,
      repeats: repeats(inAll),
      failureStates,
      countedName: parts.countedName,
    });
  const onProgress = (fraction: number): void => parts.onProgress(fraction, reading);
  const threads = Math.min(MOST_THREADS, spareThreads());
  const isLarge = dump.plainPath !== null && dump.bytes >= LEAST_BYTES_FOR_THREADS && threads > 0;
  const read = isLarge
    ? await readInThreads(dump, { ...parts, unitFor, beside, onProgress, threads })
    : await readInOneGo(dump, { ...parts, unitFor, beside, onProgress });
  read.unit.end();
  return read;
}
