import { booleanValue } from '../../platform/config/boolean-value.ts';
import { keyRow } from '../../platform/config/key-table.ts';
import { listValue } from '../../platform/config/list-value.ts';
import { wholeNumber } from '../../platform/config/number-value.ts';
import { pathValue } from '../../platform/config/path-value.ts';
import { homeNameValue } from './name-types.ts';

/** Settings of how users are found whose jobs no answer has brought. */
export const DISCOVERY_KEYS = [
  keyRow({
    key: 'discovery',
    type: booleanValue(),
    default: true,
    unit: null,
    doc: [
      'Whether poll looks for users in home_folder and in accounting, and asks for the history of those it never saw.',
      'It finds jobs that were hidden from whoever polled before.',
    ],
  }),
  keyRow({
    key: 'home_folder',
    type: pathValue(),
    default: '/home',
    unit: null,
    doc: ['The folder that holds the home folders; their names are taken for user names.'],
  }),
  keyRow({
    key: 'home_deny',
    type: listValue(homeNameValue(), { allowed: 'a list of names' }),
    default: ['lost+found', 'root', 'nobody', 'slurm', 'munge'],
    unit: null,
    doc: ['Names in home_folder and in accounting that are not to be asked for.'],
  }),
  keyRow({
    key: 'home_min_uid',
    type: wholeNumber(0, 4_294_967_295),
    default: 1000,
    unit: null,
    doc: ['Home folders of owners with a lower uid are not taken for users.'],
  }),
] as const;
