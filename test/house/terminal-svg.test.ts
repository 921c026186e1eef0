import { expect, test } from 'vitest';
import { terminalSvg } from './terminal-svg.ts';

const ESC = '\u001b';

/** The pieces of text of a picture: colour, further looks, text. */
function pieces(lines: readonly string[]): string[] {
  return [
    ...terminalSvg(lines, { columns: 20, title: 'a screen' }).matchAll(
      /<text x="([\d.]+)" y="([\d.]+)" .*? fill="(#\w+)"(.*?)>(.*?)<\/text>/g,
    ),
  ].map(([, x, y, fill, more, text]) => `${x} ${y} ${fill}${more} ${text}`);
}

test.each([
  ['plain text from the margin on', ['ab'], ['14.0 27.5 #d8d8d0 ab']],
  ['the second line 18 pixels below', ['', 'ab'], ['14.0 45.5 #d8d8d0 ab']],
  ['what XML would take for its own', ['<&>'], ['14.0 27.5 #d8d8d0 &lt;&amp;&gt;']],
  [
    'a colour of its own, then none',
    [`a${ESC}[38;2;255;0;16mb${ESC}[39mc`],
    ['14.0 27.5 #d8d8d0 a', '22.4 27.5 #ff0010 b', '30.8 27.5 #d8d8d0 c'],
  ],
  [
    'one of 256: 196 is pure red, 244 a grey',
    [`${ESC}[38;5;196ma${ESC}[38;5;244mb`],
    ['14.0 27.5 #ff0000 a', '22.4 27.5 #808080 b'],
  ],
  [
    'bold until reset, over the line’s end',
    [`${ESC}[1ma`, `b${ESC}[0mc`],
    ['14.0 27.5 #d8d8d0 font-weight="bold" a', '14.0 45.5 #d8d8d0 font-weight="bold" b', '22.4 45.5 #d8d8d0 c'],
  ],
  [
    'words with room between them each in their place',
    ['ab  cd e'],
    ['14.0 27.5 #d8d8d0 ab', '47.6 27.5 #d8d8d0 cd e'],
  ],
  ['inverse swaps', [`${ESC}[7ma`], ['14.0 27.5 #11140f a']],
  ['a wide character takes two cells', ['日b'], ['14.0 27.5 #d8d8d0 日b']],
])('%s', (_, lines, expected) => {
  expect(pieces(lines)).toEqual(expected);
});

test('a wide character counts twice', () => {
  expect(terminalSvg(['日'], { columns: 20, title: 'a screen' })).toContain('textLength="16.8"');
});

test('anything but colours is an error', () => {
  expect(() => terminalSvg([`${ESC}[2J`], { columns: 20, title: 'a screen' })).toThrow('not an SGR code');
});
