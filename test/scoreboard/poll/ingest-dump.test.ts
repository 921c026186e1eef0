import { appendFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openDumpFile } from '../../../src/platform/dump-file.ts';
import { SeenFilter } from '../../../src/scoreboard/dedupe/seen-filter.ts';
import { type IngestParts, ingestDump } from '../../../src/scoreboard/poll/ingest-dump.ts';
import { emptyFolder } from '../place.ts';

const HEADER = 'JobID|User|State|ElapsedRaw|AllocCPUS|NNodes|Submit|Start|End|Account\n';
const row = (id: number): string => `${id}|alice|COMPLETED|60|1|1|1785547700|1785547740|1785547800|chem\n`;
const rows = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, index) => row(from + index)).join('');

let path = '';
beforeEach(() => {
  path = join(emptyFolder(), 'rows.psv');
});

async function ingest(onProgress: IngestParts['onProgress']) {
  const cursor = { kept_from: null, counted_until: 0 };
  const filter = new SeenFilter({ firstCapacity: 10_000, rate: 1e-4 });
  const { unit } = await ingestDump(await openDumpFile(path), {
    store: { cursor, filterOf: () => filter } as unknown as IngestParts['store'],
    rowSettings: { memoryBase: 1000, reqMemWithoutSuffix: 'per-job', gpuNames: ['gpu'], latestEnd: 2e9 },
    timeZone: 'UTC',
    failureStates: new Set(),
    countedName: (user) => user,
    onReject: () => undefined,
    onProgress,
    signal: new AbortController().signal,
  });
  return unit.counts;
}

/** Does something once the file was read for the first time. */
const afterFirst = (change: () => void) => {
  let isDone = false;
  return (fraction: number, reading: 1 | 2): void => {
    if (reading === 2 || fraction < 1 || isDone) return;
    isDone = true;
    change();
  };
};

describe('a dump that is read twice, as a run may be in it twice', () => {
  const REPEATED = HEADER + rows(1, 200) + row(7);
  const CHANGED = 'rows.psv was written to or replaced while it was read; nothing of it was counted';

  it('counts it once', async () => {
    writeFileSync(path, REPEATED);
    const readings = new Set<number>();
    expect(await ingest((_, reading) => readings.add(reading))).toEqual({ new: 199, seen: 1, outside_window: 0 });
    expect([...readings]).toEqual([1, 2]);
  });

  it('is refused when it has grown meanwhile: what comes again in that nobody looked for', async () => {
    writeFileSync(path, REPEATED);
    await expect(ingest(afterFirst(() => appendFileSync(path, rows(1, 200))))).rejects.toThrow(CHANGED);
  });

  it('is refused when another file has its name', async () => {
    writeFileSync(path, REPEATED);
    writeFileSync(`${path}.2`, HEADER + rows(300, 400) + rows(300, 400));
    await expect(ingest(afterFirst(() => renameSync(`${path}.2`, path)))).rejects.toThrow(CHANGED);
  });

  it('is refused when that happens in the second reading', async () => {
    writeFileSync(path, REPEATED);
    let isDone = false;
    const change = (_: number, reading: 1 | 2): void => {
      if (reading === 1 || isDone) return;
      isDone = true;
      appendFileSync(path, row(1));
    };
    await expect(ingest(change)).rejects.toThrow(CHANGED);
  });

  it('may grow where it is read once', async () => {
    writeFileSync(path, HEADER + rows(1, 200));
    expect((await ingest(afterFirst(() => appendFileSync(path, row(999))))).new).toBeGreaterThanOrEqual(199);
  });
});
