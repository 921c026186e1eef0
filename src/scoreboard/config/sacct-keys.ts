import { booleanValue } from '../../platform/config/boolean-value.ts';
import { keyRow } from '../../platform/config/key-table.ts';
import { listValue } from '../../platform/config/list-value.ts';
import { numberAbove, wholeNumber } from '../../platform/config/number-value.ts';
import { optionalValue } from '../../platform/config/optional-value.ts';
import { pathValue, programValue } from '../../platform/config/path-value.ts';
import { lineTextValue } from './name-types.ts';

/** Settings of how Slurm's accounting is asked. */
export const SACCT_KEYS = [
  keyRow({
    key: 'rate_limit_per_min',
    type: numberAbove(0, 600),
    default: 2,
    unit: 'calls a minute',
    flag: '--rate-limit <calls>',
    doc: [
      'Most calls of sacct a minute for this cluster, kept over ticks and restarts; retries count.',
      '0.5 is one call in two minutes.',
    ],
  }),
  keyRow({
    key: 'bytes_per_day',
    type: wholeNumber(0, 1_000_000_000_000_000),
    default: 0,
    unit: 'bytes a day',
    doc: ['Most output of sacct read in one UTC day.', '0 is no limit.'],
  }),
  keyRow({
    key: 'target_rows_per_call',
    type: wholeNumber(1, 10_000_000),
    default: 100_000,
    unit: 'rows',
    doc: [
      'Rows (jobs and their steps) that one call should bring; the interval asked for follows from it.',
      'More rows are fewer calls, but more memory and time in sacct and the accounting database.',
    ],
  }),
  keyRow({
    key: 'min_slice_sec',
    type: wholeNumber(1, 86_400),
    default: 600,
    unit: 'seconds',
    doc: ['Shortest interval that is asked for, however busy the cluster is.'],
  }),
  keyRow({
    key: 'call_timeout_sec',
    type: wholeNumber(1, 86_400),
    default: 300,
    unit: 'seconds',
    doc: ['A call that takes longer is ended, and its interval halved and tried again.'],
  }),
  keyRow({
    key: 'sacct_memory_usual_mb',
    type: wholeNumber(64, 1_048_576),
    default: 286,
    unit: 'MiB',
    doc: [
      'Memory (address space) that a sacct may take as a rule; an answer that wants more is asked for in halves.',
      'It protects the login node: sacct holds its whole answer in memory. The default is 300 MB.',
    ],
  }),
  keyRow({
    key: 'sacct_memory_limit_mb',
    type: wholeNumber(64, 1_048_576),
    default: 2048,
    unit: 'MiB',
    doc: ['The same for the shortest interval (min_slice_sec), which cannot be halved any more.'],
  }),
  keyRow({
    key: 'steps',
    type: booleanValue(),
    default: true,
    unit: null,
    doc: [
      'Whether job steps are read too; only they say how much memory a job used.',
      'Off is about ten times faster, and memory used stays unknown.',
    ],
  }),
  keyRow({
    key: 'own_jobs_only',
    type: booleanValue(),
    default: false,
    unit: null,
    doc: [
      'Whether a scoreboard of your own jobs alone is meant, where PrivateData=jobs (slurmdbd.conf) hides those of others.',
      'Off: poll refuses there, as the boards would show one person as everybody.',
      'Not to be switched later: what was hidden while it was on is not asked for again.',
    ],
  }),
  keyRow({
    key: 'ignore_stderr',
    type: listValue(lineTextValue(), { allowed: 'a list of texts', commas: true }),
    default: [],
    unit: null,
    example: '["sacct: error: our plugin says hello"]',
    doc: [
      'Lines of sacct on stderr that hold one of these texts are harmless here.',
      'Any other error there makes the call fail, and nothing of its answer is kept.',
    ],
  }),
  keyRow({
    key: 'sacct_path',
    type: programValue(),
    default: 'sacct',
    unit: null,
    doc: ['The sacct to run.'],
  }),
  keyRow({
    key: 'scontrol_path',
    type: programValue(),
    default: 'scontrol',
    unit: null,
    doc: ['The scontrol to run; it is asked for the ClusterName and the version.'],
  }),
  keyRow({
    key: 'slurm_conf',
    type: optionalValue(pathValue()),
    default: null,
    unit: null,
    example: '/etc/slurm/slurm.conf',
    doc: [
      "The slurm.conf that Slurm's commands shall read (SLURM_CONF).",
      'Unset: what your environment or Slurm says.',
    ],
  }),
] as const;
