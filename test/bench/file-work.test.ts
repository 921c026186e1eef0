import { expect, it } from 'vitest';
import { fileWork } from '../../bench/file-work.ts';

/** As `strace -f -y -s 0` 6.1 writes it. */
const TRACE = `7 openat(AT_FDCWD</tmp>, ""..., O_RDONLY|O_CLOEXEC) = 3</root/a.json>
7 openat(AT_FDCWD</tmp>, ""..., O_RDONLY) = -1 ENOENT (No such file or directory)
7 openat(AT_FDCWD</tmp>, ""..., O_RDONLY) = 4</etc/passwd>
8 openat(AT_FDCWD</tmp>, ""..., O_WRONLY|O_CREAT, 0664 <unfinished ...>
7 write(3</root/a.json>, ""..., 120 <unfinished ...>
8 <... openat resumed>) = 5</root/b.json>
7 <... write resumed>)        = 100
8 pwrite64(5</root/b.json>, ""..., 20, 0) = 20
8 write(1<pipe:[1234]>, ""..., 50) = 50
8 fsync(5</root/b.json>)            = 0
8 fsync(6</rootless>)               = 0
8 +++ exited with 0 +++
`;

it('counts what was done below a folder, calls that another thread interrupted once', () => {
  expect(fileWork(TRACE, '/root')).toEqual({ opened: 2, bytes: 120, flushed: 1 });
});

it('counts nothing of what was done elsewhere', () => {
  expect(fileWork(TRACE, '/somewhere')).toEqual({ opened: 0, bytes: 0, flushed: 0 });
});
