import { wallClockIn } from '../../domain/wall-clock.ts';
import type { DumpFile } from '../../platform/dump-file.ts';
import { layoutOfDump } from '../records/column-layout.ts';
import { LineBlocks, NEWLINE } from '../records/line-blocks.ts';
import { noRows, type RowCounts } from '../records/row-counts.ts';
import type { RunBatch, RunTexts } from '../records/run-batch.ts';
import { RunReader } from '../records/run-reader.ts';
import type { CountingUnit } from '../rollups/counting-unit.ts';
import type { DumpReading, IngestedDump } from './dump-reading.ts';
import { runsInAll } from './expected-runs.ts';

/** Reads a dump from its start to its end. Throws KnownError for a file that is no sacct output, and the signal's reason. */
export async function readInOneGo(dump: DumpFile, parts: DumpReading): Promise<IngestedDump> {
  let bytesRead = 0;
  let unit: CountingUnit | null = null;
  const reader = new DumpReader(dump.name, parts, (batch, texts) => {
    const size = { ofBytes: bytesRead, bytes: dump.bytes };
    unit ??= parts.unitFor({ inAll: runsInAll(batch.count, size), perMonth: 0 });
    unit.add(batch, texts);
  });
  const lines = new LineBlocks(reader);
  const onRaw = (bytes: number): void => {
    // A packed file may be read long before it is unpacked.
    if (bytes !== bytesRead) parts.onProgress(bytes / Math.max(1, dump.bytes));
    bytesRead = bytes;
  };
  for await (const chunk of dump.chunks(onRaw)) {
    parts.signal.throwIfAborted();
    lines.push(chunk);
  }
  const cut = lines.end();
  if (cut !== null) reader.cutRow(cut);
  const rows = reader.end();
  return { unit: unit ?? parts.unitFor({ inAll: 0, perMonth: 0 }), rows };
}

/** Tells the columns from the first line and reads the others by them. */
class DumpReader {
  readonly #name: string;
  readonly #parts: DumpReading;
  readonly #onRuns: (batch: RunBatch, texts: RunTexts) => void;
  #reader: RunReader | null = null;

  constructor(name: string, parts: DumpReading, onRuns: (batch: RunBatch, texts: RunTexts) => void) {
    this.#name = name;
    this.#parts = parts;
    this.#onRuns = onRuns;
  }

  rows(bytes: Buffer, from: number, to: number): void {
    if (this.#reader !== null) {
      this.#reader.rows(bytes, from, to);
      return;
    }
    const stop = bytes.indexOf(NEWLINE, from);
    const { reader, header } = this.#open(bytes.toString('utf8', from, stop).replace(/\r$/, ''));
    reader.rows(bytes, header ? stop + 1 : from, to);
  }

  /** A last line without newline may have lost its end, which could make another number of the last column. */
  cutRow(text: string): void {
    (this.#reader ?? this.#open(text).reader).cutRow(text);
  }

  longRow(start: string): void {
    (this.#reader ?? this.#open(start).reader).longRow(start);
  }

  end(): RowCounts {
    return this.#reader?.end() ?? noRows();
  }

  #open(firstLine: string): { reader: RunReader; header: boolean } {
    const { layout, header } = layoutOfDump(firstLine, this.#name);
    const { rowSettings, timeZone, onReject } = this.#parts;
    const settings = { ...rowSettings, wallClock: wallClockIn(timeZone) };
    this.#reader = new RunReader({ layout, settings, onRuns: this.#onRuns, onReject });
    return { reader: this.#reader, header };
  }
}
