import { DEFAULT_FAILURE_STATES, FAILURE_STATES } from '../../domain/job-state.ts';
import { booleanValue } from '../../platform/config/boolean-value.ts';
import { choiceValue } from '../../platform/config/choice-value.ts';
import { keyRow } from '../../platform/config/key-table.ts';
import { listValue } from '../../platform/config/list-value.ts';
import { numberFrom } from '../../platform/config/number-value.ts';
import { gresNameValue } from './name-types.ts';

type FailureState = (typeof FAILURE_STATES)[number];

const isFailureState = (state: string): state is FailureState => (FAILURE_STATES as readonly string[]).includes(state);

/** Settings that shape the numbers; they are written into every rollup. */
export const COUNTING_KEYS = [
  keyRow({
    key: 'failure_states',
    type: listValue(choiceValue(FAILURE_STATES), { allowed: `a list of states out of ${FAILURE_STATES.join(', ')}` }),
    default: DEFAULT_FAILURE_STATES.filter(isFailureState),
    unit: null,
    doc: ['The final states of a job that count as failed.', 'BOOT_FAIL and DEADLINE can be added.'],
  }),
  keyRow({
    key: 'count_cancelled_as_failure',
    type: booleanValue(),
    default: false,
    unit: null,
    doc: ['Whether CANCELLED counts as failed too.', 'Most cancelled jobs were cancelled by their own user.'],
  }),
  keyRow({
    key: 'memory_base',
    type: choiceValue([1000, 1024]),
    default: 1000,
    unit: null,
    doc: [
      "What K, M, G and T in sacct's sizes are powers of.",
      'Slurm itself means 1024; with 1000, 1G is shown as 1000 MB.',
    ],
  }),
  keyRow({
    key: 'reqmem_without_suffix',
    type: choiceValue(['auto', 'per-node', 'per-job']),
    default: 'auto',
    unit: null,
    doc: [
      'What a requested memory without `c` or `n` behind it is: of each node, or of the whole job.',
      'auto: per node where Slurm is older than 21.08 or its version unknown, else per job.',
    ],
  }),
  keyRow({
    key: 'gpu_gres_names',
    type: listValue(gresNameValue(), { allowed: 'a list of one GRES name or more', min: 1 }),
    default: ['gpu'],
    unit: null,
    doc: ['The generic resources that are GPUs at this site (`gres/NAME` in AllocTRES).'],
  }),
  keyRow({
    key: 'filter_false_positive_rate',
    type: numberFrom(1e-9, 0.01),
    default: 1e-4,
    unit: null,
    doc: [
      'How often a new job may be taken for one already counted, where a filter is asked at all.',
      'A tenth of it costs about 0.6 MB more for a million jobs in a month.',
    ],
  }),
] as const;
