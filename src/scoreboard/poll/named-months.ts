import type { Month } from '../../domain/calendar.ts';
import { hasIntactChecksum } from '../../platform/checked-tail.ts';
import { entryFacts } from '../../platform/entry-facts.ts';
import { readChecksum } from '../../platform/read-checksum.ts';
import { readIfThere } from '../../platform/read-if-there.ts';
import { KeyTable } from '../leaderboards/key-table.ts';
import { scanNames } from '../leaderboards/scan-names.ts';
import { mayName, usersIn } from '../rollups/rename-users.ts';
import { rollupReader } from '../rollups/rollup-reader.ts';
import type { ClusterLayout } from '../rollups/root-layout.ts';

/** A rollup file and whom it names. */
export type NamedRollup = {
  readonly path: string;
  readonly kind: 'monthly' | 'daily';
  readonly users: ReadonlySet<string>;
  /** The bytes of a file whose checksum does not fit: whom it names is not for certain. Null: it fits. */
  readonly damaged: Buffer | null;
};

/** Reads the rollups of these months, whole or damaged. */
export async function namedRollups(layout: ClusterLayout, months: readonly string[]): Promise<NamedRollup[]> {
  const named: NamedRollup[] = [];
  const keys = new KeyTable();
  const userOf: string[] = [];
  for (const month of months as readonly Month[]) {
    for (const kind of ['monthly', 'daily'] as const) {
      const path = layout[kind](month);
      const isFile = (await entryFacts(path))?.kind === 'file';
      const bytes = isFile ? await readIfThere(path) : null;
      if (bytes === null) continue;
      const scanned = scanNames(bytes, { cluster: layout.cluster, month, kind }, keys);
      for (let key = userOf.length; key < keys.size; key++) userOf.push(keys.nameAt(key).user);
      const users = scanned === null ? usersIn(bytes) : new Set([...scanned].map((key) => userOf[key]!));
      const isIntact = scanned !== null || hasIntactChecksum(bytes);
      named.push({ path, kind, users, damaged: isIntact ? null : bytes });
    }
  }
  return named;
}

/** Whether a rollup names one of these people, or is damaged and holds such a name somewhere. */
export function namesAny({ users, damaged }: NamedRollup, people: ReadonlySet<string>): boolean {
  return [...people].some((user) => users.has(user) || (damaged !== null && mayName(damaged, user)));
}

/** The checksums of each month's rollups as their files tell them, `-` for one that tells none. */
export async function monthChecksums(layout: ClusterLayout): Promise<Record<string, string>> {
  const months = await rollupReader(layout).months();
  const read = async (path: string): Promise<string> => (await readChecksum(path)) ?? '-';
  const texts = await Promise.all(
    months.map(async (month) => `${await read(layout.monthly(month))} ${await read(layout.daily(month))}`),
  );
  return Object.fromEntries(months.map((month, index) => [month, texts[index]!]));
}
