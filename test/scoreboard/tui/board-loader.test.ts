import { describe, expect, test } from 'vitest';
import { EXIT } from '../../../src/platform/exit-codes.ts';
import { KnownError } from '../../../src/platform/known-error.ts';
import { type BoardFiles, boardLoader } from '../../../src/scoreboard/tui/board-loader.ts';
import type { BoardChoice, Message } from '../../../src/scoreboard/tui/message.ts';
import { boardOf } from './state.ts';

const BOARD = boardOf([]);
const CHOICE: BoardChoice = { cluster: 'ALL', window: '30d', by: 'user' };

type Sent = Extract<Message, { kind: 'board' }>;

function loading(given: Partial<BoardFiles> = {}) {
  const sent: Sent[] = [];
  const place = { choice: CHOICE, stamp: '1', clusters: ['bell'] };
  let reads = 0;
  const files: BoardFiles = {
    root: '/root',
    readBoard: async () => ({ ok: true, board: BOARD }),
    listClusters: async () => place.clusters,
    boardStamp: async () => place.stamp,
    ...given,
  };
  const counted: BoardFiles = {
    ...files,
    readBoard: (wanted) => {
      reads += 1;
      return files.readBoard(wanted);
    },
  };
  const loader = boardLoader({ files: counted, choice: () => place.choice, send: (message) => sent.push(message) });
  return { loader, sent, place, reads: () => reads };
}

describe('U2 refresh', () => {
  test('reads a board once, and again only when its file has changed', async () => {
    const { loader, sent, place, reads } = loading();
    await loader.refresh();
    await loader.refresh();
    await loader.refresh();
    expect(reads()).toBe(1);
    place.stamp = '2';
    await loader.refresh();
    expect(reads()).toBe(2);
    expect(sent).toEqual([
      { kind: 'board', choice: CHOICE, reading: { ok: true, board: BOARD }, clusters: ['bell'] },
      { kind: 'board', choice: CHOICE, reading: { ok: true, board: BOARD }, clusters: ['bell'] },
    ]);
  });

  test('tells of a cluster that has come', async () => {
    const { loader, sent, place } = loading();
    await loader.refresh();
    place.clusters = ['bell', 'hammer'];
    await loader.refresh();
    expect(sent.at(-1)?.clusters).toEqual(['bell', 'hammer']);
  });

  test('reads another board that is looked at meanwhile', async () => {
    const { loader, sent, place } = loading();
    await loader.refresh();
    place.choice = { ...CHOICE, window: 'alltime' };
    await loader.refresh();
    expect(sent.at(-1)?.choice.window).toBe('alltime');
  });
});

describe('U3 load', () => {
  test('reads again what has not changed', async () => {
    const { loader, reads } = loading();
    await loader.load();
    await loader.load();
    expect(reads()).toBe(2);
  });

  test('never reads twice at once: what is asked for meanwhile is read afterwards, the last choice alone', async () => {
    let running = 0;
    let most = 0;
    const { loader, sent, place } = loading({
      readBoard: async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, 5));
        running -= 1;
        return { ok: true, board: BOARD };
      },
    });
    const all = [loader.load()];
    place.choice = { ...CHOICE, window: '365d' };
    all.push(loader.load(), loader.refresh());
    place.choice = { ...CHOICE, window: 'alltime' };
    all.push(loader.load());
    await Promise.all(all);
    expect(most).toBe(1);
    expect(sent.map(({ choice }) => choice.window)).toEqual(['30d', 'alltime']);
  });
});

describe('U5 nothing that files do is a crash', () => {
  const refused = Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO', syscall: 'read' });

  test.each([
    [
      'a root that is gone',
      { listClusters: () => Promise.reject(new KnownError('/root is no folder', EXIT.badRoot)) },
      { reading: { ok: false, missing: false, text: '/root is no folder' }, clusters: null },
    ],
    [
      'clusters that cannot be listed',
      { listClusters: () => Promise.reject(refused) },
      { reading: { ok: true, board: BOARD }, clusters: null },
    ],
    [
      'a board that cannot be read',
      { readBoard: () => Promise.reject(refused) },
      { reading: { ok: false, missing: false, text: 'EIO: i/o error, read' }, clusters: ['bell'] },
    ],
    [
      'a board that is broken, its path told from the root on',
      { readBoard: async () => ({ ok: false, missing: false, text: '/root/leaderboards/a.json: it is cut' }) as const },
      { reading: { ok: false, missing: false, text: 'leaderboards/a.json: it is cut' }, clusters: ['bell'] },
    ],
  ])('%s', async (_, files, message) => {
    const { loader, sent } = loading(files);
    await loader.load();
    await loader.refresh();
    expect(sent).toEqual([{ kind: 'board', choice: CHOICE, ...message }]);
  });

  test('but a bug is one', async () => {
    const { loader } = loading({ readBoard: () => Promise.reject(new TypeError('x is not a function')) });
    await expect(loader.load()).rejects.toThrow('x is not a function');
    await expect(loader.refresh()).rejects.toThrow('x is not a function');
  });
});
