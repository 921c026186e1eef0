import { expect, test } from 'vitest';
import { versionId } from '../../../src/scoreboard/deploy/planned-file.ts';

const files = [
  { path: 'bin/x', mode: 0o775, size: 1, sha256: 'aa' },
  { path: 'dist/y', mode: 0o664, size: 1, sha256: 'bb' },
];

test('I2 an id is the version and a hash of path, mode and content of every file', () => {
  // printf '664 bb dist/y\n775 aa bin/x\n' | sha256sum
  expect(versionId('0.1.0', files)).toBe('0.1.0-25d824ab');
  expect(versionId('0.1.0', [...files].reverse())).toBe(versionId('0.1.0', files));
});

test.each([
  ['path', { path: 'bin/z' }],
  ['mode', { mode: 0o755 }],
  ['content', { sha256: 'ab' }],
])('I2 another %s is another id', (_, change) => {
  expect(versionId('0.1.0', [{ ...files[0]!, ...change }, files[1]!])).not.toBe(versionId('0.1.0', files));
});
