import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sealJson } from '../../../../src/platform/checked-json.ts';
import { examine, goodRoot, place } from './good-root.ts';

describe('F1 C11 files of an older version', () => {
  it('are named, with the command that rewrites them', async () => {
    const good = await goodRoot();
    const {
      kept_from: _,
      schema_version: __,
      checksum: ___,
      ...cursor
    } = JSON.parse(readFileSync(good.hammer.cursor, 'utf8'));
    place(good.hammer.cursor, sealJson(JSON.stringify({ schema_version: 1, ...cursor })));
    const { findings } = await examine(good);
    expect(findings.map(({ what, remedy }) => [what, remedy])).toEqual([
      ['it is of an older version', `Run slurm-sb migrate --root ${good.root}; until then it is read as it is.`],
    ]);
  });
});
