import { constants } from 'node:os';
import { endProcess } from './end-process.ts';
import { enterScreen, leaveScreen, type ScreenModes } from './screen-modes.ts';
import { stopJob } from './stop-job.ts';

/** What happens to a program that has the screen. */
export type ScreenEvents = {
  /** What was typed, as text with the terminal's sequences in it. */
  readonly onInput: (text: string) => void;
  /** The terminal has another size. */
  readonly onResize: () => void;
  /** The screen is ours again after a stop, and empty. */
  readonly onReturn: () => void;
  /** An error that nobody caught; the terminal has been given back. */
  readonly onCrash: (error: unknown) => void;
};

/** The terminal in the hands of a full-screen program. */
export type ScreenHold = {
  /** Columns and rows; 80 x 24 where the terminal does not say. */
  readonly size: () => { readonly columns: number; readonly rows: number };
  /** Writes to the terminal; nothing while it is not ours. Waits for a slow terminal, so that frames never pile up. */
  readonly write: (text: string) => void;
  /** Ctrl-Z: gives the terminal back and stops until `fg`. */
  readonly suspend: () => Promise<void>;
  /** Gives the terminal back for good. */
  readonly close: () => void;
};

/** Takes the screen of a terminal. */
export type OpenScreen = (modes: ScreenModes, events: ScreenEvents) => ScreenHold;

/**
 * Takes the process's terminal: raw keys, alternate screen. It is given back, its modes as they were, on close, on a
 * signal, on an error nobody caught, on process.exit, and while the program is stopped. Signals end the program with
 * 128 and their number; a terminal that goes away ends it like SIGHUP.
 */
export const openTerminalScreen: OpenScreen = (modes, events) => {
  const screen = new TerminalScreen(modes, events);
  screen.open();
  return screen;
};

const ENDING = ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT'] as const;

class TerminalScreen implements ScreenHold {
  readonly #modes: ScreenModes;
  readonly #events: ScreenEvents;
  #hold: 'ours' | 'lent' | 'closed' = 'lent';

  constructor(modes: ScreenModes, events: ScreenEvents) {
    this.#modes = modes;
    this.#events = events;
  }

  open(): void {
    for (const signal of ENDING) process.on(signal, this.#end);
    process.on('SIGTSTP', this.#onStop).on('SIGCONT', this.#onContinue).on('exit', this.close);
    process.on('uncaughtException', this.#onCrash).on('unhandledRejection', this.#onCrash);
    process.stdin.on('data', this.#events.onInput).on('end', this.#onGone).on('error', this.#onGone);
    process.stdout.on('resize', this.#events.onResize).on('error', this.#onGone);
    process.stdin.setEncoding('utf8');
    this.#take();
  }

  readonly size = (): { columns: number; rows: number } => ({
    columns: process.stdout.columns || 80,
    rows: process.stdout.rows || 24,
  });

  readonly write = (text: string): void => {
    if (this.#hold === 'ours') process.stdout.write(text);
  };

  readonly suspend = async (): Promise<void> => {
    if (this.#hold !== 'ours') return;
    this.#giveBack('lent');
    process.off('SIGTSTP', this.#onStop);
    await stopJob();
    process.on('SIGTSTP', this.#onStop);
    this.#comeBack();
  };

  readonly close = (): void => {
    this.#giveBack('closed');
    for (const signal of ENDING) process.off(signal, this.#end);
    process.off('SIGTSTP', this.#onStop).off('SIGCONT', this.#onContinue).off('exit', this.close);
    process.off('uncaughtException', this.#onCrash).off('unhandledRejection', this.#onCrash);
    process.stdin.off('data', this.#events.onInput).off('end', this.#onGone).off('error', this.#onGone);
    process.stdout.off('resize', this.#events.onResize).off('error', this.#onGone);
  };

  #take(): void {
    this.#hold = 'ours';
    // First the keys: a process in the background is stopped here, before it writes over the screen of others.
    process.stdin.setRawMode(true);
    process.stdin.resume();
    process.stdout.write(enterScreen(this.#modes));
  }

  #giveBack(as: 'lent' | 'closed'): void {
    const wasOurs = this.#hold === 'ours';
    if (this.#hold !== 'closed') this.#hold = as;
    if (!wasOurs) return;
    process.stdout.write(leaveScreen(this.#modes));
    process.stdin.setRawMode(false);
    process.stdin.pause();
  }

  #comeBack(): void {
    if (this.#hold === 'closed') return;
    this.#take();
    // Node learns the size by this signal, and only the terminal's foreground gets it from the system.
    process.kill(process.pid, 'SIGWINCH');
    this.#events.onReturn();
  }

  readonly #end = (signal: NodeJS.Signals): void => {
    this.close();
    endProcess(128 + constants.signals[signal]);
  };

  readonly #onGone = (): void => this.#end('SIGHUP');

  readonly #onStop = (): void => void this.suspend().catch(this.#onCrash);

  /** After SIGSTOP, which nobody can catch: the shell has set modes of its own meanwhile. */
  readonly #onContinue = (): void => {
    if (this.#hold !== 'ours') return;
    process.stdin.setRawMode(false);
    this.#comeBack();
  };

  readonly #onCrash = (error: unknown): void => {
    this.close();
    this.#events.onCrash(error);
  };
}
