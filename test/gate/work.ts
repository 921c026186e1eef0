/** What a command asks of the machine, counted: the same on a slow or a busy one. */
export type Work = {
  /** Openings of files that came about, those of libraries too; /proc, /sys and /dev left out. */
  readonly 'files opened': number;
  /** fsync and fdatasync. */
  readonly flushes: number;
  readonly 'bytes read': number;
  readonly 'bytes written': number;
  /** The first one too; threads are none. */
  readonly processes: number;
};

/** The fields of work. */
export const WORK_NAMES = [
  'files opened',
  'flushes',
  'bytes read',
  'bytes written',
  'processes',
] as const satisfies readonly (keyof Work)[];
