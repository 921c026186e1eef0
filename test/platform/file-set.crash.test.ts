import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { commitFiles, OvertakenError } from '../../src/platform/commit-files.ts';
import { settleDamaged } from '../../src/platform/commit-record.ts';
import { type FileOperations, realFileOperations } from '../../src/platform/file-operations.ts';
import type { FileSet, NewFile } from '../../src/platform/file-set.ts';
import { recoverFiles } from '../../src/platform/recover-files.ts';
import { renameOver } from '../../src/platform/rename-over.ts';
import { CutError, cutAfter } from './cut-file-operations.ts';
import { sleeper } from './sleeping-file-operations.ts';

const FOLDERS = ['a', 'b', 'state'];
let base: string;

/** Two data files and the numbered one; all three hold the number they were written under. */
const filesOf = (number: number, note = ''): NewFile[] =>
  ['a/data', 'b/data', 'state/number'].map((path) => ({ path, bytes: Buffer.from(`${number}${note}`) }));

function setOf(ops: FileOperations = realFileOperations): FileSet {
  return { ops, base, records: 'state', numberInForce: async () => contentNumber('state/number') };
}

function content(path: string): string | null {
  try {
    return readFileSync(join(base, path), 'utf8');
  } catch {
    return null;
  }
}

const contentNumber = (path: string): number | null => {
  const text = content(path);
  return text === null ? null : Number.parseInt(text, 10);
};

const fence = async (number: number): Promise<NewFile> => ({
  path: 'state/number',
  bytes: Buffer.from(String(number)),
});

const recover = (): Promise<unknown> => recoverFiles(setOf(), FOLDERS, fence);

const leftovers = (): string[] =>
  readdirSync(base, { recursive: true, encoding: 'utf8' }).filter((name) => /staged|commit\./.test(name));

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'file-set-'));
});

describe('T2 a commit cut at every file operation', () => {
  const operations = async (): Promise<number> => {
    await commitFiles(setOf(), 1, filesOf(1));
    const counting = cutAfter(realFileOperations, Number.POSITIVE_INFINITY);
    await commitFiles(setOf(counting), 2, filesOf(2));
    return counting.done();
  };

  it('shows the state before or after once recovered, never between, and leaves nothing behind', async () => {
    const total = await operations();
    expect(total).toBeGreaterThan(10);
    const states: string[] = [];
    for (let cut = 0; cut < total; cut++) {
      for (const torn of [false, true]) {
        base = mkdtempSync(join(tmpdir(), 'file-set-'));
        await commitFiles(setOf(), 1, filesOf(1));
        await expect(commitFiles(setOf(cutAfter(realFileOperations, cut, torn)), 2, filesOf(2))).rejects.toThrow(
          CutError,
        );
        await recover();
        const data = [content('a/data'), content('b/data')];
        expect(data[0], `cut ${cut}`).toBe(data[1]);
        expect(leftovers(), `cut ${cut}`).toEqual([]);
        // A fence may have used up number 2 with the old data; data of 2 without its number may not be.
        if (data[0] === '2') expect(contentNumber('state/number')).toBe(2);
        states.push(data[0] ?? '');
      }
    }
    expect(new Set(states)).toEqual(new Set(['1', '2']));
  });

  it('shows before or after also when recovery itself is cut at every operation', async () => {
    const total = await operations();
    for (let cut = 0; cut < total; cut++) {
      for (let second = 0; second < total; second++) {
        base = mkdtempSync(join(tmpdir(), 'file-set-'));
        await commitFiles(setOf(), 1, filesOf(1));
        await commitFiles(setOf(cutAfter(realFileOperations, cut)), 2, filesOf(2)).catch(() => undefined);
        await recoverFiles(setOf(cutAfter(realFileOperations, second)), FOLDERS, fence).catch((error: unknown) => {
          expect(error).toBeInstanceOf(CutError);
        });
        await recover();
        expect(content('a/data'), `cuts ${cut}, ${second}`).toBe(content('b/data'));
        expect(leftovers(), `cuts ${cut}, ${second}`).toEqual([]);
      }
    }
  });
});

describe('T2 a folder in the place of a file that is committed', () => {
  /** A second commit, cut after so many operations; returns how many it made. */
  const commitOver = async (path: string, cut: number): Promise<number> => {
    base = mkdtempSync(join(tmpdir(), 'file-set-'));
    await commitFiles(setOf(), 1, filesOf(1));
    rmSync(join(base, path));
    mkdirSync(join(base, path, 'deep'), { recursive: true });
    const counting = cutAfter(realFileOperations, cut);
    await commitFiles(setOf(counting), 2, filesOf(2)).catch((error: unknown) => {
      expect(error).toBeInstanceOf(CutError);
    });
    return counting.done();
  };
  const aside = (path: string): string[] =>
    readdirSync(base, { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.startsWith(`${path}.`) && name.endsWith('.bad'),
    );

  it.each(['a/data', 'b/data', 'state/number'])('%s: it is moved aside with what is in it', async (path) => {
    await commitOver(path, Number.POSITIVE_INFINITY);
    expect([content('a/data'), content('b/data'), content('state/number')]).toEqual(['2', '2', '2']);
    expect(aside(path)).toHaveLength(1);
    expect(readdirSync(join(base, aside(path)[0]!))).toEqual(['deep']);
    expect(leftovers()).toEqual([]);
  });

  it.each(['a/data', 'b/data', 'state/number'])('%s, cut at every operation: recovered as any other', async (path) => {
    const total = await commitOver(path, Number.POSITIVE_INFINITY);
    const ends = new Set<string>();
    for (let cut = 0; cut < total; cut++) {
      await commitOver(path, cut);
      await recover();
      const isDone = contentNumber('a/data') === 2 || contentNumber('b/data') === 2;
      if (isDone)
        expect([content('a/data'), content('b/data'), content('state/number')], `cut ${cut}`).toEqual(['2', '2', '2']);
      expect(leftovers(), `cut ${cut}`).toEqual([]);
      const next = (contentNumber('state/number') ?? 0) + 1;
      await commitFiles(setOf(), next, filesOf(next));
      expect([content('a/data'), content('b/data')], `cut ${cut}`).toEqual([String(next), String(next)]);
      ends.add(isDone ? 'after' : 'before');
    }
    expect(ends).toEqual(new Set(['before', 'after']));
  });

  it('a record that stands over one is finished, by two holders at once too', async () => {
    const total = await commitOver('a/data', Number.POSITIVE_INFINITY);
    for (let cut = 0; cut < total; cut++) {
      await commitOver('a/data', cut);
      if (!leftovers().includes('state/commit.2')) continue;
      await Promise.all([recover(), recover()]);
      expect([content('a/data'), content('b/data'), content('state/number')], `cut ${cut}`).toEqual(['2', '2', '2']);
      expect(aside('a/data'), `cut ${cut}`).toHaveLength(1);
    }
  });

  it('a file that another holder put there meanwhile is not moved aside', async () => {
    await commitFiles(setOf(), 1, filesOf(1));
    rmSync(join(base, 'a/data'));
    mkdirSync(join(base, 'a/data'));
    writeFileSync(join(base, 'a/theirs'), 'theirs');
    let first = true;
    const rename: FileOperations['rename'] = async (from, to) => {
      const error = await realFileOperations.rename(from, to).catch((reason: unknown) => reason);
      if (first) renameSync(join(base, 'a/data'), join(base, 'a/gone'));
      if (first) renameSync(join(base, 'a/theirs'), join(base, 'a/data'));
      first = false;
      if (error !== undefined) throw error;
    };
    writeFileSync(join(base, 'a/ours'), 'ours');
    await renameOver({ rename }, join(base, 'a/ours'), join(base, 'a/data'));
    expect(content('a/data')).toBe('ours');
    expect(aside('a/data')).toEqual([]);
  });
});

describe('T2 two holders', () => {
  it('one that slept at any operation of its commit never overwrites or doubles what others committed since', async () => {
    const counting = cutAfter(realFileOperations, Number.POSITIVE_INFINITY);
    await commitFiles(setOf(), 1, filesOf(1));
    await commitFiles(setOf(counting), 2, filesOf(2));
    let overtaken = 0;
    for (let at = 0; at < counting.done(); at++) {
      base = mkdtempSync(join(tmpdir(), 'file-set-'));
      await commitFiles(setOf(), 1, filesOf(1));
      const sleep = sleeper(realFileOperations, at);
      const late = commitFiles(setOf(sleep.ops), 2, filesOf(2, ' late')).then(
        () => 'done',
        (error: unknown) => error,
      );
      await sleep.asleep;
      await recover();
      const next = (contentNumber('state/number') ?? 0) + 1;
      await commitFiles(setOf(), next, filesOf(next, ' other'));
      sleep.wake();
      const end = await late;
      if (end !== 'done') expect(end, `slept at ${at}`).toBeInstanceOf(OvertakenError);
      if (end !== 'done') overtaken++;
      await recover();
      expect(content('a/data'), `slept at ${at}`).toBe(`${next} other`);
      expect(content('b/data'), `slept at ${at}`).toBe(`${next} other`);
      expect(content('state/number'), `slept at ${at}`).toMatch(/^\d/);
      expect(leftovers(), `slept at ${at}`).toEqual([]);
    }
    expect(overtaken).toBeGreaterThan(0);
  });

  it('the second to claim a number is told so and leaves nothing', async () => {
    await commitFiles(setOf(), 1, filesOf(1));
    await expect(commitFiles(setOf(), 1, filesOf(1, ' again'))).rejects.toThrow(OvertakenError);
    expect(content('a/data')).toBe('1');
    expect(leftovers()).toEqual([]);
  });

  it.each([
    ['cut', () => writeFileSync(join(base, 'state/commit.2'), '{"number": 2, "mo')],
    ['empty', () => writeFileSync(join(base, 'state/commit.2'), '')],
    [
      'of another number',
      () => writeFileSync(join(base, 'state/commit.2'), '{"number":3,"moves":[{"from":"a","to":"b"}]}'),
    ],
    ['a folder', () => mkdirSync(join(base, 'state/commit.2'))],
  ])('a standing record that is %s is set aside, and told at every recovery until it is settled', async (_, harm) => {
    await commitFiles(setOf(), 1, filesOf(1));
    harm();
    expect(await recover()).toMatchObject({ damaged: [2], rolledForward: [] });
    expect(await recover()).toMatchObject({ damaged: [2] });
    expect(content('a/data')).toBe('1');
    await settleDamaged(setOf(), 2);
    expect(await recover()).toMatchObject({ damaged: [] });
    expect(readdirSync(join(base, 'state')).sort()).toEqual(['commit.2.bad', 'number']);
    await commitFiles(setOf(), 2, filesOf(2));
    expect(content('b/data')).toBe('2');
  });
});

describe('T2 what the file system refuses', () => {
  const failing = (
    error: Error,
    operation: keyof FileOperations,
    matches: (path: string) => boolean,
  ): FileOperations => ({
    ...realFileOperations,
    [operation]: async (path: string, ...rest: never[]): Promise<unknown> => {
      if (matches(path)) throw error;
      return (realFileOperations[operation] as (...args: unknown[]) => Promise<unknown>)(path, ...rest);
    },
  });
  const noSpace = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });

  it.each(['b.data', 'state.number', 'state.record'])('no room for %s: nothing staged is left', async (name) => {
    const [folder = '', file = ''] = name.split('.');
    await commitFiles(setOf(), 1, filesOf(1));
    const ops = failing(noSpace, 'writeNew', (path) => path.includes(`${folder}/.${file}.2.`));
    await expect(commitFiles(setOf(ops), 2, filesOf(2))).rejects.toBe(noSpace);
    expect(leftovers()).toEqual([]);
    expect(content('a/data')).toBe('1');
  });

  it('a link whose answer was lost may stand: what was staged stays for it', async () => {
    await commitFiles(setOf(), 1, filesOf(1));
    const lost = Object.assign(new Error('EIO: i/o error'), { code: 'EIO' });
    const ops: FileOperations = {
      ...realFileOperations,
      link: async (from, to) => {
        await realFileOperations.link(from, to);
        throw lost;
      },
    };
    await expect(commitFiles(setOf(ops), 2, filesOf(2))).rejects.toBe(lost);
    await recover();
    expect([content('a/data'), content('b/data'), content('state/number')]).toEqual(['2', '2', '2']);
    expect(leftovers()).toEqual([]);
  });

  it('a link that answers EEXIST though it was made (NFS sent it twice) is taken as made', async () => {
    await commitFiles(setOf(), 1, filesOf(1));
    const ops: FileOperations = {
      ...realFileOperations,
      link: async (from, to) => {
        await realFileOperations.link(from, to);
        await realFileOperations.link(from, to);
      },
    };
    await commitFiles(setOf(ops), 2, filesOf(2));
    expect([content('a/data'), content('state/number')]).toEqual(['2', '2']);
    expect(leftovers()).toEqual([]);
  });
});

describe('T2 a set without gaps, which has no lock', () => {
  const gapless = (ops: FileOperations = realFileOperations): FileSet => ({ ...setOf(ops), gapless: true });

  it('one that comes with a greater number than the next is overtaken', async () => {
    await commitFiles(gapless(), 1, filesOf(1));
    await expect(commitFiles(gapless(), 57, filesOf(57))).rejects.toThrow(OvertakenError);
    expect(content('a/data')).toBe('1');
    expect(leftovers()).toEqual([]);
  });

  it('recovery leaves alone what may still be committed and removes what cannot', async () => {
    await commitFiles(gapless(), 1, filesOf(1));
    const staged = (number: number): string => `a/.data.${number}.0123456789abcdef.staged`;
    for (const number of [1, 2]) writeFileSync(join(base, staged(number)), '');
    expect(await recoverFiles(gapless(), FOLDERS, null)).toEqual({
      rolledForward: [],
      dropped: [],
      damaged: [],
      orphans: [staged(1)],
    });
    expect(leftovers()).toEqual([staged(2)]);
  });
});
