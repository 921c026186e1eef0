/**
 * Adds to package-lock.json the optional packages of other platforms that npm left out because the registry it was
 * written with did not serve them: without them `npm ci` refuses the lock elsewhere. Exact versions are in the
 * parents' optionalDependencies; os, cpu and libc follow from the packages' names (binding-linux-x64-musl).
 * usage: npm run lock      after every npm install that changed the lock
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Package = {
  readonly version?: string;
  readonly optionalDependencies?: Record<string, string>;
  readonly [key: string]: unknown;
};

const path = join(import.meta.dirname, '../../package-lock.json');
const lock = JSON.parse(readFileSync(path, 'utf8')) as { packages: Record<string, Package> };
const added = Object.values(lock.packages)
  .flatMap((parent) => Object.entries(parent.optionalDependencies ?? {}))
  .filter(([name]) => lock.packages[`node_modules/${name}`] === undefined)
  .map(([name, version]) => [`node_modules/${name}`, platformPackage(name, version)] as const);
const packages = [...Object.entries(lock.packages), ...added];
lock.packages = Object.fromEntries(packages.sort(([a], [b]) => a.localeCompare(b, 'en')));
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`package-lock.json: ${added.length} optional packages of other platforms added\n`);

function platformPackage(name: string, version: string): Package {
  const [os = '', cpu = '', abi = ''] = name.replace(/^.*\/(?:cli|binding)-/, '').split('-');
  const libc = abi.startsWith('musl') ? 'musl' : 'glibc';
  return { version, cpu: [cpu], dev: true, ...(os === 'linux' ? { libc: [libc] } : {}), optional: true, os: [os] };
}
