import { openPlainFile } from '../../platform/plain-file.ts';
import { type BlockEnd, BlockReader, type FileRows } from './block-reader.ts';
import type { RunBatch, RunTexts } from './run-batch.ts';
import { RunRing } from './run-ring.ts';

/** What a thread that reads rows is started with; `beside`: what its {@link RunsBeside} are made of. */
export type RowsThreadData<R> = {
  readonly rows: FileRows;
  readonly claims: SharedArrayBuffer;
  readonly ring: SharedArrayBuffer;
  /** From 1 on: who it is among those who claim blocks. */
  readonly number: number;
  readonly beside: R;
};

/** What a thread does with its runs before it hands them on, and what has come of it in the end. */
export type RunsBeside<C> = {
  readonly add: (batch: RunBatch, texts: RunTexts) => void;
  readonly end: () => C;
};

/**
 * Told beside each batch: texts that are new, and what became of the block whose last batch it is. `beside` comes with a
 * last batch, which is empty.
 */
export type BatchNews<C> = { readonly texts: RunTexts; readonly end: BlockEnd | null; readonly beside?: C };

/** Who reads which block: each is claimed once, in the order of the file. */
export class BlockClaims {
  readonly #numbers: Int32Array;

  constructor(memory: SharedArrayBuffer) {
    this.#numbers = new Int32Array(memory);
  }

  /** Memory for the claims of so many blocks. */
  static memory(blocks: number): SharedArrayBuffer {
    return new SharedArrayBuffer((1 + blocks) * 4);
  }

  /** Claims the next block; null when all are claimed. */
  claim(owner: number): number | null {
    const block = Atomics.add(this.#numbers, 0, 1);
    if (block + 1 >= this.#numbers.length) return null;
    Atomics.store(this.#numbers, 1 + block, owner);
    return block;
  }

  /** Who claimed a block; 0: nobody yet. */
  ownerOf(block: number): number {
    return Atomics.load(this.#numbers, 1 + block);
  }
}

/** The work of a thread: reads blocks as long as there are any, and hands their runs on. */
export function readBlocks<C>(
  { rows, claims, ring, number }: RowsThreadData<unknown>,
  { beside, post }: { beside: RunsBeside<C>; post: (news: BatchNews<C>) => void },
): void {
  const file = openPlainFile(rows.path);
  const out = new RunRing(ring);
  const claimed = new BlockClaims(claims);
  const told = { users: 0, accounts: 0, states: 0 };
  let texts: RunTexts = { users: [], accounts: [], states: [] };
  const handOn = (end: BlockEnd | null, last?: { beside: C }): void => {
    const { users, accounts, states } = texts;
    const news = {
      users: users.slice(told.users),
      accounts: accounts.slice(told.accounts),
      states: states.slice(told.states),
    };
    Object.assign(told, { users: users.length, accounts: accounts.length, states: states.length });
    post({ texts: news, end, ...last });
    out.handOn();
  };
  const reader = new BlockReader(file, rows, {
    onRuns: (batch, known) => {
      texts = known;
      beside.add(batch, known);
      handOn(null);
    },
    nextBatch: () => out.batchToWrite(),
  });
  for (let block = claimed.claim(number); block !== null; block = claimed.claim(number)) {
    // The batch that comes with it is empty: its runs were handed on before.
    handOn(reader.read(block));
    reader.writeInto(out.batchToWrite());
  }
  file.close();
  handOn(null, { beside: beside.end() });
}
