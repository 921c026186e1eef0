import { ConfigError } from './config-error.ts';
import type { ConfigValues, KeyRow, KeyTable } from './key-table.ts';
import type { Layer, Origin, Setting } from './layer.ts';

/** A file that was looked for. */
export type ConfigFile = { readonly path: string; readonly found: boolean };

/** Every setting's value and where it came from. */
export type Config<Rows extends readonly KeyRow[]> = {
  readonly values: ConfigValues<Rows>;
  readonly origins: Readonly<Record<Rows[number]['key'], Origin>>;
  /** The files in the order in which they count, the weakest first. */
  readonly files: readonly ConfigFile[];
  /** What is no error but was probably meant otherwise. */
  readonly warnings: readonly string[];
};

/**
 * Lays sources over each other, the weakest first, above the defaults. Throws {@link ConfigError} with all problems
 * of all layers when there is any.
 */
export function mergeLayers<Rows extends readonly KeyRow[]>(
  table: KeyTable<Rows>,
  layers: readonly Layer[],
  files: readonly ConfigFile[],
): Config<Rows> {
  const problems = layers.flatMap((layer) => layer.problems);
  if (problems.length > 0) throw new ConfigError(problems);
  const settings = table.rows.map(({ key, default: value }) => {
    const fallback: Setting = { value, origin: { source: 'default' } };
    return [key, strongest(layers, key) ?? fallback] as const;
  });
  return {
    values: Object.fromEntries(settings.map(([key, { value }]) => [key, value])) as ConfigValues<Rows>,
    origins: Object.fromEntries(settings.map(([key, { origin }]) => [key, origin])) as Config<Rows>['origins'],
    files,
    warnings: layers.flatMap((layer) => layer.warnings),
  };
}

/** What the strongest layer that sets a key says; undefined when none does. */
export function strongest(layers: readonly Layer[], key: string): Setting | undefined {
  return layers.findLast((layer) => layer.settings.has(key))?.settings.get(key);
}
