import { expect, it } from 'vitest';
import { isAskableName } from '../../../src/scoreboard/discovery/askable-name.ts';

it.each([
  ['alice', true],
  ['a.b-c_d', true],
  ['Alice', true],
  ['alice@example.org', true],
  ['host$', true],
  ['7zip', true],
  ['a'.repeat(255), true],
  ['a'.repeat(256), false],
  ['a'.repeat(10_000), false],
  ['', false],
  ['-a', false],
  ['--help', false],
  ['a,b', false],
  ['a b', false],
  [' a', false],
  ['a\n', false],
  ['a\tb', false],
  ['a\u0000b', false],
  ['a\u001b[31m', false],
  ['a\u0085', false],
  ['a\u202eb', false],
  ['ähm', false],
  ['a/b', false],
  ['..', false],
  ['.hidden', false],
  ['lost+found', false],
  ['1234', false],
])('%j may be asked for: %s', (name, wanted) => {
  expect(isAskableName(name)).toBe(wanted);
});
