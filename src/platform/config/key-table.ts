import type { ValueType } from './value-type.ts';

/** One setting. */
export type KeyRow<K extends string = string, T = unknown> = {
  /** Its name in files, snake case; the unit is part of it. */
  readonly key: K;
  readonly type: ValueType<T>;
  /** What it is when nothing sets it; null: unset. */
  readonly default: T;
  /** What a number counts: `seconds`, `calls a minute`. */
  readonly unit: string | null;
  /** Sentences for people; the first one alone is the help text of its flag. */
  readonly doc: readonly [string, ...string[]];
  /** A value to show where there is no default. */
  readonly example?: string;
  /** How commander writes its flag: `--rate-limit <calls>`. Keys without one have no flag. */
  readonly flag?: string;
  /** Only the root's own file may set it: what holds for everybody is not for one person to change. */
  readonly rootFileOnly?: true;
};

/** The settings of one feature. */
export type KeyTable<Rows extends readonly KeyRow[] = readonly KeyRow[]> = {
  readonly rows: Rows;
  /** Environment variables are this and the key in upper case. */
  readonly envPrefix: string;
  /** Keys at the top of the file that hold the settings of other features. */
  readonly otherSections: readonly string[];
};

/** The values of a table's settings by key. */
export type ConfigValues<Rows extends readonly KeyRow[]> = {
  readonly [Row in Rows[number] as Row['key']]: Row['default'];
};

/** A row whose default and type agree. */
export function keyRow<const K extends string, const T>(
  row: Omit<KeyRow<K, T>, 'default'> & { readonly default: NoInfer<T> },
): KeyRow<K, T> {
  return row;
}

/** The name of a setting's environment variable. */
export function envName(table: KeyTable, row: KeyRow): string {
  return `${table.envPrefix}${row.key.toUpperCase()}`;
}
