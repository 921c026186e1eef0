import { readReplaceable } from '../../platform/read-replaceable.ts';
import type { ClusterLayout } from '../rollups/root-layout.ts';

/** When a cluster's poll last went well: epoch seconds, null when never; `detail`: why that cannot be read. */
export type ClusterSuccess = { readonly lastSuccess: number | null; readonly detail: string | null };

/** Reads `last_success` from a cluster's health file, which is plain JSON of the poll; nothing is thrown for it. */
export async function clusterSuccess(layout: ClusterLayout): Promise<ClusterSuccess> {
  const bytes = await readReplaceable(layout.health);
  if (bytes === null) return { lastSuccess: null, detail: null };
  const health = parse(bytes.toString('utf8'));
  if (health === null) return { lastSuccess: null, detail: 'it is not a JSON object' };
  const { last_success: text } = health;
  if (text === null || text === undefined) return { lastSuccess: null, detail: null };
  const ms = typeof text === 'string' ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms)) return { lastSuccess: null, detail: 'its last_success is no time' };
  return { lastSuccess: Math.floor(ms / 1000), detail: null };
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}
