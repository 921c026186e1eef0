import type { Clock } from './clock.ts';
import type { Terminal } from './terminal.ts';

/** Shows how far long work is, on stderr. */
export type ProgressLine = {
  /** `fraction` is 0 to 1, null when unknown; `text` says the rest in a few words. */
  readonly show: (fraction: number | null, text: string) => void;
  /** Takes the bar away, so that what follows starts on a clean line. */
  readonly end: () => void;
};

const BAR_CELLS = 24;
/** A terminal is redrawn this often at most; elsewhere a line is written this often. */
const REDRAW_MS = 100;
const LINE_MS = 30_000;

/** A bar that redraws itself on a terminal, a plain line now and then elsewhere. */
export function progressLine(terminal: Pick<Terminal, 'err' | 'errIsTty' | 'columns'>, clock: Clock): ProgressLine {
  let lastMs = Number.NEGATIVE_INFINITY;
  let drawn = false;
  const intervalMs = terminal.errIsTty ? REDRAW_MS : LINE_MS;
  return {
    show: (fraction, text) => {
      const now = clock.nowMs();
      if (now - lastMs < intervalMs && fraction !== 1) return;
      lastMs = now;
      if (!terminal.errIsTty) return terminal.err(`${percent(fraction)} ${text}\n`);
      drawn = true;
      terminal.err(`\r\u001b[K${`${bar(fraction)} ${percent(fraction)} ${text}`.slice(0, terminal.columns - 1)}`);
    },
    end: () => {
      if (drawn) terminal.err('\r\u001b[K');
      drawn = false;
    },
  };
}

function percent(fraction: number | null): string {
  return fraction === null ? '  …' : `${String(Math.floor(clamp(fraction) * 100)).padStart(3)}%`;
}

function bar(fraction: number | null): string {
  const full = Math.round(clamp(fraction ?? 0) * BAR_CELLS);
  return `[${'#'.repeat(full)}${'-'.repeat(BAR_CELLS - full)}]`;
}

const clamp = (fraction: number): number => Math.min(1, Math.max(0, fraction));
