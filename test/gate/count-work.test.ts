import { describe, expect, it } from 'vitest';
import { countWork } from './count-work.ts';
import { findGrowth } from './find-growth.ts';

/** Lines as strace 6.1 wrote them, shortened; what is counted of them is in the names of the tests. */
const OPENED = '7  openat(AT_FDCWD</tmp>, ""..., O_RDONLY|O_CLOEXEC) = 17</tmp/a/rows.psv>';
const TRACE = [
  OPENED,
  '7  openat(AT_FDCWD</tmp>, ""..., O_RDONLY) = -1 ENOENT (No such file or directory)',
  '7  openat(AT_FDCWD</tmp>, ""..., O_RDONLY) = 18</proc/sys/kernel/cap_last_cap>',
  '8  read(17</tmp/a/rows.psv>, ""..., 65536) = 1000',
  '8  pread64(17</tmp/a/rows.psv>, ""..., 65536, 1000) = 234',
  '8  read(3<pipe:[4711]>, ""..., 65536)    = 500',
  '9  write(20</tmp/a/new>, ""..., 40)       = 40',
  '9  write(5<anon_inode:[eventfd]>, ""..., 8) = 8',
  '9  fsync(20</tmp/a/new> <unfinished ...>',
  '7  fdatasync(20</tmp/a/new>)              = 0',
  '9  <... fsync resumed>)                   = 0',
  '8  read(17</tmp/a/rows.psv>,  <unfinished ...>',
  '9  write(20</tmp/a/new>, ""..., 2 <unfinished ...>',
  '8  <... read resumed>""..., 65536)        = 6',
  '9  <... write resumed>)                   = 2',
  '7  clone3({flags=CLONE_VM|CLONE_FS|CLONE_THREAD|CLONE_SYSVSEM, stack=0x7f, stack_size=0x7fff}, 88) = 10',
  '7  vfork()                                = 11',
  '7  clone(child_stack=NULL, flags=CLONE_CHILD_CLEARTID|SIGCHLD, child_tidptr=0x7f) = 12',
  '11 +++ exited with 0 +++',
].join('\n');

describe('work in a trace', () => {
  it('is that of files and processes, put together where calls are interrupted', () => {
    expect(countWork(TRACE)).toEqual({
      'files opened': 1,
      flushes: 2,
      'bytes read': 1000 + 234 + 6,
      'bytes written': 40 + 2,
      processes: 3,
    });
  });
});

describe('the gate', () => {
  const limits = {
    'files opened': { was: 1, limit: 1 },
    flushes: { was: 1, limit: 2 },
    'bytes read': { was: 1200, limit: 1300 },
    'bytes written': { was: 50, limit: 50 },
    processes: { was: 3, limit: 3 },
  };

  it('lets pass what is within its limits', () => {
    expect(findGrowth('a', countWork(TRACE), limits)).toEqual([]);
  });

  it('says what grew, from what to what, when one more file is opened', () => {
    expect(findGrowth('a tick', countWork(`${TRACE}\n${OPENED}`), limits)).toEqual([
      'a tick: files opened grew from 1 to 2; the limit is 1 (test/gate/limits.ts)',
    ]);
  });

  it('says each that grew', () => {
    const more = `${TRACE}\n7 vfork() = 13\n8 read(17</tmp/a/rows.psv>, ""..., 99) = 1000`;
    expect(findGrowth('a', countWork(more), limits)).toEqual([
      'a: bytes read grew from 1,200 to 2,240; the limit is 1,300 (test/gate/limits.ts)',
      'a: processes grew from 3 to 4; the limit is 3 (test/gate/limits.ts)',
    ]);
  });

  it('fails when nothing was measured', () => {
    expect(findGrowth('a', { x: Number.NaN }, { x: { was: 1, limit: 2 } })).toHaveLength(1);
  });
});
