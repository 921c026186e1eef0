import { describe, expect, test } from 'vitest';
import {
  bold,
  italic,
  literalLines,
  markedText,
  roffText,
  textLine,
  textLines,
} from '../../../src/scoreboard/manual/roff.ts';

describe('I3 text in roff', () => {
  const texts: [string, string, string][] = [
    ['a plain text', 'a table, 30 rows.', 'a table, 30 rows.'],
    ['a hyphen that can be copied', '--dry-run', '\\-\\-dry\\-run'],
    ['a backslash', 'C:\\new', 'C:\\(rsnew'],
    ['quotes of all kinds', `'it' "is" \`so\``, '\\(aqit\\(aq \\(dqis\\(dq \\(gaso\\(ga'],
    ['a tilde and a caret', '~/x^2', '\\(ti/x\\(ha2'],
    ['what is not ASCII', 'the root’s é → 𝄞', 'the root\\[u2019]s \\[u00E9] \\[u2192] \\[u1D11E]'],
    ['line ends and many blanks', 'one\n  two', 'one two'],
    ['a control character', 'a\u0007b', 'a\\[u0007]b'],
  ];
  test.each(texts)('%s', (_, text, roff) => {
    expect(roffText(text)).toBe(roff);
  });

  test('bold, italics, and bold between backticks', () => {
    expect(bold('--root')).toBe('\\fB\\-\\-root\\fR');
    expect(italic('dir')).toBe('\\fIdir\\fR');
    expect(markedText('with `poll --loop` it goes on')).toBe('with \\fBpoll \\-\\-loop\\fR it goes on');
    expect(markedText('a lone ` is itself')).toBe('a lone \\(ga is itself');
  });

  test('a line that would be a request is none', () => {
    expect(textLine('.SH is no heading')).toBe('\\&.SH is no heading');
    expect(textLine(roffText("'br"))).toBe('\\(aqbr');
  });

  test('long text goes on in a further line, which is no request either', () => {
    const word = 'x'.repeat(49);
    expect(textLines(`${word} ${word} .so ${word}`)).toEqual([`${word} ${word}`, `\\&.so ${word}`]);
  });

  test('lines as they are typed keep their blanks', () => {
    expect(literalLines(['a  b', '', '.c', "  --d 'e'"])).toEqual([
      '.EX',
      'a  b',
      '',
      '\\&.c',
      '  \\-\\-d \\(aqe\\(aq',
      '.EE',
    ]);
  });
});
