import { choiceValue } from '../../platform/config/choice-value.ts';
import { keyRow } from '../../platform/config/key-table.ts';
import { listValue } from '../../platform/config/list-value.ts';
import { optionalValue } from '../../platform/config/optional-value.ts';
import { pathValue } from '../../platform/config/path-value.ts';
import { clusterNameValue } from './name-types.ts';

/** How much the log says; `silent` is nothing. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;

/** Settings of what the scoreboard is about and where it lies. */
export const PLACE_KEYS = [
  keyRow({
    key: 'root',
    type: optionalValue(pathValue()),
    default: null,
    unit: null,
    flag: '--root <dir>',
    example: '/shared/slurm_scoreboard',
    doc: [
      'The shared folder that holds everything: settings, rollups, leaderboards.',
      'It is found by --root, SLURM_SB_ROOT, the file in your home folder, or what deploy --root said.',
      'In <root>/config/config.yaml itself it is only a note: whoever reads that file has found the root already.',
    ],
  }),
  keyRow({
    key: 'cluster',
    type: optionalValue(clusterNameValue()),
    default: null,
    unit: null,
    flag: '--cluster <name>',
    example: 'hammer',
    doc: [
      "The cluster whose accounting is read, by Slurm's own ClusterName.",
      'Where several clusters share a root, name it in each cron line with --cluster instead.',
    ],
  }),
  keyRow({
    key: 'cluster_aliases',
    type: listValue(clusterNameValue(), { allowed: 'a list of cluster names' }),
    default: [],
    unit: null,
    flag: '--cluster-alias <name>',
    example: '[hammer-new]',
    doc: [
      'Other ClusterNames of Slurm whose jobs count for this cluster.',
      'Poll refuses to run where Slurm calls itself neither the cluster nor one of these.',
    ],
  }),
  keyRow({
    key: 'log_level',
    type: choiceValue(LOG_LEVELS),
    default: 'info',
    unit: null,
    flag: '--log-level <level>',
    doc: ['How much is logged: trace is everything, silent nothing.'],
  }),
] as const;
