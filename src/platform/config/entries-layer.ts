import { checkValue } from './check-value.ts';
import type { ConfigProblem } from './config-error.ts';
import type { KeyRow, KeyTable } from './key-table.ts';
import type { Layer, Setting } from './layer.ts';
import type { YamlEntry } from './parse-yaml.ts';
import { suggestWord } from './suggest-word.ts';

/** The file that entries were read from. */
export type EntriesSource = {
  readonly file: string;
  /** The person's home folder, for `~` in paths. */
  readonly home: string;
  /** Why this file may not set a key; null when it may. */
  readonly refuse: (row: KeyRow) => string | null;
};

/** Checks a file's entries against the table: the good settings, and a problem for each unknown key and bad value. */
export function entriesLayer(source: EntriesSource, table: KeyTable, entries: readonly YamlEntry[]): Layer {
  const settings = new Map<string, Setting>();
  const problems: ConfigProblem[] = [];
  for (const entry of entries) {
    const row = table.rows.find(({ key }) => key === entry.key);
    const found = row === undefined ? unknownKey(source, table, entry) : checkEntry(source, row, entry);
    if ('origin' in found) settings.set(entry.key, found);
    else problems.push(...found);
  }
  return { settings, problems, warnings: [] };
}

function unknownKey({ file }: EntriesSource, table: KeyTable, entry: YamlEntry): ConfigProblem[] {
  const where = `${file}:${entry.line}`;
  if (table.otherSections.includes(entry.key)) {
    if (entry.entries !== null || entry.value === null) return [];
    return [{ where, key: entry.key, text: 'it must hold the settings of that part as a map' }];
  }
  const meant = suggestWord(entry.key, [...table.rows.map(({ key }) => key), ...table.otherSections]);
  const remedy = meant === null ? '`slurm-sb config show` lists the keys' : `did you mean ${meant}?`;
  return [{ where, key: entry.key, text: `there is no such key; ${remedy}` }];
}

function checkEntry(source: EntriesSource, row: KeyRow, entry: YamlEntry): Setting | ConfigProblem[] {
  const { file } = source;
  const refusal = source.refuse(row);
  if (refusal !== null) return [{ where: `${file}:${entry.line}`, key: row.key, text: refusal }];
  const checked = checkValue(row.type, { from: 'file', value: entry.value, home: source.home }, row.unit);
  if (checked.ok) return { value: checked.value, origin: { source: 'file', file, line: entry.line } };
  return checked.faults.map(({ text, element }) => {
    const line = (element === null ? null : entry.memberLines[element]) ?? entry.line;
    return { where: `${file}:${line}`, key: row.key, text };
  });
}
