import { describe, expect, test } from 'vitest';
import type { Clock } from '../../../src/platform/clock.ts';
import type { ScreenEvents } from '../../../src/platform/open-screen.ts';
import { INK_BACKEND } from '../../../src/scoreboard/tui/ink-backend.ts';
import type { Message } from '../../../src/scoreboard/tui/message.ts';
import type { MakePainter } from '../../../src/scoreboard/tui/painter.ts';
import { type OutsideEffect, performOutside } from '../../../src/scoreboard/tui/perform-outside.ts';
import { runTui } from '../../../src/scoreboard/tui/run-tui.ts';
import { lineText } from '../../../src/scoreboard/tui/screen.ts';
import type { TuiBackend } from '../../../src/scoreboard/tui/tui-backend.ts';
import { NAMES_SHOWN } from '../place.ts';
import { boardOf, hoursOf, NOW_SECONDS, stateOf } from './state.ts';

const BOARD = boardOf(hoursOf({ ann: 300, bob: 20, cas: 3 }));

/** A clock whose sleepers are woken by hand. */
function handClock(): Clock & { now: number; wake: () => Promise<void> } {
  const sleepers: (() => void)[] = [];
  const clock = {
    now: NOW_SECONDS * 1000,
    nowMs: () => clock.now,
    sleep: (_ms: number, signal?: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        sleepers.push(resolve);
        signal?.addEventListener('abort', () => reject(signal.reason));
      }),
    wake: async () => {
      for (const resolve of sleepers.splice(0)) resolve();
      await soon();
    },
  };
  return clock;
}

const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

type Given = { readonly backend?: TuiBackend; readonly perform?: (effect: OutsideEffect) => Promise<Message> };

/** The runtime on a screen that only remembers. */
async function started({ backend = INK_BACKEND, perform }: Given = {}) {
  const clock = handClock();
  const size = { columns: 80, rows: 24 };
  const seen = { frames: [] as string[][], redraws: 0, suspended: 0, closed: 0, painters: 0 };
  let events: ScreenEvents | null = null;
  const painter: MakePainter = () => {
    seen.painters += 1;
    return {
      draw: (lines) => void seen.frames.push([...lines]),
      redraw: (lines) => {
        seen.redraws += 1;
        seen.frames.push([...lines]);
      },
      end: () => undefined,
    };
  };
  const running = runTui({
    clock,
    openScreen: (_, given) => {
      events = given;
      return {
        size: () => size,
        write: () => undefined,
        suspend: async () => {
          seen.suspended += 1;
        },
        close: () => {
          seen.closed += 1;
        },
      };
    },
    backend,
    first: stateOf({ board: null, choice: { cluster: 'ALL', window: 'alltime', by: 'user' } }),
    paint: (screen) => screen.map(lineText),
    loadPainter: async () => painter,
    files: {
      root: '/root',
      readBoard: async () => ({ ok: true, board: BOARD }),
      listClusters: async () => ['bell'],
      boardStamp: async () => '1',
    },
    perform: perform ?? performOutside({ root: '/nowhere', own: null, reader: NAMES_SHOWN }),
    refreshMs: 5000,
  });
  // A failure is looked at by the test, or not at all.
  running.catch(() => undefined);
  await soon();
  const press = async (text: string): Promise<string> => {
    events!.onInput(text);
    await soon();
    return seen.frames.at(-1)!.join('\n');
  };
  return { clock, size, seen, running, press, events: events! as ScreenEvents };
}

describe('the runtime', () => {
  test('shows the board, takes keys, ends with q and gives the terminal back', async () => {
    const { seen, press, running } = await started();
    expect(seen.frames.at(-1)!.join('\n')).toContain('ann');
    expect(await press('\u001b[B')).toMatch(/[›>] +2 .*bob/);
    await press('q');
    await running;
    expect(seen.closed).toBe(1);
  });

  test('draws one frame for all keys that came together, and none when nothing has changed', async () => {
    const { seen, press } = await started();
    const before = seen.frames.length;
    await press('jj');
    expect(seen.frames.length).toBe(before + 1);
    await press('\u001b[I');
    expect(seen.frames.length).toBe(before + 1);
  });

  test('a tick draws only what changes by it', async () => {
    const { seen, clock } = await started();
    const before = seen.frames.length;
    clock.now += 1000;
    await clock.wake();
    expect(seen.frames.length).toBe(before);
    clock.now += 3_600_000;
    await clock.wake();
    expect(seen.frames.length).toBe(before + 1);
  });

  test('a paste goes into a line that is typed, and is no keys elsewhere', async () => {
    const { press } = await started();
    expect(await press('\u001b[200~q\u001b[201~')).toContain('ann');
    await press('f');
    const frame = await press('\u001b[200~bo\u001b[201~');
    expect(frame).toContain('bob');
    expect(frame).not.toContain('ann');
  });

  test('Ctrl-L, another size and coming back draw everything anew', async () => {
    const { seen, size, press, events } = await started();
    const before = seen.redraws;
    await press('\u000c');
    expect(seen.redraws).toBe(before + 1);
    size.columns = 100;
    events.onResize();
    expect(seen.redraws).toBe(before + 2);
    expect(seen.frames.at(-1)![0]).toHaveLength(100);
    events.onReturn();
    expect(seen.redraws).toBe(before + 3);
  });

  test('Ctrl-Z suspends', async () => {
    const { seen, press } = await started();
    await press('\u001a');
    expect(seen.suspended).toBe(1);
  });

  test('what an effect says comes into the footer', async () => {
    const perform = async (): Promise<Message> => ({ kind: 'notice', text: 'board.csv written', role: 'notice' });
    const { press } = await started({ perform });
    expect(await press('e')).toContain('board.csv written');
  });

  test('something that moves gets ticks of its own until it rests', async () => {
    let ticks = 0;
    const backend: TuiBackend = {
      ...INK_BACKEND,
      update: (state, message) => {
        if (message.kind === 'tick') ticks += 1;
        return INK_BACKEND.update(state, message);
      },
      frameMs: () => (ticks < 3 ? 40 : null),
    };
    const { clock } = await started({ backend });
    for (let turn = 0; turn < 3; turn++) await clock.wake();
    const moved = ticks;
    expect(moved).toBeGreaterThanOrEqual(3);
    await clock.wake();
    // The tick of the second alone.
    expect(ticks - moved).toBeLessThanOrEqual(1);
  });

  test.each([
    [
      'drawing',
      {
        view: () => {
          throw new Error('a bug');
        },
      },
    ],
    [
      'a message',
      {
        update: () => {
          throw new Error('a bug');
        },
      },
    ],
  ])('U5 an error in %s ends it with that error, the terminal given back', async (_, broken) => {
    const { running, seen } = await started({ backend: { ...INK_BACKEND, ...broken } as TuiBackend });
    await expect(running).rejects.toThrow('a bug');
    expect(seen.closed).toBe(1);
  });

  test('U5 an error that nobody caught ends it too', async () => {
    const { running, seen, events } = await started();
    events.onCrash(new Error('a bug elsewhere'));
    await expect(running).rejects.toThrow('a bug elsewhere');
    expect(seen.closed).toBe(1);
  });
});
