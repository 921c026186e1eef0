import type { OptOutState } from '../../privacy/opt-out-schema.ts';
import { heldBack } from '../../privacy/opt-out-state.ts';
import { optOutStateFile } from '../../privacy/privacy-paths.ts';
import type { ClusterLook } from './cluster-look.ts';
import type { DoctorFinding } from './doctor-finding.ts';
import { commandFor } from './remedies.ts';

/** Fewer people may all have left. */
const A_FEW = 3;

/** Says how many homes cannot be looked into, who waits for that, and whether homes are looked for where they are. */
export function findHomeFaults(look: ClusterLook, known: OptOutState): DoctorFinding[] {
  const { cluster, config } = look;
  if (config.home_looks_per_tick === 0) return [];
  const found = (what: string, remedy: string): DoctorFinding[] => [
    { cluster, level: 'warning', file: config.home_root, what, remedy },
  ];
  const answers = Object.values(known.homes);
  const closed = answers.filter((answer) => answer === 'closed').length;
  const isAstray = answers.length >= A_FEW && answers.every((answer) => answer === 'gone');
  return [
    ...waitFaults(look, known),
    ...(closed === 0 ? [] : found(`${homes(closed)} cannot be read: they are closed to whoever polls`, NOT_WRONG)),
    ...(isAstray ? found(`none of ${answers.length} people has a home here, so no mark in one is found`, ASTRAY) : []),
  ];
}

const homes = (count: number): string => (count === 1 ? 'one home whose opt-out' : `${count} homes whose opt-out`);

const NOT_WRONG =
  'Nothing is wrong: slurm-sb opt-out works for these people too; home_looks_per_tick: 0 stops looking.';
const ASTRAY =
  'Set home_root to the folder of homes, and have it mounted where polls run; home_looks_per_tick: 0 stops looking.';

function waitFaults(look: ClusterLook, known: OptOutState): DoctorFinding[] {
  const count = heldBack(known).filter((user) => known.out[user] === undefined).length;
  if (count === 0) return [];
  const { cluster, config, layout } = look;
  const who = count === 1 ? 'one person waits' : `${count} people wait`;
  const what = `${who} until homes are looked into: shown nowhere, and what names users is closed to others`;
  if (!known.lost) {
    const remedy = `Have the file server of ${config.home_root} looked after and run ${commandFor(look, 'poll')}; ${TURN_OFF}`;
    return [{ cluster, level: 'warning', file: config.home_root, what, remedy }];
  }
  const file = optOutStateFile(layout.state);
  const remedy = `Put opt-outs.json back from a backup; ${TURN_OFF}`;
  return [{ cluster, level: 'warning', file, what: `it was lost, and ${what}`, remedy }];
}

const TURN_OFF = 'one poll with home_looks_per_tick: 0 shows everybody whose home tells nothing.';
