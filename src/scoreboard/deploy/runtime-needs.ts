import { dirname } from 'node:path';
import type { ElfNeeds } from '../../platform/elf-needs.ts';
import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';

/** What the deployed runtime asks of the hosts that are to run it. */
export type RuntimeNeeds = {
  /** As `uname -m` names it. */
  readonly machine: string;
  /** Least version of glibc, such as `2.28`; null for a runtime of another C library. */
  readonly glibc: string | null;
  /** The dynamic loader, which hosts of another kind do not have; null for a static program. */
  readonly interpreter: string | null;
};

/** Libraries that belong to the C library or come with every compiler's runtime. */
const EVERYWHERE =
  /^(ld-linux[\w.-]*|ld64|lib(c|m|dl|pthread|rt|gcc_s|stdc\+\+|atomic)|libc\.musl[\w.-]*)\.so(\.\d+)?$/;

/**
 * What a Node asks of its hosts. Throws KnownError when it is no Linux program, or when it is only a part of one: a
 * distribution's Node mostly needs a dozen libraries of that distribution.
 */
export function runtimeNeeds(node: string, elf: ElfNeeds | null): RuntimeNeeds {
  const wanted = 'start slurm-sb with the Node that npm ci installs in a checkout';
  if (elf === null) {
    throw new KnownError(`${node} cannot be deployed: it is no 64-bit Linux program; ${wanted}`, EXIT.failed);
  }
  const missing = elf.libraries.filter((name) => !EVERYWHERE.test(name));
  if (missing.length > 0) {
    const names = missing.join(', ');
    throw new KnownError(`${node} cannot be deployed: it needs ${names}, which other hosts may not have; ${wanted}`);
  }
  return { machine: elf.machine, glibc: highestGlibc(elf.versions), interpreter: elf.interpreter };
}

/** The file `lib/needs`: what bin/slurm-sb looks at before it starts the runtime; a keyword and its value a line. */
export function needsText({ machine, glibc, interpreter }: RuntimeNeeds): string {
  const lines = [`machine ${machine}`];
  if (interpreter !== null) lines.push(`interpreter ${interpreter}`);
  if (glibc !== null) {
    const folders = new Set([dirname(interpreter ?? '/lib/x'), `/lib/${machine}-linux-gnu`, '/lib64']);
    lines.push(`glibc ${glibc}`, `libraries ${[...folders].join(' ')}`);
  }
  return `${lines.join('\n')}\n`;
}

/** For people: `x86_64 Linux with glibc 2.28 or later`. */
export function describeNeeds({ machine, glibc, interpreter }: RuntimeNeeds): string {
  if (glibc !== null) return `${machine} Linux with glibc ${glibc} or later`;
  return interpreter === null ? `${machine} Linux` : `${machine} Linux with ${interpreter}`;
}

function highestGlibc(versions: readonly string[]): string | null {
  const found = versions.flatMap((name) => /^GLIBC_(\d+)\.(\d+)/.exec(name)?.slice(1, 3).map(Number) ?? []);
  const pairs = Array.from({ length: found.length / 2 }, (_, index) => found.slice(2 * index, 2 * index + 2));
  const [highest] = pairs.sort(([a, b], [c, d]) => c! - a! || d! - b!);
  return highest === undefined ? null : highest.join('.');
}
