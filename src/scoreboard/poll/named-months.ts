import type { Month } from '../../domain/calendar.ts';
import { hasIntactChecksum } from '../../platform/checked-tail.ts';
import { entryFacts } from '../../platform/entry-facts.ts';
import { readChecksum } from '../../platform/read-checksum.ts';
import { readIfThere } from '../../platform/read-if-there.ts';
import { mayName, usersIn } from '../rollups/rename-users.ts';
import { rollupReader } from '../rollups/rollup-reader.ts';
import type { ClusterLayout } from '../rollups/root-layout.ts';

/** A rollup file and whom it names; where its checksum does not fit that is not for certain. */
export type NamedRollup = {
  readonly path: string;
  readonly kind: 'monthly' | 'daily';
  readonly bytes: Buffer;
  readonly users: ReadonlySet<string>;
  readonly intact: boolean;
};

/** Reads the rollups of these months, whole or damaged. */
export async function namedRollups(layout: ClusterLayout, months: readonly string[]): Promise<NamedRollup[]> {
  const named: NamedRollup[] = [];
  for (const month of months as readonly Month[]) {
    for (const kind of ['monthly', 'daily'] as const) {
      const path = layout[kind](month);
      const isFile = (await entryFacts(path))?.kind === 'file';
      const bytes = isFile ? await readIfThere(path) : null;
      if (bytes !== null) named.push({ path, kind, bytes, users: usersIn(bytes), intact: hasIntactChecksum(bytes) });
    }
  }
  return named;
}

/** Whether a rollup names one of these people, or is damaged and holds such a name somewhere. */
export function namesAny({ users, intact, bytes }: NamedRollup, people: ReadonlySet<string>): boolean {
  return [...people].some((user) => users.has(user) || (!intact && mayName(bytes, user)));
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
