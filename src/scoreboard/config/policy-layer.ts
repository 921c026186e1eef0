import { join } from 'node:path';
import type { ConfigProblem } from '../../platform/config/config-error.ts';
import { type EntriesSource, entriesLayer } from '../../platform/config/entries-layer.ts';
import { type FileLayerParts, readEntries } from '../../platform/config/file-layer.ts';
import type { KeyRow } from '../../platform/config/key-table.ts';
import { EMPTY_LAYER, type Layer } from '../../platform/config/layer.ts';
import type { ConfigFile } from '../../platform/config/merge-layers.ts';
import type { YamlEntry, YamlFile } from '../../platform/config/parse-yaml.ts';
import { clusterNameValue } from './name-types.ts';
import { SCOREBOARD_KEYS } from './scoreboard-keys.ts';

/** The policy's layer for one cluster, and the file it is from. */
export type PolicyLayer = { readonly layer: Layer; readonly file: ConfigFile };

/**
 * Reads `<root>/config/policy.json`, settings by cluster: `{"hammer": {"rate_limit_per_min": 1}}`. All clusters of the
 * file are checked; the settings are those of `cluster` (none when it is null).
 */
export async function policyLayer(parts: FileLayerParts, root: string, cluster: string | null): Promise<PolicyLayer> {
  const path = join(root, 'config', 'policy.json');
  const file = await readEntries({ ...parts, parse: parseJsonText }, { path, required: false });
  if (file === null) return { layer: EMPTY_LAYER, file: { path, found: false } };
  const source: EntriesSource = { file: path, home: parts.home, refuse };
  const layers = file.entries.map((entry) => ({ entry, layer: clusterLayer(source, entry) }));
  const mine = layers.find(({ entry }) => entry.key === cluster);
  return {
    layer: {
      settings: mine?.layer.settings ?? new Map(),
      problems: [...file.problems, ...layers.flatMap(({ layer }) => layer.problems)],
      warnings: [],
    },
    file: { path, found: true },
  };
}

/** Loads the parser when the file is there; most roots have none. */
async function parseJsonText(path: string, text: string): Promise<YamlFile> {
  return (await import('../../platform/config/parse-json.ts')).parseJson(path, text);
}

function refuse(row: KeyRow): string | null {
  if (row.rootFileOnly) return 'this holds for all clusters; set it in <root>/config/config.yaml';
  return row.key === 'root' || row.key === 'cluster' ? 'this cannot differ by cluster' : null;
}

function clusterLayer(source: EntriesSource, entry: YamlEntry): Layer {
  const problem = (text: string): Layer => {
    const problems: ConfigProblem[] = [{ where: `${source.file}:${entry.line}`, key: entry.key, text }];
    return { ...EMPTY_LAYER, problems };
  };
  const name = clusterNameValue();
  if (!name.schema.safeParse(entry.key).success) return problem(`this is not ${name.allowed}`);
  if (entry.entries === null) return problem('it must hold a map of settings, {"rate_limit_per_min": 1}');
  const layer = entriesLayer(source, { ...SCOREBOARD_KEYS, otherSections: [] }, entry.entries);
  return { ...layer, problems: layer.problems.map((one) => ({ ...one, key: `${entry.key}.${one.key}` })) };
}
