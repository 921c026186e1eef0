import { join, resolve } from 'node:path';
import { type FileLayer, fileLayer } from './file-layer.ts';
import type { KeyRow, KeyTable } from './key-table.ts';
import { EMPTY_LAYER, type Layer, originText } from './layer.ts';
import { type Config, type ConfigFile, mergeLayers, strongest } from './merge-layers.ts';
import type { ReadConfigText } from './read-config-text.ts';
import { envLayer, flagLayer, type TextSources } from './text-layers.ts';

/** Where settings are looked for. */
export type ConfigSources = TextSources & {
  /** The file given by `--config`, which then stands in place of the one in the home folder; null: none given. */
  readonly configFile: string | null;
  readonly readText: ReadConfigText;
  /** The root that this installation is for, when nobody says another; null or left out: none. */
  readonly usualRoot?: string | null;
};

/** A layer between the root's file and the person's own settings, made when the others are known. */
export type BetweenLayer = (
  root: string,
  setting: (key: string) => unknown,
) => Promise<{ readonly layer: Layer; readonly file: ConfigFile }>;

/**
 * Reads the settings of a table that has the key `root`. Weakest first: the defaults, the installation's root,
 * `<root>/config/config.yaml`, the layer `between`, `~/.slurm_scoreboard/config.yaml` (or the file of `--config`), the environment, the flags.
 *
 * The root itself is what the flag, the variable, the home file or the installation say, in this order; without one no
 * root file is read. A file that is missing counts as empty, but one named by `--config` must be there. When `--config` names the
 * root's own file it counts as that.
 * Throws ConfigError with everything that is wrong in any source.
 */
export async function loadConfig<Rows extends readonly KeyRow[]>(
  sources: ConfigSources,
  table: KeyTable<Rows>,
  between?: BetweenLayer,
): Promise<Config<Rows>> {
  const texts = [envLayer(sources, table), flagLayer(sources, table)];
  const own = await ownFile(sources, table);
  const installed = installLayer(sources);
  const root = rootOf([installed, own.layer, ...texts]);
  if (root === null) return mergeLayers(table, [own.layer, ...texts], [own.file]);
  const path = join(root, 'config', 'config.yaml');
  const isOwn = path === own.file.path;
  const required = isOwn && sources.configFile !== null;
  const shared = named(path, await fileLayer(sources, table, { path, required, refuse: () => null }));
  const above = isOwn ? texts : [own.layer, ...texts];
  const known = [shared.layer, ...above];
  const middle = await between?.(root, (key) => strongest(known, key)?.value);
  const files = [shared.file, ...(middle === undefined ? [] : [middle.file])];
  if (!isOwn) files.push(own.file);
  const layers = [installed, withRootWarning(shared.layer, root), middle?.layer ?? EMPTY_LAYER, ...above];
  return mergeLayers(table, layers, files);
}

type NamedLayer = { readonly layer: Layer; readonly file: ConfigFile };

async function ownFile(sources: ConfigSources, table: KeyTable): Promise<NamedLayer> {
  const { configFile, home } = sources;
  const path = configFile === null ? join(home, '.slurm_scoreboard', 'config.yaml') : resolve(configFile);
  const refuse = (row: KeyRow): string | null =>
    row.rootFileOnly ? 'this is set for everybody, only in <root>/config/config.yaml' : null;
  return named(path, await fileLayer(sources, table, { path, required: configFile !== null, refuse }));
}

function named(path: string, { layer, found }: FileLayer): NamedLayer {
  return { layer, file: { path, found } };
}

function installLayer({ usualRoot = null }: ConfigSources): Layer {
  if (usualRoot === null) return EMPTY_LAYER;
  const root = { value: usualRoot, origin: { source: 'install', name: 'deploy --root' } } as const;
  return { ...EMPTY_LAYER, settings: new Map([['root', root]]) };
}

function rootOf(layers: readonly Layer[]): string | null {
  const root = strongest(layers, 'root')?.value;
  return typeof root === 'string' ? root : null;
}

/** A root named in the root's own file cannot count: to read the file the root had to be known. */
function withRootWarning(layer: Layer, root: string): Layer {
  const setting = layer.settings.get('root');
  if (setting === undefined || setting.value === null || setting.value === root) return layer;
  const where = originText(setting.origin);
  return { ...layer, warnings: [`${where}: root: ${setting.value} is not used; the root is ${root}`] };
}
