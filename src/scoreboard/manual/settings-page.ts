import { envName, type KeyRow } from '../../platform/config/key-table.ts';
import { KEY_CHAPTERS, SCOREBOARD_KEYS } from '../config/scoreboard-keys.ts';
import { sentence } from './command-entry.ts';
import { chapter, example, fileItems, item, manPage, paragraph, seeAlso, subchapter } from './man-page.ts';
import { bold, italic, markedText, roffText } from './roff.ts';

const ABOUT = [
  'The settings of slurm-sb(1) and slurm-sb-tui(1) are read from two files, one for everybody who uses a root and one ' +
    'of your own. Both are YAML: a line for each setting, `key: value`. A key that is not listed here, a key that ' +
    'stands twice and a value that is not allowed are errors; they are named by file and line.',
  'Weakest first: the defaults, `<root>/config/config.yaml`, `<root>/config/policy.json`, ' +
    '`~/.slurm_scoreboard/config.yaml` (or the file given by `--config`), environment variables, flags.',
  'A key without a value is unset; only keys that are unset by default can be. `slurm-sb config show` prints every ' +
    'value and where it came from, `slurm-sb config check` names every mistake.',
];

const FILES: readonly (readonly [path: string, holds: string])[] = [
  ['<root>/config/config.yaml', 'For everybody who uses this root; `slurm-sb init` writes it.'],
  ['<root>/config/policy.json', 'Settings that differ by cluster.'],
  ['~/.slurm_scoreboard/config.yaml', 'For you alone.'],
];

/** slurm-sb.yaml(5), from the table of settings. */
export function settingsPage(version: string): string {
  const title = { name: 'slurm-sb.yaml', section: 5, version, summary: 'settings of slurm-sb' } as const;
  return manPage(title, [
    ...chapter('synopsis', [
      '.nf',
      italic('<root>/config/config.yaml'),
      italic('~/.slurm_scoreboard/config.yaml'),
      '.fi',
    ]),
    ...chapter(
      'description',
      ABOUT.flatMap((text) => paragraph(markedText(text))),
    ),
    ...chapter(
      'settings',
      KEY_CHAPTERS.flatMap(({ title: name, rows }) => subchapter(name, rows.flatMap(settingItem))),
    ),
    ...chapter('settings by cluster', [
      ...paragraph(
        markedText(
          'Where clusters share a root, `<root>/config/policy.json` may set any key for one of them but `root`, ' +
            '`cluster` and those that only the root’s file may set:',
        ),
      ),
      ...example(['{ "hammer": { "rate_limit_per_min": 1 }, "bell": { "steps": false } }']),
    ]),
    ...chapter('files', fileItems(FILES)),
    ...chapter(
      'examples',
      example(['root: /shared/slurm_scoreboard', 'backfill_start: 2025-07-01', 'rate_limit_per_min: 1']),
    ),
    ...seeAlso([
      ['slurm-sb', 1],
      ['slurm-sb-tui', 1],
    ]),
  ]);
}

function settingItem(row: KeyRow): string[] {
  return item(bold(row.key), markedText(row.doc.join(' ')), facts(row).flatMap(paragraph));
}

/** Default and what is allowed; then how else it is set. */
function facts(row: KeyRow): string[] {
  const { type, default: usual, unit, flag, example: shown, rootFileOnly } = row;
  const values = [
    usual === null
      ? 'Unset by default.'
      : `Default: ${bold(type.show(usual))}${roffText(unit === null ? '' : ` ${unit}`)}.`,
    `Allowed: ${roffText(sentence(type.allowed).replace(/^./, type.allowed.charAt(0)))}`,
    ...(shown === undefined ? [] : [`Example: ${bold(shown)}.`]),
  ];
  if (rootFileOnly) return [values.join(' '), 'Only the root\\(cqs file may set it.'];
  const ways = [
    `Variable: ${bold(envName(SCOREBOARD_KEYS, row))}.`,
    ...(flag === undefined ? [] : [`Flag: ${flagText(flag)}.`]),
  ];
  return [values.join(' '), ways.join(' ')];
}

function flagText(flag: string): string {
  const [name = '', value = ''] = flag.split(' ');
  return `${bold(name)} ${italic(value.replace(/[<>]/g, ''))}`;
}
