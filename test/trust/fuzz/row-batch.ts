import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Chance, chanceOf } from './chance.ts';
import { spoilRow } from './mutate.ts';

const FIXTURES = join(import.meta.dirname, '../../../fixtures');

/** Real rows of sacct, and those of the golden clusters: 13 columns, and 20. */
const MODELS = {
  13: ['domain/sacct-26.05.psv', 'domain/sacct-22.05.psv', 'golden/bell.psv'].flatMap(rowsOf),
  20: ['golden/hammer.psv', 'golden/negishi.psv', 'golden/gilbreth.psv'].flatMap(rowsOf),
};

/** How many columns rows have. */
export type Width = keyof typeof MODELS;

/** Rows as bytes, of which some are spoilt, and what is known of the whole ones among them. */
export type RowBatch = {
  readonly bytes: Buffer;
  /** Rows that were spoilt. */
  readonly spoilt: number;
  /** Whole jobs by `user day`, each once however often its row comes. */
  readonly good: Readonly<Record<string, number>>;
  readonly goodSeconds: number;
};

/** Whole jobs end within this month, and their users are named `good…`, as nobody else is. */
const MONTH_START = Date.parse('2026-08-01T00:00:00Z') / 1000;
const MONTH_DAYS = 31;

/** A batch of so many spoilt rows; between them, one to ten, whole rows, a twentieth of which come twice. */
export function rowBatch(seed: number, spoilt: number, width: Width): RowBatch {
  const chance = chanceOf(seed);
  const good: Record<string, number> = {};
  let goodSeconds = 0;
  const lines: Buffer[] = [];
  const addGood = (number: number): void => {
    const job = goodJob(seed, number, chance, width);
    good[job.key] = (good[job.key] ?? 0) + 1;
    goodSeconds += job.seconds;
    lines.push(job.row);
    if (chance.once(20)) lines.push(job.row);
  };
  addGood(0);
  for (let index = 1; index <= spoilt; index++) {
    lines.push(spoilRow(chance.oneOf(MODELS[width]), chance, chance.oneOf(MODELS[width])));
    if (index % 10 === 0) addGood(index);
  }
  const newline = Buffer.from('\n');
  return { bytes: Buffer.concat(lines.flatMap((line) => [line, newline])), spoilt, good, goodSeconds };
}

function goodJob(seed: number, number: number, chance: Chance, width: Width) {
  const user = `good${chance.below(20)}`;
  const dayAt = chance.below(MONTH_DAYS);
  const seconds = 60 + chance.below(7000);
  const end = MONTH_START + dayAt * 86_400 + 7200 + chance.below(70_000);
  const start = end - seconds;
  // No model's id is so long, and no spoilt one's by more than chance.
  const id = `88${String(seed).padStart(9, '0')}${String(number).padStart(7, '0')}`;
  const base = `${id}|${user}|COMPLETED|${seconds}|2|1|100M|||cpu=2,mem=100M,node=1|${start}|${start}|${end}`;
  const row = Buffer.from(width === 20 ? `${base}|${start}|chem|cpu|normal|60|00:01:00|` : base);
  const day = `2026-08-${String(dayAt + 1).padStart(2, '0')}`;
  return { key: `${user} ${day}`, seconds, row };
}

function rowsOf(file: string): Buffer[] {
  const lines = readFileSync(join(FIXTURES, file)).toString('latin1').split('\n');
  return lines.filter((line) => line !== '').map((line) => Buffer.from(line, 'latin1'));
}
