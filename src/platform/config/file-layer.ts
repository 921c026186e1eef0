import { entriesLayer } from './entries-layer.ts';
import type { KeyRow, KeyTable } from './key-table.ts';
import { EMPTY_LAYER, type Layer } from './layer.ts';
import type { YamlFile } from './parse-yaml.ts';
import type { ReadConfigText } from './read-config-text.ts';

/** One YAML file of settings. */
export type ConfigFileRule = {
  readonly path: string;
  /** Someone named this file: it must be there. */
  readonly required: boolean;
  readonly refuse: (row: KeyRow) => string | null;
};

/** A file's layer and whether the file is there. */
export type FileLayer = { readonly layer: Layer; readonly found: boolean };

/** The entries of a file's text, and what is wrong with it. */
type ParseText = (path: string, text: string) => YamlFile | Promise<YamlFile>;

/** What the layer of a file is read with. */
export type FileLayerParts = { readonly readText: ReadConfigText; readonly home: string };

/** Reads a file of settings; nothing is thrown for what is wrong with it. */
export async function fileLayer(parts: FileLayerParts, table: KeyTable, rule: ConfigFileRule): Promise<FileLayer> {
  const file = await readEntries({ ...parts, parse: parseYamlText }, rule);
  if (file === null) return { layer: EMPTY_LAYER, found: false };
  const source = { file: rule.path, home: parts.home, refuse: rule.refuse };
  const layer = entriesLayer(source, table, file.entries);
  return { layer: { ...layer, problems: [...file.problems, ...layer.problems] }, found: true };
}

/** Loads the parser with the first file that is there. */
const parseYamlText: ParseText = async (path, text) => (await import('./parse-yaml.ts')).parseYaml(path, text);

/** Reads and parses a file; null when it is not there and need not be. */
export async function readEntries(
  { readText, parse }: { readonly readText: ReadConfigText; readonly parse: ParseText },
  { path, required }: Pick<ConfigFileRule, 'path' | 'required'>,
): Promise<YamlFile | null> {
  const read = await readText(path);
  if (read.kind === 'text') return parse(path, read.text);
  if (read.kind === 'missing' && !required) return null;
  const text = read.kind === 'missing' ? 'there is no such file' : read.reason;
  return { entries: [], problems: [{ where: path, key: null, text }] };
}
