import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** Numbers of fanotify_init and fanotify_mark. Source: the kernel's syscall tables. */
const CALLS: Readonly<Record<string, readonly [number, number]>> = { x64: [300, 301], arm64: [262, 263] };

/** Asks to be asked before a file is opened (FAN_CLASS_CONTENT, FAN_MARK_ADD, FAN_OPEN_PERM), and never answers. */
const HOLDER = `
  my ($init, $mark, $path) = @ARGV;
  my $fan = syscall($init + 0, 4, 0);
  die "fanotify_init: $!" if $fan < 0;
  die "fanotify_mark: $!" if syscall($mark + 0, $fan, 1, 0x10000, -100, "$path\\0") < 0;
  $| = 1;
  print "held\\n";
  sleep 600;`;

/**
 * Makes every opening of a file wait, as on a file system that does not answer, until the returned process is killed.
 * Needs Linux, root and perl.
 */
export async function holdOpens(path: string): Promise<ChildProcess> {
  const [init, mark] = CALLS[process.arch] ?? [];
  const holder = spawn('perl', ['-e', HOLDER, String(init), String(mark), path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = await Promise.race([once(holder.stdout!, 'data'), once(holder, 'exit')]);
  if (String(said) !== 'held\n') throw new Error(`openings of ${path} cannot be held`);
  return holder;
}
