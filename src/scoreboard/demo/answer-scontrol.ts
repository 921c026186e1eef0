import { isoSeconds } from '../../domain/calendar.ts';
import { KnownError } from '../../platform/known-error.ts';
import { SLURM_VERSION, type ToolCall } from './tool-call.ts';

/**
 * What `scontrol` prints for a call: `show config` with the few lines that matter to a reader of accounting, and its
 * version. Throws KnownError for everything else.
 */
export function answerScontrol({ args, env, cluster, clockSeconds }: ToolCall): Iterable<string> {
  const words = args.filter((word) => !/^(?:-[ao]|--all|--oneliner)$/.test(word));
  if (words.length === 1 && /^(?:-V|--version|version)$/.test(words[0] ?? '')) return [`slurm ${SLURM_VERSION}\n`];
  const [verb = '', entity = ''] = words;
  if (verb !== 'show' || entity.length < 4 || !'configuration'.startsWith(entity)) {
    throw new KnownError(`the demo answers "show config" and "--version" only, not "${words.join(' ')}"`);
  }
  const lines = [
    ['AccountingStorageType', 'accounting_storage/slurmdbd'],
    ['ClusterName', cluster.name],
    ['PrivateData', 'none'],
    ['SLURM_CONF', env.SLURM_CONF ?? ''],
    ['SLURM_VERSION', SLURM_VERSION],
  ].map(([key = '', value]) => `${key.padEnd(23)} = ${value}\n`);
  const asof = isoSeconds(cluster.nowSeconds ?? clockSeconds).slice(0, 19);
  return [`Configuration data as of ${asof}\n`, ...lines];
}
