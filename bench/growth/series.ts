import type { Spread } from '../bench.ts';

/** What a run took: seconds by the clock, seconds of processors (user and system), greatest resident memory in MB. */
export type Cost = { readonly wall: number; readonly cpu: number; readonly memory: number };

/** The measurements of a command at one size. */
export type CostAt = { readonly x: number } & { readonly [Name in keyof Cost]: Spread };

/** How the cost of a command grows with one size. */
export type Series = {
  /** Of the picture: `growth-rows`. */
  readonly name: string;
  readonly title: string;
  /** What stays the same meanwhile. */
  readonly note: string;
  /** What is counted, in the plural. */
  readonly xTitle: string;
  readonly points: readonly CostAt[];
};
