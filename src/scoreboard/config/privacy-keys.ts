import { booleanValue } from '../../platform/config/boolean-value.ts';
import { keyRow } from '../../platform/config/key-table.ts';
import { wholeNumber } from '../../platform/config/number-value.ts';
import { pathValue } from '../../platform/config/path-value.ts';

/** Settings of who is shown, and by which name; `min_jobs` and `min_account_people` are with the boards. */
export const PRIVACY_KEYS = [
  keyRow({
    key: 'pseudonyms',
    type: booleanValue(),
    default: false,
    unit: null,
    rootFileOnly: true,
    doc: [
      'Shows people by pseudonyms on boards and in everything that commands print; docs/privacy.md says how.',
      "Rollups, user files and logs are then readable by the maintainers' group alone.",
    ],
  }),
  keyRow({
    key: 'home_root',
    type: pathValue(),
    default: '/home',
    unit: null,
    rootFileOnly: true,
    example: '/home',
    doc: [
      'Where homes are: whoever has a file .slurm_scoreboard_optout in <home_root>/<user> is counted under (opted-out).',
      'The case of names does not matter. slurm-sb opt-out does the same where homes cannot be looked into.',
    ],
  }),
  keyRow({
    key: 'home_looks_per_tick',
    type: wholeNumber(0, 100_000),
    default: 300,
    unit: 'homes',
    rootFileOnly: true,
    doc: [
      'Homes that a tick looks into for that file, in turn; those of people who are new come first, whatever their number.',
      'Who is new is shown nowhere until that was done. 0 looks into none, and shows everybody.',
    ],
  }),
] as const;
