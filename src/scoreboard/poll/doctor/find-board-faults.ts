import { type AccountBoard, accountBoardSchema, type UserBoard, userBoardSchema } from '../../../domain/board.ts';
import { isoSeconds } from '../../../domain/calendar.ts';
import { WINDOWS, type Window } from '../../../domain/windows.ts';
import { type Checked, readCheckedJson } from '../../../platform/checked-json.ts';
import { boardNumberSchema } from '../../leaderboards/board-number.ts';
import { boardFile, boardNumberFile } from '../../rollups/root-layout.ts';
import type { DoctorFinding } from './doctor-finding.ts';
import { USE_NEWER } from './remedies.ts';

/** The boards of one folder. */
export type BoardFolder = {
  readonly root: string;
  readonly folder: string;
  /** The cluster whose boards they are; null: merged over all. */
  readonly cluster: string | null;
  /** The name they bear. */
  readonly name: string;
  /** When the newest rollup in them was made, epoch milliseconds; null when that is not to be asked. */
  readonly newestMs: number | null;
};

/** Says which boards are missing, damaged, of something else, or older than the rollups, or their number damaged. */
export async function findBoardFaults(boards: BoardFolder): Promise<DoctorFinding[]> {
  const findings = await numberFaults(boards);
  for (const window of WINDOWS) {
    for (const by of ['user', 'account'] as const) {
      const fault = await findFault(boards, window, by);
      if (fault !== null) findings.push(fault);
    }
  }
  return findings;
}

/** A root of before there were numbers has none; its next build begins with 1. */
async function numberFaults({ folder, cluster }: BoardFolder): Promise<DoctorFinding[]> {
  const file = boardNumberFile(folder);
  const read = await readCheckedJson(file, boardNumberSchema);
  if (read.ok || read.fault === 'missing') return [];
  if (read.fault === 'newer') return [{ cluster, level: 'error', file, what: read.detail, remedy: USE_NEWER }];
  const what = `the number of the boards is damaged: ${read.detail}`;
  return [{ cluster, level: 'warning', file, what, remedy: NUMBER_REMEDY }];
}

const NUMBER_REMEDY = 'Nothing needs to be done: the next build of the boards makes it anew; no count depends on it.';

async function findFault(
  { root, folder, cluster, name, newestMs }: BoardFolder,
  window: Window,
  by: 'user' | 'account',
): Promise<DoctorFinding | null> {
  const file = boardFile(folder, window, by);
  const remedy = `Run slurm-sb leaderboards --root ${root}: it makes all boards from the rollups.`;
  const read: Checked<UserBoard | AccountBoard> =
    by === 'user' ? await readCheckedJson(file, userBoardSchema) : await readCheckedJson(file, accountBoardSchema);
  if (!read.ok) {
    if (read.fault === 'newer') return { cluster, level: 'error', file, what: read.detail, remedy: USE_NEWER };
    if (read.fault === 'missing') return { cluster, level: 'warning', file, what: 'the board is not there', remedy };
    return { cluster, level: 'error', file, what: `the board is damaged: ${read.detail}`, remedy };
  }
  const { value } = read;
  if (value.cluster !== name || value.window !== window) {
    return { cluster, level: 'error', file, what: `it is the board ${value.window} of ${value.cluster}`, remedy };
  }
  if (newestMs === null || Date.parse(value.asof) >= newestMs) return null;
  const what = `the board of ${value.asof} is older than the rollups (${isoSeconds(newestMs / 1000)})`;
  return { cluster, level: 'warning', file, what, remedy };
}
