import { readFileSync } from 'node:fs';
import { arch, cpus, release, totalmem } from 'node:os';

const GIB = 2 ** 30;

/** The machine in a line: processors, memory, system, kernel, Node; no name of it. */
export function machineText(): string {
  const processors = cpus();
  const memory = `${(totalmem() / GIB).toFixed(0)} GiB`;
  const kernel = `Linux ${release()}`;
  return `${processors.length} x ${processors[0]?.model.trim() ?? arch()}, ${memory}, ${system()}, ${kernel}, Node ${process.version}`;
}

/** `Debian GNU/Linux 12 (bookworm)`, see os-release(5). */
function system(): string {
  try {
    return /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'unknown system';
  } catch {
    return 'unknown system';
  }
}
