import type { Clock } from '../../platform/clock.ts';
import { repeat } from '../../platform/repeat.ts';
import { endInput, type InputMessage, parseInput, restLimitMs } from './parse-input.ts';

/** What input is read with. */
export type InputParts = {
  readonly clock: Clock;
  /** Takes all that one piece of input said. */
  readonly send: (messages: readonly InputMessage[]) => void;
  readonly onError: (error: unknown) => void;
};

/** Takes pieces of input as they come and sends what they say; an end that is cut waits a moment for its remainder. */
export function inputReader({ clock, send, onError }: InputParts): (text: string) => void {
  let rest = '';
  let waiting = new AbortController();

  const endLater = async (signal: AbortSignal): Promise<void> => {
    await repeat(
      { clock, signal },
      () => (rest === '' ? null : restLimitMs(rest)),
      () => {
        const messages = endInput(rest);
        rest = '';
        send(messages);
      },
    );
  };

  return (text) => {
    waiting.abort();
    const parsed = parseInput(rest + text);
    rest = parsed.rest;
    if (rest !== '') {
      waiting = new AbortController();
      endLater(waiting.signal).catch(onError);
    }
    send(parsed.messages);
  };
}
