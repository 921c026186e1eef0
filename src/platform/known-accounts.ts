import { runForText } from './run-for-text.ts';
import type { RunProcess } from './run-process.ts';

/** Names in one call of getent. */
const AT_ONCE = 1_000;
const TIMEOUT_MS = 30_000;

/**
 * Those of the names that this host knows as users, by `getent passwd`, whatever they come from (files, LDAP, SSSD).
 * Null where that cannot be asked. Names must not begin with a dash.
 */
export async function knownAccounts(
  run: RunProcess,
  names: readonly string[],
  { env, signal }: { env: Readonly<Record<string, string>>; signal: AbortSignal },
): Promise<ReadonlySet<string> | null> {
  const known = new Set<string>();
  for (let at = 0; at < names.length; at += AT_ONCE) {
    const args = ['passwd', ...names.slice(at, at + AT_ONCE)];
    const end = await runForText(run, { file: 'getent', args, env, timeoutMs: TIMEOUT_MS, signal });
    // 2: one of them is not known (getent(1)).
    if (end.outcome !== 'exited' || (end.exitCode !== 0 && end.exitCode !== 2)) return null;
    for (const line of end.stdout.split('\n')) known.add(line.slice(0, Math.max(0, line.indexOf(':'))));
  }
  return known;
}
