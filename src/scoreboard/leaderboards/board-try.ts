import { dayOf, isoSeconds } from '../../domain/calendar.ts';
import { WINDOWS } from '../../domain/windows.ts';
import { type FileOperations, realFileOperations } from '../../platform/file-operations.ts';
import { clusterLayout, mergedBoards } from '../rollups/root-layout.ts';
import { BoardFolder, type BoardsWritten } from './board-folder.ts';
import { BY, type PrivacyRules } from './board-groups.ts';
import { boardSet } from './board-set.ts';
import { type BoardSums, mergeClusters } from './board-sums.ts';
import { type ClusterAbout, readAbout } from './cluster-about.ts';
import { clusterSums } from './cluster-sums.ts';
import type { Finding } from './finding.ts';
import { ALL_CLUSTERS } from './list-clusters.ts';
import { type BoardRules, madeOf, quietClusters } from './quiet-boards.ts';

/** What building boards takes from outside. */
export type BuildBoardsParts = Pick<BoardRules, 'namesKey'> & {
  /** The name to print for a user: another one where the site wants pseudonyms. */
  readonly publishedName: (user: string) => string;
  /** What writes the boards; the real file system when not given. */
  readonly ops?: FileOperations;
};

/** What is to be built by one try. */
export type TryOptions = {
  readonly root: string;
  /** The boards' instant in epoch seconds: days after its UTC day are left out. */
  readonly now: () => number;
  readonly rules: PrivacyRules;
  /** A cluster whose last success is older than this is stale. */
  readonly staleAfterSeconds: number;
  /** True: nothing that was kept from an earlier build is used. */
  readonly fresh?: boolean | undefined;
  /**
   * Boards that are younger than this, and would be made from the same again, are left as they are; 0 when not given:
   * none are.
   */
  readonly quietSeconds?: number | undefined;
  /** Mode of the files that hold names of users and are not published; 0664 when not given. */
  readonly mode?: number | undefined;
  /** The clusters to be read. */
  readonly names: readonly string[];
  /** Whose boards are to be replaced: names of clusters, or ALL. */
  readonly wanted: readonly string[];
};

/** What was built by one try. */
export type BoardsTried = {
  /** The boards' instant in epoch seconds. */
  readonly asofSeconds: number;
  readonly clusters: readonly ClusterAbout[];
  /** Files that were written, and files that already held exactly these bytes. */
  readonly written: number;
  readonly unchanged: number;
  /** Files that builds which read the rollups later replaced in the place of this one. */
  readonly overtaken: number;
  /** Whose boards these are: names of clusters, or ALL. */
  readonly overtakenBoards: string[];
  readonly findings: readonly Finding[];
};

type Cluster = {
  readonly about: ClusterAbout;
  readonly sums: BoardSums;
  readonly findings: readonly Finding[];
  /** Whether all its rollups could be read. */
  readonly whole: boolean;
  /** Stands for its rollups; null when one changed meanwhile. */
  readonly of: string | null;
  readonly writing: Promise<Written>;
};
/** What became of a folder's boards, or why they could not be written. */
type Written = PromiseSettledResult<BoardsWritten & { readonly name: string }>;
type Member = Pick<Cluster, 'about' | 'sums' | 'of'>;
type Work = {
  readonly publishedName: BuildBoardsParts['publishedName'];
  readonly rules: BoardRules;
  readonly options: TryOptions;
  readonly asofSeconds: number;
  readonly folders: ReadonlyMap<string, BoardFolder>;
};

/** Reads the rollups once and replaces the boards that are wanted, unless others did so since it began. */
export async function tryBoards(parts: BuildBoardsParts, options: TryOptions): Promise<BoardsTried> {
  const { names, now } = options;
  // The numbers come before all that is read, the instant and the rollups.
  const folders = await openFolders(parts, options);
  const rules = { rules: options.rules, namesKey: parts.namesKey };
  const work = { publishedName: parts.publishedName, rules, options, folders, asofSeconds: now() };
  const quiet = await leftAsTheyAre(work);
  if (quiet !== null) return quiet;
  const clusters = await Promise.all(names.map((name) => buildCluster(work, name)));
  const merged = clusters.every(({ whole }) => whole) ? replaceBoards(work, ALL_CLUSTERS, clusters) : nothing();
  const wrote = (await Promise.all([...clusters.map(({ writing }) => writing), merged])).map(valueOrThrow);
  const sum = (of: keyof BoardsWritten): number => wrote.reduce((total, one) => total + one[of], 0);
  return {
    asofSeconds: work.asofSeconds,
    clusters: clusters.map(({ about }) => about),
    written: sum('written'),
    unchanged: sum('unchanged'),
    overtaken: sum('overtaken'),
    overtakenBoards: wrote.filter(({ overtaken }) => overtaken > 0).map(({ name }) => name),
    findings: clusters.flatMap(({ findings }) => findings),
  };
}

async function openFolders(
  { ops = realFileOperations }: BuildBoardsParts,
  { root, wanted, now }: TryOptions,
): Promise<Map<string, BoardFolder>> {
  const open = async (name: string): Promise<[string, BoardFolder]> => {
    const folder = name === ALL_CLUSTERS ? mergedBoards(root) : clusterLayout(root, name).boards;
    return [name, await BoardFolder.open({ ops, folder, nowMs: () => now() * 1000 })];
  };
  return new Map(await Promise.all(wanted.map(open)));
}

/** Reads a cluster and starts to write its own boards: the disk works while the next cluster is read. */
async function buildCluster(work: Work, name: string): Promise<Cluster> {
  const { options, asofSeconds } = work;
  const layout = clusterLayout(options.root, name);
  const { about, findings } = await readAbout({ ...options, asofSeconds }, name);
  const { fresh = false, mode } = options;
  const { sums, faults, of } = await clusterSums({ layout, today: dayOf(asofSeconds), fresh, mode });
  for (const { kind, month, detail } of faults) findings.push({ cluster: name, file: layout[kind](month), detail });
  const whole = faults.length === 0;
  const writing = whole ? replaceBoards(work, name, [{ about, sums, of }]) : nothing();
  return { about, sums, findings, whole, of, writing };
}

/** Never rejects: what failed is thrown when everything has come to its end. */
async function replaceBoards(work: Work, name: string, members: readonly Member[]): Promise<Written> {
  const { publishedName, rules, options, asofSeconds, folders } = work;
  const folder = folders.get(name);
  if (folder === undefined) return nothing();
  try {
    const asof = isoSeconds(asofSeconds);
    const head = { asof, cluster: name, clusters: members.map(({ about }) => about) };
    const sums = mergeClusters(members.map((member) => member.sums));
    const boards = boardSet(head, sums, { rules: options.rules, publishedName });
    const of = madeOf(rules, members);
    return { status: 'fulfilled', value: { name, ...(await folder.replace(boards, { asof, of })) } };
  } catch (reason) {
    return { status: 'rejected', reason };
  }
}

/** What is told of boards that need not be made; null where some do. */
async function leftAsTheyAre({ rules, options, asofSeconds, folders }: Work): Promise<BoardsTried | null> {
  const { quietSeconds = 0, fresh = false } = options;
  if (quietSeconds === 0 || fresh) return null;
  const clusters = await quietClusters({ ...options, ...rules, quietSeconds, asofSeconds, folders });
  if (clusters === null) return null;
  return {
    asofSeconds,
    clusters: clusters.map(({ about }) => about),
    written: 0,
    unchanged: folders.size * WINDOWS.length * BY.length,
    overtaken: 0,
    overtakenBoards: [],
    findings: clusters.flatMap(({ findings }) => findings),
  };
}

async function nothing(): Promise<Written> {
  return { status: 'fulfilled', value: { name: '', written: 0, unchanged: 0, overtaken: 0 } };
}

function valueOrThrow<T>(settled: PromiseSettledResult<T>): T {
  if (settled.status === 'rejected') throw settled.reason;
  return settled.value;
}
