import { describe, expect, test } from 'vitest';
import { problemLine } from '../../../src/platform/config/config-error.ts';
import { parseJson } from '../../../src/platform/config/parse-json.ts';

const problems = (text: string): string[] => parseJson('p.json', text).problems.map(problemLine);

describe('C16 strict JSON with lines', () => {
  test('entries know their lines, tabs and escapes are fine', () => {
    const [bell] = parseJson('p.json', '{\n\t"bell": {\n\t\t"a\\u0062": 1\n\t}\n}\n').entries;
    expect(bell).toMatchObject({ key: 'bell', line: 2 });
    expect(bell?.entries).toMatchObject([{ key: 'ab', line: 3, value: 1 }]);
  });

  const rows: [string, string, string[]][] = [
    ['a comma too many', '{\n"a": 1,\n}', ['p.json:3: bad JSON: Expected double-quoted property name']],
    ['a comment', '{ // x\n}', ["p.json:1: bad JSON: Expected property name or '}'"]],
    ['YAML', 'a: 1', [`p.json:1: bad JSON: Unexpected token 'a', "a: 1" is not valid JSON`]],
    ['nothing', '', ['p.json:1: bad JSON: Unexpected end of JSON input']],
    ['a key set twice', '{"a": 1,\n"a": 2}', ['p.json:2: a: it is set twice, first in line 1']],
    ['a list', '[]', ['p.json:1: the file must hold lines of the form `key: value`']],
  ];
  test.each(rows)('%s', (_, text, wanted) => expect(problems(text)).toEqual(wanted));
});
