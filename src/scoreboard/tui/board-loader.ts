import { isSystemError } from '../../platform/is-system-error.ts';
import { KnownError } from '../../platform/known-error.ts';
import type { BoardPlace } from '../leaderboards/board-path.ts';
import type { BoardReading } from '../leaderboards/read-board.ts';
import type { BoardChoice, Message } from './message.ts';

/** The files of a root, as a viewer reads them. */
export type BoardFiles = {
  readonly root: string;
  readonly readBoard: (place: BoardPlace) => Promise<BoardReading>;
  /** Throws KnownError where there is no root. */
  readonly listClusters: (root: string) => Promise<string[]>;
  /** Another text when the board's file has changed. */
  readonly boardStamp: (place: BoardPlace) => Promise<string>;
};

/** What boards are loaded for. */
export type LoaderParts = {
  readonly files: BoardFiles;
  /** The board that is looked at now. */
  readonly choice: () => BoardChoice;
  readonly send: (message: Extract<Message, { kind: 'board' }>) => void;
};

/** Loads the board that is looked at; never two at once. */
export type BoardLoader = {
  /** Reads it, whether it has changed or not; resolves when that is done. */
  readonly load: () => Promise<void>;
  /** Reads it if its file or the list of clusters has changed; nothing while another reading is under way. */
  readonly refresh: () => Promise<void>;
};

type Seen = { readonly choice: BoardChoice; readonly stamp: string; readonly clusters: readonly string[] | null };

/** A loader. A root that is gone and a file that cannot be read are readings too; only bugs are thrown. */
export function boardLoader({ files, choice, send }: LoaderParts): BoardLoader {
  let seen: Seen | null = null;
  let running: Promise<void> | null = null;
  let isAsked = false;

  const readOnce = async (isForced: boolean): Promise<void> => {
    const wanted = choice();
    const place = { root: files.root, ...wanted };
    const { clusters, problem } = await clustersOf(files);
    const now: Seen = { choice: wanted, clusters, stamp: await files.boardStamp(place) };
    if (!isForced && seen !== null && isSame(seen, now)) return;
    const reading = problem ?? shortened(await readingOf(files, place), files.root);
    seen = now;
    send({ kind: 'board', choice: wanted, reading, clusters });
  };
  const readAsked = async (): Promise<void> => {
    try {
      do {
        const isForced = isAsked;
        isAsked = false;
        await readOnce(isForced);
      } while (isAsked);
    } finally {
      running = null;
    }
  };
  const run = (): Promise<void> => {
    running ??= readAsked();
    return running;
  };
  return {
    load: () => {
      isAsked = true;
      return run();
    },
    refresh: run,
  };
}

type Clusters = {
  /** Null: they cannot be read. */
  readonly clusters: string[] | null;
  /** Why there can be no board at all. */
  readonly problem: BoardReading | null;
};

async function clustersOf({ root, listClusters }: BoardFiles): Promise<Clusters> {
  try {
    return { clusters: await listClusters(root), problem: null };
  } catch (error) {
    if (isSystemError(error)) return { clusters: null, problem: null };
    if (!(error instanceof KnownError)) throw error;
    return { clusters: null, problem: { ok: false, missing: false, text: error.message } };
  }
}

async function readingOf({ readBoard }: BoardFiles, place: BoardPlace): Promise<BoardReading> {
  try {
    return await readBoard(place);
  } catch (error) {
    if (isSystemError(error)) return { ok: false, missing: false, text: error.message };
    throw error;
  }
}

/** A footer is short, and the reader has named the root: paths are told from there. */
function shortened(reading: BoardReading, root: string): BoardReading {
  return reading.ok ? reading : { ...reading, text: reading.text.replaceAll(`${root}/`, '') };
}

function isSame(a: Seen, b: Seen): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
