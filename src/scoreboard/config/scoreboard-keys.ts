import type { ConfigValues, KeyRow, KeyTable } from '../../platform/config/key-table.ts';
import { BOARD_KEYS } from './board-keys.ts';
import { COUNTING_KEYS } from './counting-keys.ts';
import { DISCOVERY_KEYS } from './discovery-keys.ts';
import { PLACE_KEYS } from './place-keys.ts';
import { POLL_KEYS } from './poll-keys.ts';
import { PRIVACY_KEYS } from './privacy-keys.ts';
import { SACCT_KEYS } from './sacct-keys.ts';

/** The settings of the scoreboard; observability and jobs keep theirs below their own names in the same files. */
export const SCOREBOARD_KEYS = {
  rows: [
    ...PLACE_KEYS,
    ...POLL_KEYS,
    ...SACCT_KEYS,
    ...DISCOVERY_KEYS,
    ...COUNTING_KEYS,
    ...BOARD_KEYS,
    ...PRIVACY_KEYS,
  ],
  envPrefix: 'SLURM_SB_',
  otherSections: ['observability', 'jobs'],
} as const satisfies KeyTable;

/** The same settings as chapters, in the order in which people are shown them. */
export const KEY_CHAPTERS: readonly { readonly title: string; readonly rows: readonly KeyRow[] }[] = [
  { title: 'What and where', rows: PLACE_KEYS },
  { title: 'Polling', rows: POLL_KEYS },
  { title: 'Asking Slurm', rows: SACCT_KEYS },
  { title: 'Finding users', rows: DISCOVERY_KEYS },
  { title: 'Counting', rows: COUNTING_KEYS },
  { title: 'Leaderboards', rows: BOARD_KEYS },
  { title: 'Privacy', rows: PRIVACY_KEYS },
];

/** A setting's key. */
export type ScoreboardKey = (typeof SCOREBOARD_KEYS.rows)[number]['key'];

/**
 * The values of all settings. Keys end in their unit; `backfill_start` is in epoch seconds. Null: unset.
 */
export type ScoreboardConfig = ConfigValues<typeof SCOREBOARD_KEYS.rows>;
