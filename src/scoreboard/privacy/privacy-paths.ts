import { join } from 'node:path';

/** The file of names, one a line, that maintainers keep. */
export function optOutList(root: string): string {
  return join(root, 'config', 'optout.txt');
}

/** The folder where people put a file of their own (mode 1777). */
export function optOutFolder(root: string): string {
  return join(root, 'optout.d');
}

/** The key of the pseudonyms. */
export function pseudonymKeyFile(root: string): string {
  return join(root, 'config', 'pseudonym.key');
}

/** What a cluster's ticks know of who has opted out; `state` is the cluster's folder of that name. */
export function optOutStateFile(state: string): string {
  return join(state, 'opt-outs.json');
}

/** The copy of {@link optOutStateFile} that is read where that is damaged or gone. */
export function optOutCopyFile(stateFile: string): string {
  return stateFile.replace(/\.json$/, '.copy.json');
}

/** The file in somebody's home by which they opt out. */
export const HOME_MARK = '.slurm_scoreboard_optout';
