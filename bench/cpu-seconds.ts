import { readFileSync } from 'node:fs';

/** User and system time of a process; clock ticks are hundredths of a second. Source: proc_pid_stat(5). */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
