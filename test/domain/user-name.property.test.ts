import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasControlCharacter, parseUserName } from '../../src/domain/user-name.ts';

describe('P4 users', () => {
  it('no text makes the parser throw; a name is not empty, has no realm and no control character, and stays itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const name = parseUserName(text);
        if (name === null) return;
        expect(name).not.toBe('');
        expect(name).not.toContain('@');
        expect(hasControlCharacter(name)).toBe(false);
        expect(parseUserName(name)).toBe(name);
      }),
    );
  });

  it('capitals and realm do not matter', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][a-z0-9_.-]{0,31}$/), fc.string(), (name, realm) => {
        expect(parseUserName(`${name.toUpperCase()}@${realm}`)).toBe(name);
      }),
    );
  });
});
