import { describe, expect, test } from 'vitest';
import { booleanValue } from '../../../src/platform/config/boolean-value.ts';
import { checkValue } from '../../../src/platform/config/check-value.ts';
import { choiceValue } from '../../../src/platform/config/choice-value.ts';
import { instantValue } from '../../../src/platform/config/instant-value.ts';
import { listValue } from '../../../src/platform/config/list-value.ts';
import { numberAbove, numberFrom, wholeNumber } from '../../../src/platform/config/number-value.ts';
import { optionalValue } from '../../../src/platform/config/optional-value.ts';
import { pathValue, programValue } from '../../../src/platform/config/path-value.ts';
import { textValue } from '../../../src/platform/config/text-value.ts';
import type { ValueType } from '../../../src/platform/config/value-type.ts';

const HOME = '/home/ada';
const minutes = wholeNumber(1, 60);
const share = numberFrom(0, 0.5);
const rate = numberAbove(0, 600);
const flag = booleanValue();
const word = choiceValue(['auto', 'per-node']);
const base = choiceValue([1000, 1024]);
const name = textValue({
  allowed: 'a name',
  test: (text) => /^[a-z0-9]+$/.test(text),
  fold: (text) => text.toLowerCase(),
});
const words = listValue(choiceValue(['ONE', 'TWO', 'THREE']), { allowed: 'a list of ONE, TWO, THREE' });
const texts = listValue(textValue({ allowed: 'a text', test: (text) => text !== '' }), {
  allowed: 'a list of texts',
  commas: true,
});
const some = listValue(name, { allowed: 'a list of one name or more', min: 1 });

type Good = [string, ValueType<unknown>, unknown, unknown];

const fromFile = (type: ValueType<unknown>, value: unknown) =>
  checkValue(type, { from: 'file', value, home: HOME }, null);
const fromText = (type: ValueType<unknown>, text: string) =>
  checkValue(type, { from: 'text', value: text, home: HOME }, null);

describe('C16 good values of files', () => {
  const rows: Good[] = [
    ['a whole number at the lower edge', minutes, 1, 1],
    ['a whole number at the upper edge', minutes, 60, 60],
    ['a fraction', share, 0.25, 0.25],
    ['just above an open edge', rate, 0.001, 0.001],
    ['true', flag, true, true],
    ['off, as people write it', flag, 'off', false],
    ['1 for true', flag, 1, true],
    ['a word in capitals', word, 'PER-NODE', 'per-node'],
    ['a number of a list', base, 1024, 1024],
    ['text is folded and its blank ends go', name, ' Hammer ', 'hammer'],
    ['an absolute path, tidied', pathValue(), '/a//b/../c/', '/a/c'],
    ['a path below the home folder', pathValue(), '~/x', '/home/ada/x'],
    ['the home folder', pathValue(), '~', '/home/ada'],
    ['a program by name', programValue(), 'sacct', 'sacct'],
    ['a program by path', programValue(), '/opt/slurm/bin/sacct', '/opt/slurm/bin/sacct'],
    ['a day is its first second in UTC', instantValue(), '2025-07-01', 1_751_328_000],
    ['a time in UTC', instantValue(), '2025-07-01T06:30:00Z', 1_751_351_400],
    ['a time without zone is UTC', instantValue(), '2025-07-01 06:30:00', 1_751_351_400],
    ['a time with an offset', instantValue(), '2025-07-01T02:30:00-04:00', 1_751_351_400],
    ['the first day there is', instantValue(), '1970-01-01', 0],
    ['a list comes in the order of the choices, once each', words, ['three', 'ONE', 'ONE'], ['ONE', 'THREE']],
    ['a list of words as one text with commas', words, 'TWO, ONE', ['ONE', 'TWO']],
    ['an empty list', words, [], []],
    ['texts keep their order and their commas', texts, ['b, c', 'a', 'b, c'], ['b, c', 'a']],
    ['nothing, where that is allowed', optionalValue(name), null, null],
  ];
  test.each(rows)('%s', (_, type, value, wanted) => {
    expect(fromFile(type, value)).toEqual({ ok: true, value: wanted });
  });
});

describe('C16 good values of variables and flags', () => {
  const rows: Good[] = [
    ['a whole number', minutes, ' 7 ', 7],
    ['a number with an exponent', share, '1e-4', 0.0001],
    ['a boolean', flag, 'No', false],
    ['a number of a list', base, '1024', 1024],
    ['a list with commas', words, 'THREE,TWO,', ['TWO', 'THREE']],
    ['a path relative to where the program was started', pathValue(), 'x', `${process.cwd()}/x`],
    ['a path below the home folder', pathValue(), '~/x', '/home/ada/x'],
    ['a day', instantValue(), '2000-01-01', 946_684_800],
  ];
  test.each(rows)('%s', (_, type, text, wanted) => {
    expect(fromText(type, String(text))).toEqual({ ok: true, value: wanted });
  });
});

describe('C16 bad values say what is allowed', () => {
  const rows: [string, ValueType<unknown>, unknown, string][] = [
    ['below', minutes, 0, '0 is not a whole number from 1 to 60'],
    ['above', minutes, 61, '61 is not a whole number from 1 to 60'],
    ['a fraction', minutes, 1.5, '1.5 is not a whole number from 1 to 60'],
    ['a word', minutes, 'ten', '"ten" is not a whole number from 1 to 60'],
    ['a number in quotes', minutes, '10', '"10" is not a whole number from 1 to 60; write it without quotes'],
    ['not a number', minutes, Number.NaN, 'NaN is not a whole number from 1 to 60'],
    ['endless', rate, Number.POSITIVE_INFINITY, 'Infinity is not a number above 0 and up to 600'],
    ['the open edge', rate, 0, '0 is not a number above 0 and up to 600'],
    ['no value', minutes, null, 'it has no value; it must be a whole number from 1 to 60'],
    ['a list', minutes, [1], 'a list is not a whole number from 1 to 60'],
    ['a map', minutes, {}, 'a map is not a whole number from 1 to 60'],
    ['a word for a boolean', flag, 'maybe', '"maybe" is not true or false'],
    ['2 for a boolean', flag, 2, '2 is not true or false'],
    ['a mistyped choice', word, 'pernode', '"pernode" is not auto or per-node; did you mean per-node?'],
    ['another choice', word, 'x', '"x" is not auto or per-node'],
    ['another number of a list', base, 1023, '1023 is not 1000 or 1024'],
    ['a number for a text', name, 2024, '2024 is not a name; write it in quotes'],
    ['a boolean for a text', name, true, 'true is not a name; write it in quotes'],
    ['control characters', name, 'a\u001b[2J\u0085', '"a\\u001b[2J?" is not a name'],
    ['control characters within', name, 'a\u009bz', '"a?z" is not a name'],
    ['a long text is cut', name, '-'.repeat(90), `"${'-'.repeat(60)}…" is not a name`],
    ['a relative path', pathValue(), 'x/y', '"x/y" is not an absolute path (or one that begins with ~/)'],
    ['another home', pathValue(), '~bob/x', '"~bob/x" is not an absolute path (or one that begins with ~/)'],
    ['no path', pathValue(), '', '"" is not an absolute path (or one that begins with ~/)'],
    [
      'a program by relative path',
      programValue(),
      'bin/sacct',
      '"bin/sacct" is not the name of a program on PATH or its absolute path',
    ],
    [
      'a day that is none',
      instantValue(),
      '2025-02-29',
      '"2025-02-29" is not a UTC day (2025-07-01) or time (2025-07-01T06:30:00Z) of the years 1970 to 2099',
    ],
    [
      'a year',
      instantValue(),
      2025,
      '2025 is not a UTC day (2025-07-01) or time (2025-07-01T06:30:00Z) of the years 1970 to 2099',
    ],
    [
      'a day too early',
      instantValue(),
      '1969-12-31',
      '"1969-12-31" is not a UTC day (2025-07-01) or time (2025-07-01T06:30:00Z) of the years 1970 to 2099',
    ],
    [
      'a day too late',
      instantValue(),
      '2100-01-01',
      '"2100-01-01" is not a UTC day (2025-07-01) or time (2025-07-01T06:30:00Z) of the years 1970 to 2099',
    ],
    ['a text for a list of texts', texts, 'a, b', '"a, b" is not a list of texts'],
    ['a list that may not be empty', some, [], 'the list is empty; it must be a list of one name or more'],
  ];
  test.each(rows)('%s', (_, type, value, text) => {
    expect(fromFile(type, value)).toEqual({ ok: false, faults: [{ text, element: null }] });
  });

  test('the unit is said', () => {
    expect(checkValue(minutes, { from: 'file', value: 0, home: HOME }, 'minutes')).toEqual({
      ok: false,
      faults: [{ text: '0 is not a whole number from 1 to 60 (minutes)', element: null }],
    });
  });

  test('every bad member of a list is named', () => {
    expect(fromFile(words, ['ONE', 'TOW', null, 4])).toEqual({
      ok: false,
      faults: [
        { text: '"TOW" is not one of ONE, TWO, THREE; did you mean TWO?', element: 1 },
        { text: 'it has no value; it must be one of ONE, TWO, THREE', element: 2 },
        { text: '4 is not one of ONE, TWO, THREE', element: 3 },
      ],
    });
  });

  test('what is quoted is what was written, not what it was folded to', () => {
    const text = '"A B" is not a name';
    expect(fromFile(name, 'A B')).toEqual({ ok: false, faults: [{ text, element: null }] });
    expect(fromFile(some, ['ada', 'A B'])).toEqual({ ok: false, faults: [{ text, element: 1 }] });
    expect(fromText(some, 'ada,A B')).toEqual({ ok: false, faults: [{ text: '"a b" is not a name', element: 1 }] });
  });

  test.each(['', ' ', '0x10', '1_000', '1,5', '--1', 'Infinity', 'NaN', '1e999'])(
    'the text "%s" is no number',
    (text) => expect(fromText(rate, text).ok).toBe(false),
  );
});

describe('values are shown as YAML', () => {
  const rows: [string, ValueType<unknown>, unknown, string][] = [
    ['a number', minutes, 7, '7'],
    ['a small number', share, 1e-9, '1e-9'],
    ['a boolean', flag, false, 'false'],
    ['a word', word, 'per-node', 'per-node'],
    ['a text that YAML would take for something else', name, 'on', '"on"'],
    ['a text of digits', name, '007', '"007"'],
    ['a path', pathValue(), '/a b', '"/a b"'],
    ['a day', instantValue(), 946_684_800, '2000-01-01'],
    ['a time', instantValue(), 946_684_801, '2000-01-01T00:00:01Z'],
    ['a list', words, ['ONE', 'TWO'], '[ONE, TWO]'],
    ['a list of texts', texts, ['a, b'], '["a, b"]'],
    ['nothing', optionalValue(name), null, ''],
  ];
  test.each(rows)('%s', (_, type, value, wanted) => expect(type.show(value)).toBe(wanted));
});
