import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type InputMessage, parseInput } from '../../../src/scoreboard/tui/parse-input.ts';

const E = '\u001b';
const piece = fc.oneof(
  fc.constantFrom(E, `${E}[`, `${E}[A`, `${E}O`, `${E}[<0;1;1M`, `${E}[200~`, `${E}[201~`, `${E}]`, '\u0007', '~', 'q'),
  fc.string(),
);

test('U3 whatever comes in whatever pieces, text never holds a control character', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      let rest = '';
      const messages: InputMessage[] = [];
      for (const one of pieces) {
        const parsed = parseInput(rest + one);
        rest = parsed.rest;
        messages.push(...parsed.messages);
      }
      for (const message of messages) {
        if ('text' in message) expect(message.text).toMatch(/^[^\u0000-\u001f\u007f-\u009f]+$/);
      }
      expect(rest === '' || rest.startsWith(E)).toBe(true);
    }),
  );
});

test('U3 the pieces do not matter', () => {
  const whole = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(whole, fc.nat(), (text, at) => {
      const cut = text.length === 0 ? 0 : at % text.length;
      const first = parseInput(text.slice(0, cut));
      const second = parseInput(first.rest + text.slice(cut));
      expect(joined([...first.messages, ...second.messages])).toEqual(joined(parseInput(text).messages));
      expect(second.rest).toBe(parseInput(text).rest);
    }),
  );
});

/** Texts that a cut has parted are one again. */
function joined(messages: readonly InputMessage[]): InputMessage[] {
  const all: InputMessage[] = [];
  for (const message of messages) {
    const last = all.at(-1);
    if (message.kind === 'text' && last?.kind === 'text')
      all[all.length - 1] = { kind: 'text', text: last.text + message.text };
    else all.push(message);
  }
  return all;
}
