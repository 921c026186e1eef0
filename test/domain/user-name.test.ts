import { describe, expect, it } from 'vitest';
import { hasControlCharacter, parseUserName } from '../../src/domain/user-name.ts';
import { slurmStrings } from './slurm-strings.ts';

describe('P4 users that Slurm prints', () => {
  it.each(slurmStrings('User'))('"$text" is $expected: $reason', ({ text, expected }) => {
    expect(parseUserName(text)).toBe(expected === 'error' ? null : expected);
  });
});

describe('P4 users', () => {
  it.each([
    ['only the first realm sign counts', 'eve@a@b', 'eve'],
    ['white space around is no part', '  eve ', 'eve'],
    ['white space within stays', 'domain users', 'domain users'],
    ['a backslash stays', 'AD\\Eve', 'ad\\eve'],
    ['letters of other scripts stay', 'ÉVE', 'éve'],
    ['white space alone', '   ', null],
    ['a realm alone', '@example.org', null],
    ['a control character', 'e\u0007ve', null],
    ['an escape sequence', '\u001b[31meve', null],
    ['a null', 'eve\u0000', null],
    ['a tab', 'e\tve', null],
    ['a newline', 'e\nve', null],
    ['DEL', 'eve\u007f', null],
    ['C1, which some terminals obey', 'e\u009bve', null],
    ['a control character in the realm is cut off with it', 'eve@\u0007', 'eve'],
  ])('%s', (_sentence, text, name) => {
    expect(parseUserName(text)).toBe(name);
  });
});

describe('P4 control characters', () => {
  it.each([
    ['letters', 'eve', false],
    ['a space', 'e ve', false],
    ['accents', 'é', false],
    ['escape', '\u001b', true],
    ['DEL', '\u007f', true],
    ['the last of C1', '\u009f', true],
    ['the one after C1, a hard space', '\u00a0', false],
    ['empty', '', false],
  ])('%s', (_sentence, text, has) => {
    expect(hasControlCharacter(text)).toBe(has);
  });
});
