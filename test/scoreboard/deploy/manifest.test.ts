import { expect, test } from 'vitest';
import { type Manifest, manifestText, parseManifest } from '../../../src/scoreboard/deploy/manifest.ts';

const MANIFEST: Manifest = {
  schema_version: 1,
  id: '1.0.0-0123abcd',
  version: '1.0.0',
  needs: { machine: 'x86_64', glibc: null, interpreter: null },
  deployed: { at: '2026-10-01T00:00:00.000Z', by: null, host: 'login1' },
  files: [
    { path: 'bin/slurm-sb', mode: 0o775, size: 3, sha256: 'aa' },
    { path: 'dist/a.js', mode: 0o664, size: 0, sha256: 'bb' },
  ],
};

test('I2 a manifest is read back as it was written, one file a line', () => {
  expect(parseManifest(manifestText(MANIFEST))).toEqual(MANIFEST);
  expect(
    manifestText(MANIFEST)
      .split('\n')
      .filter((line) => line.includes('"path"')),
  ).toHaveLength(2);
});

/** What is written instead of a path: removing a version must never reach beyond its folder. */
const PATHS = ['../../etc/passwd', 'dist/../../x', '/etc/passwd', 'dist//x', './x', ''];

test.each(PATHS)('I2 a manifest that names %j is not trusted', (path) => {
  const files = [{ path, mode: 0o664, size: 1, sha256: 'aa' }];
  expect(parseManifest(manifestText({ ...MANIFEST, files }))).toBeNull();
});

test('I2 a cut manifest and one of another schema are not trusted', () => {
  expect(parseManifest(manifestText(MANIFEST).slice(0, -20))).toBeNull();
  expect(parseManifest('{"schema_version":2}')).toBeNull();
});
