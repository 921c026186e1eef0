import type { Surroundings } from '../poll/tick-surroundings.ts';
import type { CommandParts } from './scoreboard-command.ts';

/** What commands need that ask Slurm or change the root. */
export type PollCommandParts = CommandParts & Surroundings;
