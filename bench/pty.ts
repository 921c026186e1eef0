import { spawn, spawnSync } from 'node:child_process';

/** A program on a terminal of 120 x 40 (script(1) of util-linux keeps it). */
export type Pty = {
  readonly write: (text: string) => void;
  /** Resolves to the time (performance.now) when what was written since the last call holds a text. */
  readonly until: (text: string) => Promise<number>;
  /** Bytes written since the last call; what they said counts for no sign any more. */
  readonly takeBytes: () => number;
  /** Resolves to the time when it has ended. */
  readonly ended: Promise<number>;
};

const LONGEST_WAIT_MS = 20_000;

/** Throws where there is no script(1). */
export function needPty(): void {
  if (spawnSync('script', ['--version']).status !== 0)
    throw new Error('script(1) of util-linux is needed for a terminal');
}

/** Starts a command line on a terminal of its own. */
export function openPty(command: string, env: Readonly<Record<string, string>>): Pty {
  const child = spawn('script', ['-qfec', `stty rows 40 cols 120; exec ${command}`, '/dev/null'], {
    env: { ...env, LC_ALL: 'C.UTF-8', TERM: 'xterm-256color', COLORTERM: 'truecolor' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let text = '';
  let bytes = 0;
  let onText = (): void => undefined;
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
    bytes += Buffer.byteLength(piece);
    onText();
  });
  return {
    write: (keys) => void child.stdin.write(keys),
    until: (sign) =>
      new Promise((resolve, reject) => {
        const limit = setTimeout(() => reject(new Error(`did not come: ${JSON.stringify(sign)}`)), LONGEST_WAIT_MS);
        onText = () => {
          if (!text.includes(sign)) return;
          const now = performance.now();
          onText = () => undefined;
          text = '';
          clearTimeout(limit);
          resolve(now);
        };
        onText();
      }),
    takeBytes: () => {
      const taken = bytes;
      bytes = 0;
      text = '';
      return taken;
    },
    ended: new Promise((resolve) => child.on('close', () => resolve(performance.now()))),
  };
}
