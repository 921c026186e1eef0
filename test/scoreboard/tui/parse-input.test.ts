import { describe, expect, test } from 'vitest';
import { endInput, parseInput, restLimitMs } from '../../../src/scoreboard/tui/parse-input.ts';

const E = '\u001b';

describe('U3 keys', () => {
  test.each([
    ['up', `${E}[A`],
    ['up in application mode', `${E}OA`, 'up'],
    ['down', `${E}[B`],
    ['right', `${E}[C`],
    ['left', `${E}[D`],
    ['right with Ctrl held', `${E}[1;5C`, 'right'],
    ['page-up', `${E}[5~`],
    ['page-down', `${E}[6~`],
    ['home', `${E}[H`],
    ['home of a VT220', `${E}[1~`, 'home'],
    ['home of rxvt', `${E}[7~`, 'home'],
    ['home in application mode', `${E}OH`, 'home'],
    ['end', `${E}[F`],
    ['end of a VT220', `${E}[4~`, 'end'],
    ['end of rxvt', `${E}[8~`, 'end'],
    ['enter', '\r'],
    ['enter as line feed', '\n', 'enter'],
    ['enter of the keypad', `${E}OM`, 'enter'],
    ['tab', '\t'],
    ['shift-tab', `${E}[Z`],
    ['backspace', '\u007f'],
    ['backspace as Ctrl-H', '\b', 'backspace'],
    ['ctrl-c', '\u0003'],
    ['ctrl-l', '\u000c'],
    ['ctrl-u', '\u0015'],
    ['ctrl-z', '\u001a'],
  ])('%s', (name, input, key = name) => {
    expect(parseInput(input)).toEqual({ messages: [{ kind: 'key', key }], rest: '' });
  });

  test.each([
    ['a character', 'q', ['q']],
    ['several are one text', 'abc', ['abc']],
    ['characters beyond ASCII', 'é漢🙂', ['é漢🙂']],
  ])('text: %s', (_, input, texts) => {
    expect(parseInput(input)).toEqual({ messages: texts.map((text) => ({ kind: 'text', text })), rest: '' });
  });

  test('several keys in one piece come in their order', () => {
    const { messages } = parseInput(`j${E}[B\u007f${E}[5~q`);
    expect(messages.map((message) => ('key' in message ? message.key : 'text' in message && message.text))).toEqual([
      'j',
      'down',
      'backspace',
      'page-up',
      'q',
    ]);
  });

  test('Esc and a key in one piece are two keys, also before an arrow', () => {
    expect(parseInput(`${E}q`).messages).toEqual([
      { kind: 'key', key: 'escape' },
      { kind: 'text', text: 'q' },
    ]);
    expect(parseInput(`${E}${E}[A`).messages).toEqual([
      { kind: 'key', key: 'escape' },
      { kind: 'key', key: 'up' },
    ]);
  });

  test.each([
    ['a function key', `${E}[15~`],
    ['a function key of the Linux console', `${E}[[A`],
    ['the insert key', `${E}[2~`],
    ['an answer about the terminal', `${E}[?62;22c`],
    ['a report of focus', `${E}[I`],
    ['an answer about a colour', `${E}]11;rgb:0000/0000/0000\u0007`],
    ['the same, ended the other way', `${E}]11;rgb:0000/0000/0000${E}\\`],
    ['a device control string', `${E}P1+r${E}\\`],
    ['other control characters', '\u0000\u0001\u001f\u0085'],
  ])('%s says nothing', (_, input) => {
    expect(parseInput(`${input}x`)).toEqual({ messages: [{ kind: 'text', text: 'x' }], rest: '' });
  });
});

describe('U1 mouse', () => {
  test.each([
    ['a click', '0;12;5M', { event: 'click', column: 11, row: 4 }],
    ['a click with Shift held', '4;1;1M', { event: 'click', column: 0, row: 0 }],
    ['the wheel up', '64;80;24M', { event: 'wheel-up', column: 79, row: 23 }],
    ['the wheel down', '65;300;200M', { event: 'wheel-down', column: 299, row: 199 }],
  ])('%s, counted from 0', (_, report, event) => {
    expect(parseInput(`${E}[<${report}`)).toEqual({ messages: [{ kind: 'mouse', ...event }], rest: '' });
  });

  test.each([
    ['a release', '0;12;5m'],
    ['another button', '2;12;5M'],
    ['a drag', '32;12;5M'],
  ])('%s says nothing', (_, report) => {
    expect(parseInput(`${E}[<${report}`)).toEqual({ messages: [], rest: '' });
  });
});

describe('pastes', () => {
  const paste = (text: string): string => `${E}[200~${text}${E}[201~`;

  test.each([
    ['a word', 'ann', 'ann'],
    ['lines become one', 'ann\r\nbob\n', 'ann bob'],
    ['with sequences in it', `a${E}[Ab`, 'a [Ab'],
    ['of a thousand characters at most', 'x'.repeat(5000), 'x'.repeat(1000)],
  ])('%s', (_, text, pasted) => {
    expect(parseInput(paste(text))).toEqual({ messages: [{ kind: 'paste', text: pasted }], rest: '' });
  });

  test('of nothing says nothing', () => {
    expect(parseInput(paste('\n'))).toEqual({ messages: [], rest: '' });
  });

  test('in pieces is kept until its end, its middle cut when it is long', () => {
    const whole = `${paste(`begin${'x'.repeat(20_000)}`)}q`;
    const messages = [];
    let rest = '';
    for (let at = 0; at < whole.length; at += 7) {
      const parsed = parseInput(rest + whole.slice(at, at + 7));
      messages.push(...parsed.messages);
      rest = parsed.rest;
      expect(rest.length).toBeLessThan(2000);
    }
    expect(messages).toEqual([
      { kind: 'paste', text: `begin${'x'.repeat(995)}` },
      { kind: 'text', text: 'q' },
    ]);
  });

  test('whose end never comes is what there is of it', () => {
    expect(endInput(`${E}[200~half`)).toEqual([{ kind: 'paste', text: 'half' }]);
    expect(restLimitMs(`${E}[200~half`)).toBeGreaterThan(restLimitMs(E));
  });
});

describe('sequences in pieces', () => {
  test.each([
    `${E}[A`,
    `${E}OB`,
    `${E}[1;5C`,
    `${E}[5~`,
    `${E}[<64;80;24M`,
    `${E}]11;rgb:0/0/0\u0007`,
    `${E}[200~ann${E}[201~`,
  ])('%j cut anywhere is the same as whole', (sequence) => {
    const whole = parseInput(`${sequence}q`).messages;
    for (let cut = 1; cut < sequence.length; cut++) {
      const begun = parseInput(sequence.slice(0, cut));
      const ended = parseInput(`${begun.rest}${sequence.slice(cut)}q`);
      expect([...begun.messages, ...ended.messages]).toEqual(whole);
    }
  });

  test('after which nothing comes: Esc alone is the key, others say nothing', () => {
    expect(endInput(E)).toEqual([{ kind: 'key', key: 'escape' }]);
    expect(endInput(`${E}[`)).toEqual([]);
    expect(endInput(`${E}[<0;1`)).toEqual([]);
  });
});
