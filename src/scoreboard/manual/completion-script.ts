import { bashCompletion } from './bash-completion.ts';
import type { CommandFacts } from './command-facts.ts';
import { fishCompletion } from './fish-completion.ts';
import { zshCompletion } from './zsh-completion.ts';

/** The shells that can complete our programs. */
export type Shell = 'bash' | 'zsh' | 'fish';

const SCRIPTS: Readonly<Record<Shell, (programs: readonly CommandFacts[]) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/** A shell's script that completes some programs. It does not start them, and reads nothing but names of clusters. */
export function completionScript(shell: Shell, programs: readonly CommandFacts[]): string {
  return SCRIPTS[shell](programs);
}
