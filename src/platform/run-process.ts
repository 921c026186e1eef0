/** A child process to run; nothing of our own environment reaches it but `env`. */
export type ProcessRequest = {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** Limit of the child's address space in MiB; none when left out. */
  readonly memoryLimitMib?: number;
  /** Takes stdout as it arrives; it is not kept. Throwing kills the child and rejects. */
  readonly onOutput: (chunk: Buffer) => void;
  readonly signal?: AbortSignal;
};

/** How a child ended. */
export type ProcessEnd = {
  /** `gone`: the program could not be started. */
  readonly outcome: 'exited' | 'signalled' | 'timed-out' | 'gone';
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** The first 64 kB of stderr. */
  readonly stderr: string;
};

/** Runs a child to its end. Rejects only when aborted or when `onOutput` threw. */
export type RunProcess = (request: ProcessRequest) => Promise<ProcessEnd>;

const STDERR_LIMIT = 65_536;
/** How long a child that was told to end may take before it is killed. */
const FORCE_KILL_MS = 2_000;

/**
 * The wrapper limits the child's memory and, where util-linux can, ties its life to ours, so that a killed poll does
 * not leave a query running on the database. The program's own name and arguments follow as "$@".
 */
const WRAPPER = `
[ "$1" = 0 ] || ulimit -v "$1"; shift
if setpriv --pdeathsig TERM true 2>/dev/null; then exec setpriv --pdeathsig TERM "$@"; fi
exec "$@"`;

/** Runs real processes. */
export const runRealProcess: RunProcess = async (request) => {
  request.signal?.throwIfAborted();
  // Most commands start no process, and loading this takes 20 ms.
  const { execa } = await import('execa');
  const limitKib = (request.memoryLimitMib ?? 0) * 1024;
  const child = execa('/bin/sh', ['-c', WRAPPER, 'sh', String(limitKib), request.file, ...request.args], {
    buffer: false,
    encoding: 'buffer',
    env: request.env,
    extendEnv: false,
    forceKillAfterDelay: FORCE_KILL_MS,
    reject: false,
    stdin: 'ignore',
    timeout: request.timeoutMs,
    ...(request.signal === undefined ? {} : { cancelSignal: request.signal }),
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    if (stderr.length < STDERR_LIMIT) stderr = (stderr + chunk.toString('utf8')).slice(0, STDERR_LIMIT);
  });
  let thrown: { error: unknown } | null = null;
  child.stdout.on('data', (chunk: Buffer) => {
    if (thrown !== null) return;
    try {
      request.onOutput(chunk);
    } catch (error) {
      thrown = { error };
      child.kill();
    }
  });
  const result = await child;
  request.signal?.throwIfAborted();
  if (thrown !== null) throw (thrown as { error: unknown }).error;
  return {
    outcome: outcomeOf(result),
    exitCode: result.exitCode ?? null,
    signal: result.signal ?? null,
    stderr,
  };
};

/** sh reports a program that it cannot find or may not run by 127 and 126. */
function outcomeOf(result: { timedOut: boolean; signal?: string; exitCode?: number }): ProcessEnd['outcome'] {
  if (result.timedOut) return 'timed-out';
  if (result.signal !== undefined) return 'signalled';
  return result.exitCode === 127 || result.exitCode === 126 || result.exitCode === undefined ? 'gone' : 'exited';
}
