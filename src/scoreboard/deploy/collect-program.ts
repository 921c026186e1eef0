import { basename, dirname, join } from 'node:path';
import { readElfNeeds } from '../../platform/elf-needs.ts';
import { EXIT } from '../../platform/exit-codes.ts';
import { digestFile, digestOf } from '../../platform/file-digest.ts';
import { KnownError } from '../../platform/known-error.ts';
import { listNames } from '../../platform/list-names.ts';
import { readIfThere } from '../../platform/read-if-there.ts';
import { exampleConfig } from '../config/example-config.ts';
import { MODE, type PlannedFile, versionId } from './planned-file.ts';
import { needsText, type RuntimeNeeds, runtimeNeeds } from './runtime-needs.ts';

/** Where the running program comes from: a checkout, or a version that was deployed elsewhere. */
export type ProgramSource = {
  /** Absolute path of the folder that holds bin/ and dist/. */
  readonly home: string;
  /** Absolute path of the Node that runs it. */
  readonly node: string;
  /** Of the package: `0.1.0`. */
  readonly version: string;
  /** Texts by their path below share/: man pages and completions. */
  readonly share: ReadonlyMap<string, string>;
};

/** All that makes up one version, read and named by its content. */
export type CollectedProgram = {
  readonly id: string;
  readonly version: string;
  readonly files: readonly PlannedFile[];
  readonly needs: RuntimeNeeds;
};

/** The programs by the names under which they are started. */
export const PROGRAMS = ['slurm-sb', 'slurm-sb-tui'] as const;

/**
 * Reads the running program whole. Throws KnownError when a part is missing or the Node is not one that other hosts
 * can run.
 */
export async function collectProgram(source: ProgramSource, signal: AbortSignal): Promise<CollectedProgram> {
  const { home, node, version, share } = source;
  const needs = runtimeNeeds(node, await readElfNeeds(node));
  const files: PlannedFile[] = [
    ...(await launchers(home)),
    ...(await bundles(home)),
    await runtime(node, signal),
    textFile('lib/needs', needsText(needs)),
    ...(await nodeLicence(node)),
    textFile('config.example.yaml', exampleConfig()),
    inMemory('LICENSE', await partOf(home, 'LICENSE')),
    ...[...share].map(([path, text]) => textFile(`share/${path}`, text)),
  ];
  return { id: versionId(version, files), version, files, needs };
}

/** One script under every name: it starts the program that it is called by. */
async function launchers(home: string): Promise<PlannedFile[]> {
  const script = await partOf(home, 'bin/slurm-sb');
  return PROGRAMS.map((name) => inMemory(`bin/${name}`, script, MODE.program));
}

async function bundles(home: string): Promise<PlannedFile[]> {
  const names = await listNames(join(home, 'dist'));
  const wanted = names.filter((name) => name.endsWith('.js') || name === 'package.json');
  return await Promise.all(wanted.map(async (name) => inMemory(`dist/${name}`, await partOf(home, `dist/${name}`))));
}

async function runtime(node: string, signal: AbortSignal): Promise<PlannedFile> {
  const digest = await digestFile(node, { signal }).catch((error: unknown) => {
    throw signal.aborted ? new KnownError('stopped; nothing was changed', EXIT.failed, { cause: error }) : error;
  });
  return { path: 'lib/node', mode: MODE.program, source: { file: node }, ...digest };
}

/** Node's own licence goes where Node goes; it lies above bin/ in what Node publishes, beside it in what we deploy. */
async function nodeLicence(node: string): Promise<PlannedFile[]> {
  const folder = dirname(node);
  const path = basename(folder) === 'bin' ? join(folder, '../LICENSE') : join(folder, 'node.LICENSE');
  const bytes = await readIfThere(path);
  return bytes === null ? [] : [inMemory('lib/node.LICENSE', bytes)];
}

async function partOf(home: string, path: string): Promise<Buffer> {
  const bytes = await readIfThere(join(home, path));
  if (bytes !== null) return bytes;
  throw new KnownError(`${join(home, path)} is missing; in a checkout, run: npm run build`, EXIT.failed);
}

function inMemory(path: string, bytes: Buffer, mode: number = MODE.file): PlannedFile {
  return { path, mode, source: { bytes }, ...digestOf(bytes) };
}

function textFile(path: string, text: string): PlannedFile {
  return inMemory(path, Buffer.from(text));
}
