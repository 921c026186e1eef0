/**
 * What the gate lets pass. `was`: measured when the limit was set, with Node 24 on Debian 12; the counts were the same
 * in every run, but for some hundred bytes of time stamps. The limits leave room for other systems' libraries (a few
 * files, some kilobytes) and for a small change, not for one that does all of something twice. Whoever makes something
 * cheaper lowers both; whoever makes it dearer on purpose raises them and says why in the commit.
 */
import type { Limit } from './find-growth.ts';
import type { Work } from './work.ts';

type WorkLimits = Readonly<Record<keyof Work, Limit>>;

/** One file of ours, read whole; the launcher's shell and a subshell of it that finds the folder. Nothing is written. */
export const VERSION: WorkLimits = {
  'files opened': { was: 15, limit: 18 },
  flushes: { was: 0, limit: 0 },
  'bytes read': { was: 31_466, limit: 60_000 },
  'bytes written': { was: 0, limit: 0 },
  processes: { was: 2, limit: 2 },
};

/**
 * The dump (7.7 MB) is read once, and compiled code and files that go into boards again. 300 user files are opened once
 * each and not flushed; rollups, filters, cursor and boards are. Processes: setpriv and what it starts, which look into
 * homes for opt-outs.
 */
export const INGEST: WorkLimits = {
  'files opened': { was: 545, limit: 570 },
  flushes: { was: 70, limit: 73 },
  'bytes read': { was: 13_705_410, limit: 15_000_000 },
  'bytes written': { was: 2_813_339, limit: 3_050_000 },
  processes: { was: 8, limit: 9 },
};

/** Two clusters, of which one has jobs. Boards hold their instant, and so are written though nothing else is new. */
export const BOARDS: WorkLimits = {
  'files opened': { was: 101, limit: 110 },
  flushes: { was: 24, limit: 26 },
  'bytes read': { was: 4_273_029, limit: 4_700_000 },
  'bytes written': { was: 1_003_580, limit: 1_100_000 },
  processes: { was: 2, limit: 2 },
};

/**
 * Most of the files and processes are those of the fake sacct and scontrol, which are shell scripts. Boards that would say
 * nothing new are read and left as they are; what is written is the log, the budget and how the tick went.
 */
export const QUIET_TICK: WorkLimits = {
  'files opened': { was: 277, limit: 290 },
  flushes: { was: 13, limit: 14 },
  'bytes read': { was: 3_244_723, limit: 3_600_000 },
  'bytes written': { was: 2_965, limit: 4_000 },
  processes: { was: 12, limit: 13 },
};

/**
 * Medians of five turns, divided by those of gawk, which adds up columns of the same file; measured while the machine was
 * busy with other work. Half of it is the same for any file (start, 2,000 user files, boards). Noise moves the first by a
 * tenth, the second, in which disks are waited for, by a third; twice the work of the processor is found.
 */
export const INGEST_TO_GAWK: Readonly<Record<'processor time' | 'wall time', Limit>> = {
  'processor time': { was: 4.9, limit: 8 },
  'wall time': { was: 5, limit: 11 },
};
