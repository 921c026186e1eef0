import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseOptOutList } from '../../../src/scoreboard/privacy/parse-opt-out-list.ts';
import { readOptOutList } from '../../../src/scoreboard/privacy/read-opt-outs.ts';
import { emptyFolder } from '../place.ts';

describe('F6 config/optout.txt', () => {
  it.each([
    ['one name a line', 'alice\nbob\n', ['alice', 'bob']],
    ['no newline at the end', 'alice\nbob', ['alice', 'bob']],
    ['comments, and blank lines', '# asked by mail\n\nalice # since May\n  \n', ['alice']],
    ['upper case, and a realm', 'Alice@EXAMPLE.ORG\n', ['alice']],
    ['lines of another system', 'alice\r\nbob\rcarol', ['alice', 'bob', 'carol']],
    ['a mark of byte order', '\uFEFFalice\n', ['alice']],
    ['several in a line are several people', 'alice, bob;carol\tdave\n', ['alice', 'bob', 'carol', 'dave']],
    ['in quotes', '"alice"\n\'bob\'\n', ['alice', 'bob']],
    ['nothing', '', []],
  ])('%s', (_, text, names) => {
    expect([...parseOptOutList(text)]).toEqual(names);
  });
});

describe('F6 what config/optout.txt is written in', () => {
  const NOT_UTF8 = 'is no text in UTF-8, so who has opted out is not known and nobody is shown';
  it.each([
    ['UTF-16', Buffer.from('\ufeffalice\n', 'utf16le'), NOT_UTF8],
    ['NUL bytes in it', Buffer.from('alice\0\nbob\n'), NOT_UTF8],
    ['a name in Latin-1', Buffer.from('j\u00f6rg\n', 'latin1'), NOT_UTF8],
    ['a comment in Latin-1', Buffer.from('bob # J\u00f6rg asked\n', 'latin1'), null],
    ['UTF-8', Buffer.from('j\u00f6rg\n'), null],
  ])('%s', async (_, bytes, error) => {
    const root = emptyFolder();
    mkdirSync(join(root, 'config'));
    writeFileSync(join(root, 'config/optout.txt'), bytes);
    const read = readOptOutList(root).then(
      () => null,
      (thrown: Error) => thrown.message,
    );
    expect(await read).toEqual(error === null ? null : `${join(root, 'config/optout.txt')} ${error}`);
  });
});
