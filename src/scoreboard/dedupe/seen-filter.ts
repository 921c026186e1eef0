import type { Digest } from '../records/digest.ts';
import { SeenLayer } from './seen-layer.ts';

/** How a filter is made: runs its first layer is for, and the rate of false positives the whole must keep. */
export type FilterShape = { readonly firstCapacity: number; readonly rate: number };

/** The least a first layer is made for: below it a filter weighs nothing anyway. */
const LEAST_CAPACITY = 10_000;

/**
 * The runs of one cluster and month that were counted: a Bloom filter that grows by layers, each for twice as many
 * runs at half the rate (layer i: p / 2^(i+1)), so that the whole stays below p however many are added (spec D2;
 * Almeida et al., Scalable Bloom Filters, 2007).
 */
export class SeenFilter {
  readonly layers: SeenLayer[];
  readonly #shape: FilterShape;

  constructor(shape: FilterShape, layers: SeenLayer[] = []) {
    this.#shape = shape;
    this.layers = layers;
  }

  /** The wanted rate of false positives of the whole. */
  get rate(): number {
    return this.#shape.rate;
  }

  /** Runs added. */
  get count(): number {
    return this.layers.reduce((sum, layer) => sum + layer.count, 0);
  }

  /** True when a run was added, or by chance with a probability below {@link rate}. */
  has(digest: Digest, at = 0): boolean {
    for (const layer of this.layers) if (layer.hasDigest(digest, at)) return true;
    return false;
  }

  add(digest: Digest, at = 0): void {
    let layer = this.layers.at(-1);
    if (layer === undefined || layer.count >= layer.capacity) {
      layer = this.#newLayer();
      this.layers.push(layer);
    }
    layer.addDigest(digest, at);
  }

  /** The rate of false positives to expect now: 1 - product over layers of (1 - fill^k). */
  estimatedRate(): number {
    return 1 - this.layers.reduce((miss, layer) => miss * (1 - (layer.length / layer.bits) ** layer.hashes), 1);
  }

  /** Makes the first layer of a filter that has none, so that its file is a whole one. */
  begin(): void {
    if (this.layers.length === 0) this.layers.push(this.#newLayer());
  }

  /** A filter with the same content; full layers, which never change again, are shared. */
  copy(): SeenFilter {
    const layers = this.layers.map((layer) => (layer.count >= layer.capacity ? layer : layer.copy()));
    return new SeenFilter(this.#shape, layers);
  }

  #newLayer(): SeenLayer {
    const index = this.layers.length;
    const capacity = Math.max(LEAST_CAPACITY, this.#shape.firstCapacity) * 2 ** index;
    return new SeenLayer(capacity, this.#shape.rate / 2 ** (index + 1));
  }
}
