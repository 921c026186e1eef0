import { EXIT } from '../../platform/exit-codes.ts';
import { isThere } from '../../platform/is-there.ts';
import { KnownError } from '../../platform/known-error.ts';
import type { LoadedConfig } from '../config/load-scoreboard-config.ts';
import { pseudonymKeyFile } from './privacy-paths.ts';

/** A root whose people were shown by pseudonyms, with settings that do not say whether they still are. */
export type ForgottenPseudonyms = {
  /** The key that is there. */
  readonly key: string;
  readonly what: string;
  readonly remedy: string;
};

/** Null where settings say whether people are shown by pseudonyms, or they never were. */
export function forgottenPseudonyms({ values, origins }: LoadedConfig): ForgottenPseudonyms | null {
  const { root, pseudonyms } = values;
  if (root === null || pseudonyms || origins.pseudonyms.source !== 'default') return null;
  const key = pseudonymKeyFile(root);
  if (!isThere(key)) return null;
  const what = 'it is there, so people were shown by pseudonyms, but no setting says so any more';
  const remedy = 'Put the settings file back, or set pseudonyms: true, or pseudonyms: false to publish names.';
  return { key, what, remedy };
}

/** Throws KnownError (exit 2) for forgotten pseudonyms: the settings were lost, and real names would be published. */
export function refuseForgottenPseudonyms(loaded: LoadedConfig): void {
  const forgotten = forgottenPseudonyms(loaded);
  if (forgotten === null) return;
  const { key, what, remedy } = forgotten;
  throw new KnownError(`${key}: ${what}. ${remedy}`, EXIT.usage);
}
