import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const LAUNCHER = fileURLToPath(new URL('../../../bin/slurm-sb', import.meta.url));

/** How a run of the built program ended. */
export type Ended = {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** The most memory that was seen resident, in MB. */
  readonly peakMb: number;
};

/** How long a run may take before it counts as hanging. */
const LONGEST_MS = 120_000;
const LOOK_MS = 20;

/** Runs the built slurm-sb to its end; code null is one that was ended because it hung. */
export async function runProgram(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const child = spawn(LAUNCHER, args, {
    env: { PATH: process.env.PATH, HOME: '/nonexistent', LANG: 'C.UTF-8', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LONGEST_MS,
    killSignal: 'SIGKILL',
  });
  const text = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    text.out += piece;
  });
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    text.err += piece;
  });
  let peakMb = 0;
  const look = setInterval(() => {
    peakMb = Math.max(peakMb, residentMb(child.pid));
  }, LOOK_MS);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  clearInterval(look);
  return { code, ...text, peakMb };
}

/** The high-water mark of a process; the launcher becomes the program by exec. */
function residentMb(pid: number | undefined): number {
  try {
    const kb = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kb ?? 0) / 1000;
  } catch {
    return 0;
  }
}

/** Why what a program printed could do harm, or shows a bug; null when nothing speaks against it. */
export function faultIn(printed: string): string | null {
  if (/this is a bug|^\s+at .*:\d+:\d+\)?$/m.test(printed)) return 'a stack';
  const found = /(?!\r\n)[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.exec(printed);
  return found === null ? null : `U+${found[0].codePointAt(0)!.toString(16).padStart(4, '0')}`;
}
