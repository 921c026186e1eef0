import { EXIT } from '../../platform/exit-codes.ts';
import { isThere } from '../../platform/is-there.ts';
import { KnownError } from '../../platform/known-error.ts';
import type { LoadedConfig } from '../config/load-scoreboard-config.ts';
import { pseudonymKeyFile } from './privacy-paths.ts';

/**
 * Throws KnownError where a root has the key of pseudonyms and no setting says whether people are shown by them: the
 * settings were lost, and real names would be published.
 */
export function refuseForgottenPseudonyms({ values, origins }: LoadedConfig): void {
  const { root, pseudonyms } = values;
  if (root === null || pseudonyms || origins.pseudonyms.source !== 'default') return;
  const key = pseudonymKeyFile(root);
  if (!isThere(key)) return;
  throw new KnownError(
    `${key} is there, so people were shown by pseudonyms, but no setting says so any more: put the settings file ` +
      'back, or set pseudonyms: true, or pseudonyms: false to publish names',
    EXIT.usage,
  );
}
