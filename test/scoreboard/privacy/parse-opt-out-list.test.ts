import { describe, expect, it } from 'vitest';
import { parseOptOutList } from '../../../src/scoreboard/privacy/parse-opt-out-list.ts';

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
