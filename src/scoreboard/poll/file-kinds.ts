import { relative } from 'node:path';
import type { z } from 'zod';
import { accountBoardSchema, userBoardSchema } from '../../domain/board.ts';
import { rateStateSchema } from '../../platform/call-budget.ts';
import { openJson, sealJson } from '../../platform/checked-json.ts';
import { newestVersion } from '../../platform/file-versions.ts';
import { decodeFilter } from '../dedupe/filter-file.ts';
import { discoverySchema } from '../discovery/discovery-file.ts';
import { boardNumberSchema } from '../leaderboards/board-number.ts';
import { derivedSchema } from '../leaderboards/derived-file.ts';
import { keptSumsSchema } from '../leaderboards/kept-sums.ts';
import { userFileSchema } from '../leaderboards/user-file.ts';
import { cursorSchema, encodeCursor } from '../rollups/cursor.ts';
import { dailyRollupSchema, monthlyRollupSchema } from '../rollups/rollup-files.ts';
import { slurmFactsSchema } from '../sacct/slurm-facts.ts';

/** A kind of checked file, and how its content is written. */
type FileKind = { readonly schema: z.ZodType; readonly encode: (content: never) => Buffer };

/** What a file is: of this version, of an older one (and then its bytes as this version writes it), or neither. */
export type FileState =
  | { readonly state: 'current' }
  | { readonly state: 'older'; readonly bytes: Buffer }
  | { readonly state: 'newer' | 'damaged'; readonly detail: string };

const kind = <S extends z.ZodType>(
  schema: S,
  encode: (content: z.infer<S>) => Buffer = (content) => sealJson(JSON.stringify(content)),
): FileKind => ({ schema, encode });

/** Kinds by the place of their files below a cluster's folder. A kind that gets a new version may need its own writer. */
const KINDS: readonly (readonly [RegExp, FileKind])[] = [
  [/^state\/poll_cursor\.json$/, kind(cursorSchema, encodeCursor)],
  [/^state\/rate\.json$/, kind(rateStateSchema)],
  [/^state\/slurm\.json$/, kind(slurmFactsSchema)],
  [/^state\/discovery\.json$/, kind(discoverySchema)],
  [/^state\/derived\.json$/, kind(derivedSchema)],
  [/^state\/board-sums(-now)?\.json$/, kind(keptSumsSchema)],
  [/^agg\/rollups\/monthly\/\d{4}-\d{2}\.json$/, kind(monthlyRollupSchema)],
  [/^agg\/rollups\/daily\/\d{4}-\d{2}\.json$/, kind(dailyRollupSchema)],
  [/^agg\/users\/[^/.][^/]*\.json$/, kind(userFileSchema)],
  [/^leaderboards\/number\.json$/, kind(boardNumberSchema)],
  [/^leaderboards\/[^/.]+\.json$/, kind(userBoardSchema)],
  [/^leaderboards\/[^/.]+\.accounts\.json$/, kind(accountBoardSchema)],
];

const FILTER = /^state\/seen\/(\d{4}-\d{2})\.bloom$/;
/** All writers put the version first; a file's first bytes tell it. */
const VERSION = /^\{"schema_version":(\d+),/;

/** Whose file it is: `base` is the folder of a cluster, or the root for the boards over all clusters. */
export type FilePlace = { readonly base: string; readonly cluster: string };

/** True for a file with a version. Plain files for monitoring, logs, locks and commit records have none. */
export function isVersioned(path: string, { base }: FilePlace): boolean {
  const place = relative(base, path);
  return FILTER.test(place) || kindAt(place) !== undefined;
}

/** Reads a versioned file's bytes as far as needed to say what it is. */
export function fileState(path: string, bytes: Buffer, { base, cluster }: FilePlace): FileState {
  const place = relative(base, path);
  const month = FILTER.exec(place)?.[1];
  if (month !== undefined) {
    const read = decodeFilter(bytes, { cluster, month });
    return read.ok ? { state: 'current' } : { state: read.fault, detail: read.detail };
  }
  const found = kindAt(place);
  if (found === undefined) throw new Error(`${path} has no version`);
  const read = openJson(bytes, found.schema);
  if (!read.ok) return { state: read.fault === 'newer' ? 'newer' : 'damaged', detail: read.detail };
  if (read.version === newestVersion(found.schema)) return { state: 'current' };
  return { state: 'older', bytes: found.encode(read.value as never) };
}

/** True when the first bytes of a versioned file say that it is of an older version. */
export function looksOlder(path: string, start: Buffer, { base }: FilePlace): boolean {
  const found = kindAt(relative(base, path));
  const version = VERSION.exec(start.toString('latin1'))?.[1];
  return found !== undefined && version !== undefined && Number(version) < newestVersion(found.schema);
}

function kindAt(place: string): FileKind | undefined {
  return KINDS.find(([pattern]) => pattern.test(place))?.[1];
}
