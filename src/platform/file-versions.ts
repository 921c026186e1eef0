import { z } from 'zod';

/** Makes the content of a file's next version from that of one version; pure, and sets `schema_version`. */
export type Upgrade = (content: Readonly<Record<string, unknown>>) => Record<string, unknown>;

const VERSIONS = z.registry<{ readonly upgrades: readonly Upgrade[] }>();

/**
 * Says how a file's older versions become the one that `schema` describes: the first upgrade makes version 2 of
 * version 1, the next 3 of 2. A schema of which nothing is said is version 1.
 */
export function withUpgrades<S extends z.ZodType>(schema: S, upgrades: readonly Upgrade[]): S {
  VERSIONS.add(schema, { upgrades });
  return schema;
}

/** The version that a schema describes. */
export function newestVersion(schema: z.ZodType): number {
  return 1 + (VERSIONS.get(schema)?.upgrades.length ?? 0);
}

/** A file's content as its newest version has it; what has no version, or a newer one, stays as it is. */
export function upgraded(content: Readonly<Record<string, unknown>>, schema: z.ZodType): Record<string, unknown> {
  const version = Number(content.schema_version);
  const upgrades = Number.isInteger(version) && version >= 1 ? VERSIONS.get(schema)?.upgrades.slice(version - 1) : [];
  return (upgrades ?? []).reduce<Record<string, unknown>>((value, upgrade) => upgrade(value), { ...content });
}
