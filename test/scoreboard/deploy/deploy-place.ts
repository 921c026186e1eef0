import { mkdirSync, readdirSync, readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type CollectedProgram, collectProgram } from '../../../src/scoreboard/deploy/collect-program.ts';
import type { DeployParts } from '../../../src/scoreboard/deploy/deploy-parts.ts';
import { type Deployed, type DeployRequest, deployVersion } from '../../../src/scoreboard/deploy/deploy-version.ts';
import { emptyFolder, handClock } from '../place.ts';

/** A runtime in 64 bytes: an ELF header for x86_64 that needs nothing. Nobody runs it. */
function tinyElf(): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  bytes.writeUInt16LE(62, 18);
  return bytes;
}

export const HOUR_MS = 3_600_000;

/** A prefix that is not there yet, a program to deploy, and a clock that is turned by hand. */
export function deployPlace() {
  const place = realpathSync(emptyFolder());
  const prefix = join(place, 'a prefix');
  const clock = handClock(Date.parse('2026-10-01T00:00:00Z'));
  const stop = new AbortController();
  const parts: DeployParts = { clock, terminal: { host: 'login1', pid: process.pid }, signal: stop.signal };

  /** A home with a program whose bundle is this text; another text is another version. */
  const program = async (text: string): Promise<CollectedProgram> => {
    const home = join(place, 'home');
    const files = { 'bin/slurm-sb': '#!/bin/sh\n', 'dist/slurm-sb.js': text, 'dist/a.js': 'a', 'dist/a.txt': 'no' };
    for (const [path, content] of Object.entries({ ...files, LICENSE: 'free', 'dist/package.json': '{}' })) {
      put(join(home, path), content);
    }
    put(join(place, 'node/bin/node'), tinyElf());
    put(join(place, 'node/LICENSE'), "Node's");
    const share = new Map([['man/man1/slurm-sb.1', '.TH X']]);
    return await collectProgram({ home, node: join(place, 'node/bin/node'), version: '1.0.0', share }, stop.signal);
  };
  const deploy = async (text: string, more: Partial<DeployRequest> = {}): Promise<Deployed> =>
    await deployVersion(parts, {
      prefix,
      program: more.program ?? (await program(text)),
      keep: 3,
      dryRun: false,
      ...more,
    });
  const current = (): string => readlinkSync(join(prefix, 'current'));
  const text = (path: string): string => readFileSync(join(prefix, path), 'utf8');
  return { place, prefix, clock, stop, parts, program, deploy, current, text };
}

/** Writes a file, and the folders above it. */
export function put(path: string, content: string | Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** Every path below a folder, with the target of links. */
export function tree(folder: string, below = ''): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(below, entry.name);
      if (entry.isSymbolicLink()) return [`${path} -> ${readlinkSync(join(folder, path))}`];
      return entry.isDirectory() ? [path, ...tree(folder, path)] : [path];
    });
}
