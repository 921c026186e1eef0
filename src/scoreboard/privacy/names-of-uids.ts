import { parseUserName } from '../../domain/user-name.ts';
import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import { runForText } from '../../platform/run-for-text.ts';
import type { RunProcess } from '../../platform/run-process.ts';

/** How programs are started here. */
export type AskingParts = {
  readonly run: RunProcess;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal | undefined;
};

/** A directory service that does not answer within this is away. */
const TIMEOUT_MS = 30_000;
/** Numbers that one call is asked for. */
const UIDS_PER_CALL = 500;
/** getent(1): one or more keys could not be found. */
const SOME_UNKNOWN = 2;

/**
 * The names of users by their numbers, as the system's directory has them (`getent passwd`); those it does not know are
 * left out. Throws KnownError where it cannot be asked: whom to hide is then not known.
 */
export async function namesOfUids(parts: AskingParts, uids: readonly number[]): Promise<Map<number, string>> {
  const names = new Map<number, string>();
  for (let at = 0; at < uids.length; at += UIDS_PER_CALL) {
    const stdout = await askDirectory(parts, uids.slice(at, at + UIDS_PER_CALL));
    for (const line of stdout.split('\n')) {
      const [text = '', , uid = ''] = line.split(':');
      const name = parseUserName(text);
      if (name !== null && /^\d+$/.test(uid)) names.set(Number(uid), name);
    }
  }
  return names;
}

async function askDirectory({ run, env, signal }: AskingParts, uids: readonly number[]): Promise<string> {
  const { outcome, exitCode, stdout, stderr } = await runForText(run, {
    file: 'getent',
    args: ['passwd', ...uids.map(String)],
    env: { PATH: env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C' },
    timeoutMs: TIMEOUT_MS,
    ...(signal === undefined ? {} : { signal }),
  });
  if (outcome === 'exited' && (exitCode === 0 || exitCode === SOME_UNKNOWN)) return stdout;
  const said = stderr.trim() === '' ? `it ended with ${exitCode ?? outcome}` : stderr.trim();
  const what = outcome === 'gone' ? 'there is no getent on PATH' : outcome === 'timed-out' ? 'no answer in 30 s' : said;
  throw new KnownError(
    `who has opted out by a file in optout.d cannot be told, so nobody is shown: getent passwd: ${what}`,
    outcome === 'gone' ? EXIT.noTool : EXIT.failed,
  );
}
