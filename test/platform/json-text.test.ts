import { expect, it } from 'vitest';
import { jsonText } from '../../src/platform/json-text.ts';

it.each([
  ['plain values', { a: 'b', n: -1 }, '{"a":"b","n":-1}'],
  ['letters of any script stay', ['é 李'], '["é 李"]'],
  ['C1, which JSON itself lets through', ['\u009b2J'], '["\\u009b2J"]'],
  ['DEL', ['\u007f'], '["\\u007f"]'],
  ['marks of direction and without width', ['\u202e\u200b'], '["\\u202e\\u200b"]'],
  ['beyond 16 bits: a pair', ['\u{e0041}'], '["\\udb40\\udc41"]'],
])('JSON that may be printed, and means the same: %s', (_, value, text) => {
  expect(jsonText(value)).toBe(text);
  expect(JSON.parse(text)).toEqual(value);
});
