import { type FileHandle, open } from 'node:fs/promises';

/** What a program in ELF asks of the machine that is to run it. */
export type ElfNeeds = {
  /** As `uname -m` names it: `x86_64`, `aarch64`; `elf-NUMBER` for others. */
  readonly machine: string;
  /** The dynamic loader: `/lib64/ld-linux-x86-64.so.2`; null for a static program. */
  readonly interpreter: string | null;
  /** Libraries in the order in which they are named: `libc.so.6`. */
  readonly libraries: readonly string[];
  /** Names of symbol versions that the libraries must have: `GLIBC_2.28`, `GLIBCXX_3.4.21`; unsorted. */
  readonly versions: readonly string[];
};

/** Numbers of elf(5) and of the System V ABI, chapters 4 and 5; e_machine by the names that `uname -m` has. */
const MACHINES: Readonly<Record<number, string>> = { 21: 'ppc64le', 62: 'x86_64', 183: 'aarch64', 243: 'riscv64' };
const LOAD = 1;
const DYNAMIC = 2;
const INTERPRETER = 3;
const TAG = { needed: 1n, strings: 5n, stringsSize: 10n, versionNeeds: 0x6ffffffen, versionNeedsCount: 0x6fffffffn };
/** No table of a real program comes near. */
const MOST_BYTES = 64 * 1024 * 1024;

type Segment = { type: number; offset: number; address: number; size: number };

/**
 * Reads from a file what it asks of its machine; null when it is no little-endian 64-bit ELF, or a damaged one. Only
 * the tables are read. Source: elf(5); for versions, the Linux Standard Base, "Symbol Versioning".
 */
export async function readElfNeeds(path: string): Promise<ElfNeeds | null> {
  const file = await open(path, 'r');
  try {
    return await needsOf(file);
  } catch (error) {
    // An offset that leads out of the file.
    if (error instanceof RangeError) return null;
    throw error;
  } finally {
    await file.close();
  }
}

async function needsOf(file: FileHandle): Promise<ElfNeeds | null> {
  const head = await bytesAt(file, 0, 64);
  // 0x7f ELF, class 2 (64 bits), data 1 (little-endian).
  if (head.readUInt32BE(0) !== 0x7f454c46 || head[4] !== 2 || head[5] !== 1) return null;
  const machine = head.readUInt16LE(18);
  const segments = await segmentsOf(file, head);
  const interpreter = segments.find(({ type }) => type === INTERPRETER);
  const dynamic = segments.find(({ type }) => type === DYNAMIC);
  const named = interpreter === undefined ? null : await bytesAt(file, interpreter.offset, interpreter.size);
  return {
    machine: MACHINES[machine] ?? `elf-${machine}`,
    interpreter: named === null ? null : textAt(named, 0),
    ...(dynamic === undefined ? { libraries: [], versions: [] } : await librariesOf(file, segments, dynamic)),
  };
}

async function segmentsOf(file: FileHandle, head: Buffer): Promise<Segment[]> {
  const entrySize = head.readUInt16LE(54);
  const count = head.readUInt16LE(56);
  const table = await bytesAt(file, number(head.readBigUInt64LE(32)), entrySize * count);
  return Array.from({ length: count }, (_, index) => {
    const at = index * entrySize;
    return {
      type: table.readUInt32LE(at),
      offset: number(table.readBigUInt64LE(at + 8)),
      address: number(table.readBigUInt64LE(at + 16)),
      size: number(table.readBigUInt64LE(at + 32)),
    };
  });
}

async function librariesOf(
  file: FileHandle,
  segments: readonly Segment[],
  dynamic: Segment,
): Promise<Pick<ElfNeeds, 'libraries' | 'versions'>> {
  const table = await bytesAt(file, dynamic.offset, dynamic.size);
  const entries: { tag: bigint; value: bigint }[] = [];
  for (let at = 0; at + 16 <= table.length; at += 16) {
    entries.push({ tag: table.readBigInt64LE(at), value: table.readBigUInt64LE(at + 8) });
  }
  const tagged = (tag: bigint): number => number(entries.find((entry) => entry.tag === tag)?.value ?? 0n);
  const strings = await bytesAt(file, offsetOf(segments, tagged(TAG.strings)), tagged(TAG.stringsSize));
  const count = tagged(TAG.versionNeedsCount);
  return {
    libraries: entries.flatMap(({ tag, value }) => (tag === TAG.needed ? [textAt(strings, number(value))] : [])),
    versions:
      count === 0 ? [] : await versionsOf(file, offsetOf(segments, tagged(TAG.versionNeeds)), { count, strings }),
  };
}

/** Walks the chain of Verneed (16 bytes each), and in each the chain of Vernaux (16 bytes each). */
async function versionsOf(
  file: FileHandle,
  start: number,
  { count, strings }: { count: number; strings: Buffer },
): Promise<string[]> {
  const versions: string[] = [];
  let at = start;
  for (let library = 0; library < count; library++) {
    const head = await bytesAt(file, at, 16);
    let auxiliary = at + head.readUInt32LE(8);
    for (let left = head.readUInt16LE(2); left > 0; left--) {
      const entry = await bytesAt(file, auxiliary, 16);
      versions.push(textAt(strings, entry.readUInt32LE(8)));
      auxiliary += entry.readUInt32LE(12);
    }
    at += head.readUInt32LE(12);
  }
  return versions;
}

/** Where in the file an address of the running program lies. */
function offsetOf(segments: readonly Segment[], address: number): number {
  const segment = segments.find(
    (one) => one.type === LOAD && address >= one.address && address < one.address + one.size,
  );
  if (segment === undefined) throw new RangeError(`address ${address} is in no segment`);
  return address - segment.address + segment.offset;
}

async function bytesAt(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  if (length > MOST_BYTES) throw new RangeError(`a table of ${length} bytes`);
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, offset);
  if (bytesRead !== length) throw new RangeError(`only ${bytesRead} of ${length} bytes at ${offset}`);
  return bytes;
}

function textAt(bytes: Buffer, start: number): string {
  const end = bytes.indexOf(0, start);
  if (start >= bytes.length || end < 0) throw new RangeError(`no text at ${start}`);
  return bytes.toString('latin1', start, end);
}

function number(value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new RangeError(`${value} is no place in a file`);
  return Number(value);
}
