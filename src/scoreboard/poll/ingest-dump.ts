import type { DumpFile } from '../../platform/dump-file.ts';
import { DigestSet } from '../dedupe/digest-set.ts';
import { type RepeatFinder, repeatsAmong, suspectRepeats } from '../dedupe/repeats.ts';
import type { CountedName } from '../privacy/opted-out.ts';
import { layoutOfDump } from '../records/column-layout.ts';
import { splitLines } from '../records/line-splitter.ts';
import type { RowSettings } from '../records/parse-job-row.ts';
import { createRecordReader, type RecordReader, type RejectedRow } from '../records/record-reader.ts';
import { noRows, type RowCounts } from '../records/row-counts.ts';
import type { ClusterStore } from '../rollups/cluster-store.ts';
import { CountingUnit } from '../rollups/counting-unit.ts';
import { countableWithin } from '../rollups/cursor.ts';

/** What a dump is counted into, and how. */
export type IngestParts = {
  readonly store: ClusterStore;
  readonly rowSettings: RowSettings;
  readonly failureStates: ReadonlySet<string>;
  readonly countedName: CountedName;
  readonly onReject: (row: RejectedRow) => void;
  /** Bytes of the file read so far, in the first or second reading. */
  readonly onProgress: (bytesRead: number, reading: 1 | 2) => void;
};

/** What was found in a dump: counted, but not yet committed. */
export type IngestedDump = { readonly unit: CountingUnit; readonly rows: RowCounts };

/**
 * Counts a saved sacct output as one unit. It is read a second time only when a run may be in it twice, so memory
 * does not grow with the file (spec D3). Throws KnownError for a file that is no sacct output; nothing is kept then.
 */
export async function ingestDump(dump: DumpFile, parts: IngestParts): Promise<IngestedDump> {
  const suspects = new DigestSet();
  const first = await readOnce(dump, { parts, repeats: suspectRepeats(suspects), reading: 1 });
  if (suspects.size === 0) return first;
  const again = { ...parts, onReject: () => undefined };
  return readOnce(dump, { parts: again, repeats: repeatsAmong(suspects), reading: 2 });
}

type Reading = { readonly parts: IngestParts; readonly repeats: RepeatFinder; readonly reading: 1 | 2 };

async function readOnce(dump: DumpFile, { parts, repeats, reading }: Reading): Promise<IngestedDump> {
  const { store } = parts;
  const unit = new CountingUnit({
    filterOf: (month) => store.filterOf(month),
    filtersFrom: store.cursor.kept_from,
    countedUntil: store.cursor.counted_until,
    within: countableWithin(null, store.cursor),
    repeats,
    failureStates: parts.failureStates,
    countedName: parts.countedName,
  });
  const reader = new DumpReader(dump.name, parts, unit);
  const lines = splitLines(
    (line) => reader.line(line),
    (start) => reader.long(start),
  );
  for await (const chunk of dump.chunks((bytes) => parts.onProgress(bytes, reading))) lines.push(chunk);
  const cut = lines.end();
  if (cut !== null) reader.cut(cut);
  return { unit, rows: reader.end() };
}

/** Tells the columns from the first line and reads the others by them. */
class DumpReader {
  readonly #name: string;
  readonly #parts: IngestParts;
  readonly #unit: CountingUnit;
  #reader: RecordReader | null = null;

  constructor(name: string, parts: IngestParts, unit: CountingUnit) {
    this.#name = name;
    this.#parts = parts;
    this.#unit = unit;
  }

  line(text: string): void {
    if (this.#reader !== null) {
      this.#reader.row(text);
      return;
    }
    const { reader, header } = this.#open(text);
    if (!header) reader.row(text);
  }

  /** A last line without newline may have lost its end, which could make another number of the last column. */
  cut(text: string): void {
    const reader = this.#reader ?? this.#open(text).reader;
    reader.cutRow(text);
  }

  long(start: string): void {
    const reader = this.#reader ?? this.#open(start).reader;
    reader.longRow(start);
  }

  end(): RowCounts {
    return this.#reader?.end() ?? noRows();
  }

  #open(firstLine: string): { reader: RecordReader; header: boolean } {
    const { layout, header } = layoutOfDump(firstLine, this.#name);
    this.#reader = createRecordReader({
      layout,
      settings: this.#parts.rowSettings,
      onRecord: (record) => this.#unit.add(record),
      onReject: this.#parts.onReject,
    });
    return { reader: this.#reader, header };
  }
}
