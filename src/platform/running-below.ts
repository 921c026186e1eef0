import { readdir, readFile } from 'node:fs/promises';
import { isErrno } from './errno.ts';

/**
 * The ids of this host's processes whose command line names a file below a folder as a word of its own, in ascending
 * order; the folder is an absolute path without links. What another host runs, and what a /proc mounted with hidepid
 * conceals, is not seen. Source: proc(5), /proc/PID/cmdline.
 */
export async function runningBelow(folder: string): Promise<number[]> {
  const names = await readdir('/proc').catch(() => []);
  const pids = names.filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(pids.map(async (pid) => (await wordsOf(pid)).some((word) => isBelow(word, folder))));
  return pids.filter((_, index) => found[index]).sort((a, b) => a - b);
}

const isBelow = (word: string, folder: string): boolean => word.startsWith(`${folder}/`);

async function wordsOf(pid: number): Promise<string[]> {
  try {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0');
  } catch (error) {
    // It ended meanwhile.
    if (isErrno(error, 'ENOENT', 'ESRCH', 'EACCES', 'EPERM')) return [];
    throw error;
  }
}
