import type { KeyRow } from '../../platform/config/key-table.ts';
import { KEY_CHAPTERS, type ScoreboardConfig } from './scoreboard-keys.ts';

/** Longest line of a comment, in characters. */
const WIDTH = 100;

const HEAD = `# slurm-sb: every setting of the scoreboard with its default.
#
# Generated from the table of settings; copy what you want to change into one of these files:
#
#   <root>/config/config.yaml           for everybody who uses this root
#   ~/.slurm_scoreboard/config.yaml     for you alone
#
# Weakest first: the defaults, the root's file, <root>/config/policy.json (settings by cluster, such as
# {"hammer": {"rate_limit_per_min": 1}}), your own file (or the one given by --config), environment variables
# (SLURM_SB_ and the key in upper case, lists with commas), flags. \`slurm-sb config show\` prints every value and where
# it came from, \`slurm-sb config check\` names every mistake by file and line. A key without a value is
# unset; only keys that are unset by default can be.
`;

/**
 * The text of `config.example.yaml`: every key with its default, unit and meaning. Keys are commented out, but for
 * those that `values` sets.
 */
export function exampleConfig(values: Partial<ScoreboardConfig> = {}): string {
  const given: Partial<Record<string, unknown>> = values;
  const chapters = KEY_CHAPTERS.map(({ title, rows }) => {
    const texts = rows.map((row) => `${commentOf(row)}${lineOf(row, given[row.key])}\n`);
    return `\n# --- ${title} ---\n\n${texts.join('\n')}`;
  });
  return HEAD + chapters.join('');
}

function commentOf(row: KeyRow): string {
  return [...wrap(row.doc.join(' ')), ...wrap(factsOf(row))].map((line) => `# ${line}\n`).join('');
}

function lineOf({ key, type, default: usual }: KeyRow, value: unknown): string {
  return `${value === undefined ? '#' : ''}${key}: ${type.show(value ?? usual)}`.trimEnd();
}

/** Default, unit, what is allowed, an example, and who may set it. */
function factsOf(row: KeyRow): string {
  const unit = row.unit === null ? '' : ` ${row.unit}`;
  const facts = [
    row.default === null ? 'Default: unset.' : `Default: ${row.type.show(row.default)}${unit}.`,
    `Allowed: ${row.type.allowed}.`,
    ...(row.example === undefined ? [] : [`Example: ${row.example}`]),
    ...(row.rootFileOnly ? ["Only the root's file may set it."] : []),
  ];
  return facts.join(' ');
}

function wrap(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= WIDTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
