import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { problemLine } from '../../../src/platform/config/config-error.ts';
import { parseYaml } from '../../../src/platform/config/parse-yaml.ts';

const problems = (text: string): string[] => parseYaml('c.yaml', text).problems.map(problemLine);
const scalars = (text: string) =>
  parseYaml('c.yaml', text).entries.map(({ key, line, value }) => [key, line, value] as const);

describe('C16 good YAML becomes entries with their lines', () => {
  const rows: [string, string, ReturnType<typeof scalars>][] = [
    ['an empty file sets nothing', '', []],
    ['a file of comments sets nothing', '# a\n# b\n', []],
    ['an empty document sets nothing', '---\n', []],
    [
      'numbers, booleans and words have their types',
      'a: 1\nb: true\nc: x\n',
      [
        ['a', 1, 1],
        ['b', 2, true],
        ['c', 3, 'x'],
      ],
    ],
    ['a key without a value is null', 'a:\n', [['a', 1, null]]],
    ['comments and blank lines count as lines', '# one\n\nb: 2 # two\n', [['b', 3, 2]]],
    [
      'line ends may be CR LF',
      'a: 1\r\nb: 2\r\n',
      [
        ['a', 1, 1],
        ['b', 2, 2],
      ],
    ],
    ['a day is text, even under %YAML 1.1', '%YAML 1.1\n---\na: 2000-01-01\n', [['a', 3, '2000-01-01']]],
    ['off is text in YAML 1.2', 'a: off\n', [['a', 1, 'off']]],
    ['<< is no merge but a key', '<<: 1\n', [['<<', 1, 1]]],
    ['a number as key is its text', '1: x\n', [['1', 1, 'x']]],
  ];
  test.each(rows)('%s', (_, text, wanted) => {
    expect(scalars(text)).toEqual(wanted);
    expect(problems(text)).toEqual([]);
  });

  test('members of a list know their lines', () => {
    const [entry] = parseYaml('c.yaml', 'a:\n  - x\n\n  - y\n').entries;
    expect(entry).toMatchObject({ line: 1, value: ['x', 'y'], memberLines: [2, 4] });
  });

  test('a map has entries of its own', () => {
    const [entry] = parseYaml('c.yaml', 'jobs:\n  port: 1\n  host: h\n').entries;
    expect(entry?.entries?.map(({ key, line }) => [key, line])).toEqual([
      ['port', 2],
      ['host', 3],
    ]);
  });
});

describe('C16 bad YAML names file and line', () => {
  const rows: [string, string, string[]][] = [
    ['a key set twice', 'a: 1\nb: 2\na: 3\n', ['c.yaml:3: a: it is set twice, first in line 1']],
    [
      'a key set three times',
      'a: 1\na: 2\na: 3\n',
      ['c.yaml:2: a: it is set twice, first in line 1', 'c.yaml:3: a: it is set twice, first in line 1'],
    ],
    ['a key set twice below another', 'j:\n  p: 1\n  p: 2\n', ['c.yaml:3: p: it is set twice, first in line 2']],
    ['a tab', 'a: 1\nb:\n\tc: 2\n', ['c.yaml:3: bad YAML: Tabs are not allowed as indentation']],
    ['a quote left open', "a: 1\nb: 'x\n", ["c.yaml:3: bad YAML: Missing closing 'quote"]],
    ['two colons', 'a: b: c\n', ['c.yaml:1: bad YAML: Nested mappings are not allowed in compact mappings']],
    [
      'two faults',
      'a: b: c\nd: @x\n',
      [
        'c.yaml:1: bad YAML: Nested mappings are not allowed in compact mappings',
        'c.yaml:2: bad YAML: Plain value cannot start with reserved character @',
      ],
    ],
    [
      'a second document',
      'a: 1\n---\na: 2\n',
      ['c.yaml:2: bad YAML: a second document begins here; the file must hold one'],
    ],
    ['a list', '- a\n', ['c.yaml:1: the file must hold lines of the form `key: value`']],
    ['one word', '\nhello\n', ['c.yaml:2: the file must hold lines of the form `key: value`']],
    ['an unknown tag', 'a: !x 1\n', ['c.yaml:1: bad YAML: Unresolved tag: !x']],
    ['an alias', 'a: &x 1\nb: *x\n', ['c.yaml:2: b: the alias *x is not allowed here; write the value itself']],
    ['a list as key', '[a]: 1\n', ['c.yaml:1: bad YAML: a key must be a plain word']],
    [
      'control characters in a key',
      '"a\\e[2J": 1\n"a\\e[2J": 2\n',
      ['c.yaml:2: a?[2J: it is set twice, first in line 1'],
    ],
  ];
  test.each(rows)('%s', (_, text, wanted) => expect(problems(text)).toEqual(wanted));

  test('what has a fault gives no entry, so that nobody finds a second one in it', () => {
    expect(scalars('a: &x 1\nb: *x\nc: 3\n')).toEqual([
      ['a', 1, 1],
      ['c', 3, 3],
    ]);
  });

  test('an alias bomb is refused without growing', () => {
    const bomb = readFileSync(join(import.meta.dirname, '../../../fixtures/config/alias-bomb.yaml'), 'utf8');
    expect(problems(bomb)).toEqual([
      'c.yaml:2: b: the alias *a is not allowed here; write the value itself',
      'c.yaml:3: c: the alias *b is not allowed here; write the value itself',
      'c.yaml:4: d: the alias *c is not allowed here; write the value itself',
      'c.yaml:5: e: the alias *d is not allowed here; write the value itself',
      'c.yaml:6: f: the alias *e is not allowed here; write the value itself',
      'c.yaml:7: g: the alias *f is not allowed here; write the value itself',
      'c.yaml:8: h: the alias *g is not allowed here; write the value itself',
      'c.yaml:9: failure_states: the alias *h is not allowed here; write the value itself',
    ]);
  });

  test.each(['[', '{a: ', '- '])('100,000 times "%s" is one clear text, not a crash', (piece) => {
    expect(problems(piece.repeat(100_000))).toContain('c.yaml:1: bad YAML: it is nested too deeply');
  });
});
