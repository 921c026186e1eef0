import { describe, expect, it } from 'vitest';
import { csvRow, tsvRow } from '../../src/platform/delimited-text.ts';

describe('C7 CSV (RFC 4180)', () => {
  it.each([
    ['plain cells', ['a', 1, 2.5], 'a,1,2.5\r\n'],
    ['a comma', ['a,b'], '"a,b"\r\n'],
    ['quotes are doubled', ['say "hi"'], '"say ""hi"""\r\n'],
    ['line ends inside', ['a\r\nb', 'c\nd'], '"a\r\nb","c\nd"\r\n'],
    ['blanks are kept', [' a '], ' a \r\n'],
    ['empty and unknown', ['', null, 0], ',,0\r\n'],
    ['what a terminal obeys', ['\u001b[2J\u009b1mA', 'b\u202ec'], '?[2J?1mA,b?c\r\n'],
    ['a number below zero is a number', [-3, -0.5], '-3,-0.5\r\n'],
  ])('%s', (_, cells, text) => {
    expect(csvRow(cells)).toBe(text);
  });

  it.each([
    ['=1+1', "'=1+1\r\n"],
    ['+1', "'+1\r\n"],
    ['-1', "'-1\r\n"],
    ['@SUM(A1)', "'@SUM(A1)\r\n"],
    ['\tx', '"\'\tx"\r\n'],
    ['\nx', '"\'\nx"\r\n'],
    [' =1', "' =1\r\n"],
    ['\uff1d1', "'\uff1d1\r\n"],
    ["=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0\r\n"],
    ['a;=1', '"a;=1"\r\n'],
    ['\rx', '"\'\rx"\r\n'],
    ['=HYPERLINK("http://x";"y"),', '"\'=HYPERLINK(""http://x"";""y""),"\r\n'],
    ["'=1", "'=1\r\n"],
    ['a=1', 'a=1\r\n'],
    ['-1.5', "'-1.5\r\n"],
  ])('no spreadsheet takes the text %j for a formula', (cell, text) => {
    expect(csvRow([cell])).toBe(text);
  });
});

describe('C7 tab-separated values', () => {
  it.each([
    ['plain cells', ['a', 1, null], 'a\t1\t\n'],
    ['tabs, line ends and backslashes', ['a\tb\nc\rd\\e'], 'a\\tb\\nc\\rd\\\\e\n'],
    ['commas and quotes are nothing special', ['a,"b"'], 'a,"b"\n'],
    ['a formula', ['=1'], "'=1\n"],
  ])('%s', (_, cells, text) => {
    expect(tsvRow(cells)).toBe(text);
  });
});
