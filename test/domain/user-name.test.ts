import { describe, expect, it } from 'vitest';
import { hasControlCharacter, isKeptName, parseUserName } from '../../src/domain/user-name.ts';
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
    ['a path is a name like any other', '../../etc/passwd', '../../etc/passwd'],
    ['a formula too', "=cmd|' /C calc'!A0", "=cmd|' /c calc'!a0"],
    ['and markup', '<script>', '<script>'],
    ['names of JavaScript', '__proto__', '__proto__'],
    ['an override of the direction', 'eve\u202egnp', null],
    ['a right-to-left mark', 'eve\u200f', null],
    ['a character without width', 'e\u200bve', null],
    ['a line separator', 'e\u2028ve', null],
    ['half a surrogate pair', 'e\ud83dve', null],
    ['private use', 'e\ue000ve', null],
    ['bytes that were no UTF-8: two people could share the name', 'e\ufffdve', null],
    ['a sign of kelvin, whose lower case is k', '\u212ail', null],
    ['255 letters', 'a'.repeat(255), 'a'.repeat(255)],
    ['256 letters', 'a'.repeat(256), null],
    ['127 letters of two bytes', 'é'.repeat(127), 'é'.repeat(127)],
    ['128 letters of two bytes', 'é'.repeat(128), null],
    ['10,000 letters', 'a'.repeat(10_000), null],
    ['a control character in the realm is cut off with it', 'eve@\u0007', 'eve'],
  ])('%s', (_sentence, text, name) => {
    expect(parseUserName(text)).toBe(name);
  });
});

describe('P4 names of accounts', () => {
  it.each([
    ['none at all', '', true],
    ['a plain one', 'lab-7', true],
    ['capitals', 'LAB', true],
    ['an escape sequence', '\u001b[31mlab', false],
    ['a right-to-left mark', 'lab\u200f', false],
    ['256 letters', 'a'.repeat(256), false],
  ])('%s', (_sentence, text, isKept) => {
    expect(isKeptName(text)).toBe(isKept);
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
