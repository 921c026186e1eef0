import { readIfThereSync } from '../../platform/read-if-there-sync.ts';
import { decodeFilter, type FilterOwner } from './filter-file.ts';

/** How full a filter is; `lost` is an upper bound, as if each of its runs had been asked for once when it came. */
export type FilterStats =
  | { readonly month: string; readonly state: 'missing' | 'damaged' | 'removed'; readonly detail: string }
  | {
      readonly month: string;
      readonly state: 'good';
      readonly layers: number;
      /** Bits, of all layers. */
      readonly m: number;
      /** Bits a run sets, layer by layer. */
      readonly k: number[];
      /** Runs the layers are made for, and runs added. */
      readonly n: number;
      readonly count: number;
      readonly target_p: number;
      readonly estimated_p: number;
      /** Share of the bits that are set. */
      readonly fill: number;
      readonly bytes: number;
      readonly expected_lost: number;
    };

/** Reads a filter's file and says how full it is. */
export function describeFilter(path: string, owner: FilterOwner): FilterStats {
  const { month } = owner;
  const bytes = readIfThereSync(path);
  if (bytes === null) return { month, state: 'missing', detail: `there is no ${path}` };
  const read = decodeFilter(bytes, owner);
  if (!read.ok) return { month, state: 'damaged', detail: `${path}: ${read.detail}` };
  const { filter } = read;
  const sum = (value: (layer: (typeof filter.layers)[number]) => number): number =>
    filter.layers.reduce((total, layer) => total + value(layer), 0);
  const m = sum((layer) => layer.bits);
  const estimated = filter.estimatedRate();
  return {
    month,
    state: 'good',
    layers: filter.layers.length,
    m,
    k: filter.layers.map((layer) => layer.hashes),
    n: sum((layer) => layer.capacity),
    count: filter.count,
    target_p: filter.rate,
    estimated_p: estimated,
    fill: sum((layer) => layer.length) / m,
    bytes: bytes.length,
    expected_lost: estimated * filter.count,
  };
}
