import { readFileSync } from 'node:fs';

/** Names a process beyond the reuse of its pid: the host's boot and the start of the process in clock ticks. */
export type ProcessIdentity = { readonly host: string; readonly pid: number; readonly startedTicks: number | null };

/** The identity of a process of this host; `startedTicks` is null when it is not there or /proc is not. */
export function processIdentity(host: string, pid: number): ProcessIdentity {
  return { host, pid, startedTicks: startTicks(pid) };
}

/** True when the process is of this host and surely no longer runs. */
export function isGone(process: ProcessIdentity, thisHost: string): boolean {
  if (process.host !== thisHost || startTicks('self') === null) return false;
  const now = startTicks(process.pid);
  return now === null || (process.startedTicks !== null && now !== process.startedTicks);
}

/** Field 22 of /proc/PID/stat; the second field may hold spaces and parentheses. Source: proc(5). */
function startTicks(pid: number | 'self'): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : Number(fields[19]);
  } catch {
    return null;
  }
}
