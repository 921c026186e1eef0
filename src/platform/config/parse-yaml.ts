import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLError,
  type YAMLMap,
} from 'yaml';
import { type ConfigProblem, problemLine } from './config-error.ts';

/** One `key: value` of a map. */
export type YamlEntry = {
  readonly key: string;
  readonly line: number;
  /** A plain value; of a map, an empty object (its entries are in `entries`). */
  readonly value: unknown;
  /** The entries when the value is a map, else null. */
  readonly entries: readonly YamlEntry[] | null;
  /** The lines of a list's members. */
  readonly memberLines: readonly number[];
};

/** The entries of a file's top map in order, and what is wrong with its form. */
export type YamlFile = { readonly entries: readonly YamlEntry[]; readonly problems: readonly ConfigProblem[] };

/** Where the parser's own words speak of its inside. */
const PLAINER_TEXTS: Partial<Record<YAMLError['code'], string>> = {
  MULTIPLE_DOCS: 'a second document begins here; the file must hold one',
  RESOURCE_EXHAUSTION: 'it is nested too deeply',
  NON_STRING_KEY: 'a key must be a plain word',
};

/** Maps below this depth are read as empty: no setting lies so deep. */
const DEEPEST_MAP = 4;

/** What one file is read with. */
type Reading = { readonly file: string; readonly lines: LineCounter; readonly problems: ConfigProblem[] };

/**
 * Reads YAML 1.2 (so JSON too) into entries with their lines. Problems: bad syntax (then no entries are given), a
 * key that is set twice, an alias (nothing here needs one, and a few lines of them can grow to gigabytes), a top level
 * that is no map.
 */
export function parseYaml(file: string, text: string): YamlFile {
  const reading: Reading = { file, lines: new LineCounter(), problems: [] };
  const document = parseDocument(text, {
    lineCounter: reading.lines,
    prettyErrors: false,
    stringKeys: true,
    uniqueKeys: false,
    version: '1.2',
    schema: 'core',
    merge: false,
    resolveKnownTags: false,
  });
  const problems = syntaxProblems(reading, [...document.errors, ...document.warnings]);
  if (problems.length > 0) return { entries: [], problems };
  const top = document.contents;
  if (isMap(top)) return { entries: entriesOf(reading, top, 1), problems: distinct(reading.problems) };
  if (top === null || (isScalar(top) && top.value === null)) return { entries: [], problems: [] };
  report(reading, offsetOf(top), null, 'the file must hold lines of the form `key: value`');
  return { entries: [], problems: reading.problems };
}

/** The parser's errors in order of lines. */
function syntaxProblems(reading: Reading, errors: readonly YAMLError[]): ConfigProblem[] {
  const inOrder = errors.toSorted((a, b) => a.pos[0] - b.pos[0]);
  const problems = inOrder.map((error) => {
    const text = PLAINER_TEXTS[error.code] ?? error.message;
    return problem(reading, lineAt(reading, error.pos[0]), null, `bad YAML: ${text}`);
  });
  return distinct(problems);
}

/** Each problem once: for what is left open at the end the parser repeats itself. */
function distinct(problems: readonly ConfigProblem[]): ConfigProblem[] {
  return [...new Map(problems.map((one) => [problemLine(one), one])).values()];
}

function entriesOf(reading: Reading, map: YAMLMap, depth: number): YamlEntry[] {
  const firstLines = new Map<string, number>();
  const entries: YamlEntry[] = [];
  for (const pair of map.items) {
    const keyNode = pair.key as Node;
    const key = isScalar(keyNode) ? String(keyNode.value) : '';
    const line = lineAt(reading, offsetOf(keyNode));
    const first = firstLines.get(key);
    if (first !== undefined) {
      reading.problems.push(problem(reading, line, key, `it is set twice, first in line ${first}`));
      continue;
    }
    firstLines.set(key, line);
    const problemsBefore = reading.problems.length;
    const entry = entryOf(reading, { key, line, node: pair.value as Node | null, depth });
    // What is already reported is not worth a second look by whoever checks values.
    if (entry.entries !== null || reading.problems.length === problemsBefore) entries.push(entry);
  }
  return entries;
}

type Found = { readonly key: string; readonly line: number; readonly node: Node | null; readonly depth: number };

function entryOf(reading: Reading, { key, line, node, depth }: Found): YamlEntry {
  const base = { key, line, value: null, entries: null, memberLines: [] };
  if (isMap(node)) {
    const entries = depth < DEEPEST_MAP ? entriesOf(reading, node, depth + 1) : [];
    return { ...base, value: {}, entries };
  }
  if (!isSeq(node)) return { ...base, value: plainValue(reading, key, node) };
  const members = node.items as (Node | null)[];
  return {
    ...base,
    value: members.map((member) => plainValue(reading, key, member)),
    memberLines: members.map((member) => (member === null ? line : lineAt(reading, offsetOf(member)))),
  };
}

/** A scalar's value; lists and maps inside of lists are good nowhere and need no content. */
function plainValue(reading: Reading, key: string, node: Node | null): unknown {
  if (isAlias(node)) {
    report(reading, offsetOf(node), key, `the alias *${node.source} is not allowed here; write the value itself`);
    return null;
  }
  if (isScalar(node)) return node.value;
  return isSeq(node) ? [null] : isMap(node) ? {} : null;
}

function report(reading: Reading, offset: number, key: string | null, text: string): void {
  reading.problems.push(problem(reading, lineAt(reading, offset), key, text));
}

function problem({ file }: Reading, line: number, key: string | null, text: string): ConfigProblem {
  return { where: `${file}:${line}`, key, text };
}

function lineAt({ lines }: Reading, offset: number): number {
  return lines.linePos(offset).line;
}

function offsetOf(node: Node): number {
  return node.range?.[0] ?? 0;
}
