import type { ColumnLayout } from '../../../src/scoreboard/records/column-layout.ts';
import { digestOf } from '../../../src/scoreboard/records/digest.ts';
import type { JobRow, RowSettings } from '../../../src/scoreboard/records/parse-job-row.ts';
import type { RowCounts } from '../../../src/scoreboard/records/row-counts.ts';
import { DIGEST_WORDS, RunBatch, type RunTexts, UNKNOWN } from '../../../src/scoreboard/records/run-batch.ts';
import { type RejectedRow, RunReader } from '../../../src/scoreboard/records/run-reader.ts';
import { NumberedRunTexts } from '../../../src/scoreboard/records/run-texts.ts';
import type { CountingUnit } from '../../../src/scoreboard/rollups/counting-unit.ts';

/** One ended run in words, for tests: a job's row with the memory of its steps; null is unknown. */
export type JobRecord = Omit<JobRow, 'jobId' | 'submit' | 'memory' | 'negativeWait'> & {
  /** `JobID|Submit`. */
  readonly identity: string;
  readonly maxMemBytes: number | null;
  readonly avgMemBytes: number | null;
  readonly usedMemBytes: number | null;
};

/** What tests say of a run that they do not look at. */
export const USUAL_JOB: Omit<JobRecord, 'identity' | 'end'> = {
  user: 'alice',
  account: 'chem',
  state: 'COMPLETED',
  started: true,
  elapsedSeconds: 60,
  cpus: 2,
  nodes: 1,
  gpus: 0,
  waitSeconds: 5,
  reqMemBytes: null,
  maxMemBytes: null,
  avgMemBytes: null,
  usedMemBytes: null,
  allocMemBytes: null,
  cpuUsedSeconds: null,
};

/** A run as it was read: its identity is known by its digest, in hex. */
export type ReadRecord = Omit<JobRecord, 'identity'> & { readonly submit: number; readonly digest: string };

/** The digest of an identity, in hex. */
export function hexDigest(identity: string): string {
  return hexOf(digestOf(identity));
}

const hexOf = (words: Uint32Array): string => [...words].map((word) => word.toString(16).padStart(8, '0')).join('');
const orNull = (value: number): number | null => (value === UNKNOWN ? null : value);

/** The runs of a batch, one by one. */
export function recordsOf(batch: RunBatch, texts: RunTexts): ReadRecord[] {
  return Array.from({ length: batch.count }, (_, run) => ({
    digest: hexOf(batch.digests.subarray(run * DIGEST_WORDS, (run + 1) * DIGEST_WORDS)),
    submit: batch.submit[run]!,
    user: texts.users[batch.user[run]!]!,
    account: texts.accounts[batch.account[run]!]!,
    state: texts.states[batch.state[run]!]!,
    end: batch.end[run]!,
    started: batch.started[run] === 1,
    elapsedSeconds: batch.elapsedSeconds[run]!,
    cpus: batch.cpus[run]!,
    nodes: batch.nodes[run]!,
    gpus: batch.gpus[run]!,
    waitSeconds: orNull(batch.waitSeconds[run]!),
    reqMemBytes: orNull(batch.reqMemBytes[run]!),
    maxMemBytes: orNull(batch.maxMemBytes[run]!),
    avgMemBytes: orNull(batch.avgMemBytes[run]!),
    usedMemBytes: orNull(batch.usedMemBytes[run]!),
    allocMemBytes: orNull(batch.allocMemBytes[run]!),
    cpuUsedSeconds: orNull(batch.cpuUsedSeconds[run]!),
  }));
}

/** What a reader makes of rows without their newlines. */
export function readRows(
  rows: readonly string[],
  parts: { readonly layout: ColumnLayout; readonly settings: RowSettings; readonly capacity?: number },
  cut?: string,
): { records: ReadRecord[]; rejects: RejectedRow[]; counts: RowCounts } {
  const records: ReadRecord[] = [];
  const rejects: RejectedRow[] = [];
  const reader = new RunReader({
    ...parts,
    batch: new RunBatch(parts.capacity ?? 8),
    onRuns: (batch, texts) => records.push(...recordsOf(batch, texts)),
    onReject: (reject) => rejects.push(reject),
  });
  const bytes = Buffer.from(rows.map((row) => `${row}\n`).join(''));
  reader.rows(bytes, 0, bytes.length);
  if (cut !== undefined) reader.cutRow(cut);
  return { records, rejects, counts: reader.end() };
}

/** Counts runs that are given in words. */
export function addRecords(unit: CountingUnit, records: readonly JobRecord[]): void {
  const { batch, texts } = batchOf(records);
  unit.add(batch, texts);
}

/** A batch of runs that are given in words. */
export function batchOf(records: readonly JobRecord[]): { batch: RunBatch; texts: RunTexts } {
  const batch = new RunBatch(Math.max(1, records.length));
  const texts = new NumberedRunTexts();
  for (const [run, record] of records.entries()) {
    batch.digests.set(digestOf(record.identity), run * DIGEST_WORDS);
    batch.submit[run] = Number(record.identity.split('|')[1]);
    batch.user[run] = texts.userNumbers.numberOf(record.user);
    batch.account[run] = texts.accountNumbers.numberOf(record.account);
    batch.state[run] = texts.stateNumbers.numberOf(record.state);
    batch.end[run] = record.end;
    batch.started[run] = record.started ? 1 : 0;
    for (const name of ['elapsedSeconds', 'cpus', 'nodes', 'gpus'] as const) batch[name][run] = record[name];
    for (const name of ['waitSeconds', 'reqMemBytes', 'maxMemBytes', 'avgMemBytes'] as const) {
      batch[name][run] = record[name] ?? UNKNOWN;
    }
    for (const name of ['usedMemBytes', 'allocMemBytes', 'cpuUsedSeconds'] as const) {
      batch[name][run] = record[name] ?? UNKNOWN;
    }
    batch.count++;
  }
  return { batch, texts };
}
