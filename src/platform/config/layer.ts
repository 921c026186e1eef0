import type { ConfigProblem } from './config-error.ts';

/** Where a value came from. */
export type Origin =
  | { readonly source: 'default' }
  | { readonly source: 'file'; readonly file: string; readonly line: number }
  | { readonly source: 'install' | 'env' | 'flag'; readonly name: string };

/** A checked value and where it came from. */
export type Setting = { readonly value: unknown; readonly origin: Origin };

/** What one source says: its good settings by key, and what is wrong or worth a word. */
export type Layer = {
  readonly settings: ReadonlyMap<string, Setting>;
  readonly problems: readonly ConfigProblem[];
  readonly warnings: readonly string[];
};

/** A layer that says nothing. */
export const EMPTY_LAYER: Layer = { settings: new Map(), problems: [], warnings: [] };

/** An origin for people: `default`, `FILE:LINE`, the name of the variable or flag, or how it was installed. */
export function originText(origin: Origin): string {
  if (origin.source === 'default') return 'default';
  return origin.source === 'file' ? `${origin.file}:${origin.line}` : origin.name;
}
