import type { DumpFile } from '../../platform/dump-file.ts';
import { openPlainFile, type PlainFile } from '../../platform/plain-file.ts';
import { layoutOfDump } from '../records/column-layout.ts';
import { NEWLINE } from '../records/line-blocks.ts';
import { readThreaded } from '../records/threaded-rows.ts';
import type { BesideCounts } from '../rollups/counted-beside.ts';
import type { DumpReading, IngestedDump } from './dump-reading.ts';
import { expectedRuns } from './expected-runs.ts';
import { readInOneGo } from './read-in-one-go.ts';

const FIRST_BYTES = 262_144;

/** Reads a large dump with several threads; the result is that of {@link readInOneGo}. Throws KnownError likewise. */
export async function readInThreads(
  dump: DumpFile,
  parts: DumpReading & { readonly threads: number },
): Promise<IngestedDump> {
  const path = dump.plainPath ?? '';
  const file = openPlainFile(path);
  try {
    const first = firstBytes(file);
    const stop = first.indexOf(NEWLINE);
    // No row is so long: whoever reads it from the start says what is wrong.
    if (stop < 0) return await readInOneGo(dump, parts);
    const { layout, header } = layoutOfDump(first.toString('utf8', 0, stop).replace(/\r$/, ''), dump.name);
    const unit = parts.unitFor(expectedRuns(file, layout));
    const { rowSettings: settings, timeZone, threads, onReject, onProgress, signal } = parts;
    const rows = await readThreaded<BesideCounts>(file, {
      rows: { path, identity: file.identity, layout, firstRow: header ? stop + 1 : 0, settings, timeZone },
      threads,
      beside: parts.beside,
      onBeside: (counts) => unit.addBeside(counts),
      onRuns: (batch, texts) => unit.add(batch, texts),
      onReject,
      onProgress,
      signal,
    });
    return { unit, rows };
  } finally {
    file.close();
  }
}

function firstBytes(file: PlainFile): Buffer {
  const memory = Buffer.allocUnsafe(FIRST_BYTES);
  return memory.subarray(0, file.readAt(0, memory));
}
