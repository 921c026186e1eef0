import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { ReqMemWithoutSuffix } from '../../domain/req-mem.ts';
import { readCheckedJson, sealJson } from '../../platform/checked-json.ts';
import { type Clock, nowSeconds } from '../../platform/clock.ts';
import { writeDurably } from '../../platform/durable-file.ts';
import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import { runForText } from '../../platform/run-for-text.ts';
import { askForText, type Sacct } from './ask-sacct.ts';
import { type Column, columnsToAsk, NEEDED_COLUMNS, parseHelpformat } from './columns.ts';
import { adviceOn } from './sacct-advice.ts';
import { findFailure } from './sacct-failure.ts';

/** `state/slurm.json`: what is known of a cluster's Slurm. Its name is asked every time, the rest once a day. */
export const slurmFactsSchema = z.object({
  schema_version: z.literal(1),
  kind: z.literal('slurm'),
  sacct: z.string().describe('the program that was asked'),
  slurm_conf: z.string().nullable().describe('SLURM_CONF that it was asked with; null: Slurm’s own default'),
  version: z.string().nullable().describe('such as 22.05.8; null: not told'),
  columns: z.array(z.string()).describe('all columns this sacct knows'),
  cluster_name: z.string().nullable().describe('ClusterName of Slurm’s own configuration; null: not told'),
  asked_at: z.int().describe('epoch seconds'),
});

export type SlurmFacts = z.infer<typeof slurmFactsSchema>;

/** How to ask for the facts. */
export type FactsParts = {
  readonly sacct: Sacct;
  readonly scontrol: string;
  readonly clock: Clock;
  /** The file that keeps the facts; null: none does. */
  readonly path: string | null;
};

const DAY_SECONDS = 86_400;

/**
 * The facts of this day, else asked anew. What cannot be told now (accounting or controller away) is taken from the
 * last time that the same sacct was asked with the same SLURM_CONF. ClusterName is asked at every call, as another
 * SLURM_CONF in a crontab, or other text in the file, makes the same sacct answer for another cluster. Nothing is kept
 * yet: see {@link keepFacts}. Throws KnownError: no sacct (noTool), its columns never known, or a needed one missing
 * (failed).
 */
export async function knowSlurm(parts: FactsParts): Promise<SlurmFacts> {
  const kept = await keptFacts(parts);
  const now = nowSeconds(parts.clock);
  const fresh = kept !== null && now >= kept.asked_at && now - kept.asked_at < DAY_SECONDS && kept.columns.length > 0;
  const cluster_name = (await askClusterName(parts)) ?? kept?.cluster_name ?? null;
  if (fresh) return { ...kept, cluster_name };
  const version = await askVersion(parts.sacct);
  const { columns, complaint } = await askColumns(parts.sacct);
  const facts: SlurmFacts = {
    schema_version: 1,
    kind: 'slurm',
    sacct: parts.sacct.file,
    slurm_conf: confOf(parts.sacct),
    version,
    columns: columns.length > 0 ? columns : (kept?.columns ?? []),
    cluster_name,
    asked_at: now,
  };
  checkColumns(facts, complaint);
  return facts;
}

/** Keeps facts for the calls of this day, once they are known to be of the right cluster. */
export async function keepFacts(path: string, facts: SlurmFacts): Promise<void> {
  const read = await readCheckedJson(path, slurmFactsSchema);
  if (read.ok && isDeepStrictEqual(read.value, facts)) return;
  await writeDurably(path, sealJson(JSON.stringify(facts)));
}

/** The columns to ask this Slurm for, and those it does not have. */
export function askedColumns(facts: SlurmFacts): { ask: Column[]; missing: Column[] } {
  return columnsToAsk(facts.columns);
}

/** What a ReqMem without suffix means to a version: the whole job from 21.08 on (spec P6). */
export function withoutSuffixOf(version: string | null): ReqMemWithoutSuffix {
  const match = /^(\d+)\.(\d+)/.exec(version ?? '');
  if (match === null) return 'per-node';
  const [year, month] = [Number(match[1]), Number(match[2])];
  return year > 21 || (year === 21 && month >= 8) ? 'per-job' : 'per-node';
}

/** `22.05.8` from `slurm 22.05.8`. Throws KnownError (noTool) when the program cannot be started. */
async function askVersion(sacct: Sacct): Promise<string | null> {
  const end = await askForText(sacct, ['--version']);
  if (end.outcome === 'gone') {
    throw new KnownError(`${sacct.file} is not here or cannot be started; set sacct_path or PATH`, EXIT.noTool);
  }
  return /^slurm(?:-wlm)? (\d+\.\d+\S*)/.exec(end.stdout)?.[1] ?? null;
}

/** The columns this sacct knows; none where accounting is away, and what it said then. */
async function askColumns(sacct: Sacct): Promise<{ columns: string[]; complaint: string }> {
  const end = await askForText(sacct, ['--helpformat']);
  const failure = findFailure(end, sacct.ignoreStderr);
  return { columns: failure === null ? parseHelpformat(end.stdout) : [], complaint: failure?.detail ?? '' };
}

/** Slurm's own ClusterName as `scontrol show config` tells it; null when it does not. */
async function askClusterName({ sacct, scontrol }: Pick<FactsParts, 'sacct' | 'scontrol'>): Promise<string | null> {
  const request = { file: scontrol, args: ['show', 'config'], env: sacct.env, timeoutMs: 15_000 };
  const end = await runForText(sacct.run, request);
  return /^ClusterName\s*=\s*(\S+)\s*$/m.exec(end.stdout)?.[1] ?? null;
}

async function keptFacts({ path, sacct }: FactsParts): Promise<SlurmFacts | null> {
  if (path === null) return null;
  const read = await readCheckedJson(path, slurmFactsSchema);
  const isSame = read.ok && read.value.sacct === sacct.file && read.value.slurm_conf === confOf(sacct);
  return isSame ? read.value : null;
}

function confOf({ env }: Sacct): string | null {
  return env.SLURM_CONF ?? null;
}

function checkColumns(facts: SlurmFacts, complaint: string): void {
  if (facts.columns.length === 0) {
    const said = [complaint, adviceOn(complaint)].filter((text) => text !== '' && text !== null);
    const why = said.length === 0 ? 'accounting is away' : said.join('; ');
    throw new KnownError(`sacct lists no columns (sacct --helpformat), so no job was asked for: ${why}`);
  }
  const { missing } = askedColumns(facts);
  const fatal = NEEDED_COLUMNS.filter((column) => missing.includes(column));
  if (fatal.length > 0) throw new KnownError(`this sacct lacks the columns ${fatal.join(', ')}`);
}
