import type { AskingParts } from '../privacy/names-of-uids.ts';
import type { Surroundings } from './tick-surroundings.ts';

/** How the system is asked who somebody is, and for marks in homes. */
export function askingOf({ run, terminal, signal }: Pick<Surroundings, 'run' | 'terminal' | 'signal'>): AskingParts {
  return { run, env: terminal.env, signal };
}
