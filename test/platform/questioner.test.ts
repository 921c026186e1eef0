import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { questionerOn } from '../../src/platform/questioner.ts';

/** A pair of streams that says it is a terminal, or does not. */
function streams(isTTY: boolean) {
  return { input: Object.assign(new PassThrough(), { isTTY }), output: Object.assign(new PassThrough(), { isTTY }) };
}

describe('asking the person at the terminal', () => {
  test('the answer comes without blank ends, and the question was shown', async () => {
    const { input, output } = streams(false);
    const answer = questionerOn(input, output).ask('Name? ');
    input.write('  ada \n');
    expect(await answer).toBe('ada');
    expect(String(output.read())).toBe('Name? ');
  });

  test('one question after the other on the same input', async () => {
    const { input, output } = streams(false);
    const questioner = questionerOn(input, output);
    const first = questioner.ask('1? ');
    input.write('a\n');
    expect(await first).toBe('a');
    const second = questioner.ask('2? ');
    input.write('b\n');
    expect(await second).toBe('b');
  });

  test('the end of the input is no answer', async () => {
    const { input, output } = streams(false);
    const answer = questionerOn(input, output).ask('Name? ');
    input.end();
    expect(await answer).toBeNull();
  });

  test('Ctrl-C is no answer', async () => {
    const { input, output } = streams(true);
    const answer = questionerOn(input, output).ask('Name? ');
    input.write('ad\u0003');
    expect(await answer).toBeNull();
  });

  test('there is somebody to ask only where both ends are a terminal', () => {
    const terminal = streams(true);
    const pipe = streams(false);
    expect(questionerOn(terminal.input, terminal.output).interactive).toBe(true);
    expect(questionerOn(pipe.input, terminal.output).interactive).toBe(false);
    expect(questionerOn(terminal.input, pipe.output).interactive).toBe(false);
  });
});
