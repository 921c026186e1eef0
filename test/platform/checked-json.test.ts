import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checksumOf, openJson, readCheckedJson, sealJson } from '../../src/platform/checked-json.ts';
import { withUpgrades } from '../../src/platform/file-versions.ts';

const schema = z.object({ schema_version: z.literal(1), jobs: z.int() });
const TEXT = '{"schema_version":1,"jobs":3}';
/** SHA-256 of TEXT, from sha256sum. */
const SUM = 'sha256:cdbc3cb9bbfbffebcd8c9fcfda0fdf464dd04a122bb994e820fdaeca280e66da';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'checked-json-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('T6 the checksum is of the bytes', () => {
  it('a byte that is no UTF-8 is not taken for the character that stands for it', () => {
    const good = sealJson('{"schema_version":1,"jobs":3,"name":"\ufffd"}');
    expect(openJson(good, schema).ok).toBe(true);
    const at = good.indexOf(Buffer.from('\ufffd'));
    const changed = Buffer.concat([good.subarray(0, at), Buffer.from([0xff]), good.subarray(at + 3)]);
    expect(openJson(changed, schema)).toMatchObject({ ok: false, fault: 'checksum' });
  });

  it('a million brackets are no JSON of ours, and nothing is thrown', () => {
    expect(openJson(Buffer.from('['.repeat(1_000_000)), schema)).toMatchObject({ ok: false, fault: 'unreadable' });
  });
});

describe('T6 sealing', () => {
  it('adds the checksum as the last key of one JSON object', () => {
    const sealed = sealJson(TEXT).toString();
    expect(sealed).toBe(`{"schema_version":1,"jobs":3,"checksum":"${checksumOf(TEXT)}"}\n`);
    expect(Object.keys(JSON.parse(sealed))).toEqual(['schema_version', 'jobs', 'checksum']);
    expect(checksumOf(TEXT)).toBe(SUM);
  });

  it.each(['[1,2]', '"text"', '', '3'])('refuses %s, which is no object', (text) => {
    expect(() => sealJson(text)).toThrow('object');
  });

  it('can be checked by common tools over many lines, as its doc comment says', () => {
    const text = '{"rows":[\n["a",",\\"checksum\\":"],\n["é",2]]}';
    const file = join(folder, 'lines.json');
    writeFileSync(file, sealJson(text));
    const command = `sed 's/,"checksum":"[^"]*"}$/}/' "$1" | head -c -1 | sha256sum`;
    const printed = execFileSync('sh', ['-c', command, 'sh', file], { encoding: 'utf8' });
    expect(`sha256:${printed.slice(0, 64)}`).toBe(checksumOf(text));
  });
});

describe('T6 opening', () => {
  const good = sealJson(TEXT).toString();
  const sealed = (text: string): string => sealJson(text).toString();

  it('gives what was sealed, and its checksum', () => {
    expect(openJson(Buffer.from(good), schema)).toEqual({
      ok: true,
      version: 1,
      value: { schema_version: 1, jobs: 3 },
      checksum: checksumOf(TEXT),
    });
  });

  it('does not need the last newline', () => {
    expect(openJson(Buffer.from(good.trimEnd()), schema)).toMatchObject({ ok: true });
  });

  it.each([
    ['empty', '', 'unreadable'],
    ['cut in the middle', good.slice(0, 30), 'unreadable'],
    ['no JSON', 'jobs: 3\n', 'unreadable'],
    ['a list', '[1,2]', 'unreadable'],
    ['null', 'null', 'unreadable'],
    ['zeros, as a crash may leave them', '\u0000'.repeat(64), 'unreadable'],
    ['a byte order mark in front', `\uFEFF${good}`, 'unreadable'],
    ['twice', good + good, 'unreadable'],
    ['no checksum', TEXT, 'checksum'],
    ['a changed number', good.replace('"jobs":3', '"jobs":4'), 'checksum'],
    ['a space more', good.replace(':3,', ': 3,'), 'checksum'],
    [
      'a changed checksum',
      good.replace(/sha256:./, (text) => (text.endsWith('0') ? 'sha256:1' : 'sha256:0')),
      'checksum',
    ],
    ['a short checksum', good.replace(/.{4}"\}\n$/, '"}\n'), 'checksum'],
    ['a checksum in capitals', good.replace(/[0-9a-f]{64}/, (hex) => hex.toUpperCase()), 'checksum'],
    ['another key after it', `${good.trimEnd().slice(0, -1)},"more":1}\n`, 'checksum'],
    ['another schema', sealed('{"schema_version":1,"jobs":"3"}'), 'schema'],
    ['a missing key', sealed('{"schema_version":1}'), 'schema'],
    ['an older version', sealed('{"schema_version":0,"jobs":3}'), 'schema'],
    ['a newer version', sealed('{"schema_version":2,"jobs":3}'), 'newer'],
    ['a newer version with a checksum of another kind', '{"schema_version":2,"jobs":3,"sum":"x"}', 'newer'],
  ])('%s', (_sentence, text, fault) => {
    expect(openJson(Buffer.from(text), schema)).toMatchObject({ ok: false, fault });
  });

  it('a schema of a later version reads what earlier ones wrote, one step after the other', () => {
    const third = withUpgrades(z.object({ schema_version: z.literal(3), jobs: z.int(), note: z.string() }), [
      ({ count, ...rest }) => ({ ...rest, schema_version: 2, jobs: count }),
      (content) => ({ ...content, schema_version: 3, note: 'none' }),
    ]);
    const open = (text: string) => openJson(sealJson(text), third);
    const value = { schema_version: 3, jobs: 7, note: 'none' };
    expect(open('{"schema_version":1,"count":7}')).toMatchObject({ ok: true, version: 1, value });
    expect(open('{"schema_version":2,"jobs":7}')).toMatchObject({ ok: true, version: 2, value });
    expect(open('{"schema_version":3,"jobs":7,"note":"none"}')).toMatchObject({ ok: true, version: 3, value });
    expect(open('{"schema_version":4,"jobs":7,"note":"none"}')).toMatchObject({ ok: false, fault: 'newer' });
    expect(open('{"schema_version":1,"jobs":7}')).toMatchObject({ ok: false, fault: 'schema' });
    expect(open('{"schema_version":0,"jobs":7,"note":"none"}')).toMatchObject({ ok: false, fault: 'schema' });
    expect(open('{"schema_version":1.5,"count":7}')).toMatchObject({ ok: false, fault: 'schema' });
  });

  it('says where the schema is not met', () => {
    const read = openJson(sealJson('{"schema_version":1,"jobs":1.5}'), schema);
    expect(read.ok ? '' : read.detail).toMatch(/^jobs: /);
  });
});

describe('T6 reading a file', () => {
  it('a good one', async () => {
    const file = join(folder, 'good.json');
    writeFileSync(file, sealJson(TEXT));
    expect(await readCheckedJson(file, schema)).toMatchObject({ ok: true, value: { jobs: 3 } });
  });

  it('one that is not there is missing', async () => {
    expect(await readCheckedJson(join(folder, 'none.json'), schema)).toMatchObject({ ok: false, fault: 'missing' });
  });

  it('a folder is unreadable', async () => {
    expect(await readCheckedJson(folder, schema)).toMatchObject({ ok: false, fault: 'unreadable' });
  });

  it('what the file system refuses is thrown, not taken for damage', async () => {
    const file = join(folder, 'good.json', 'below-a-file.json');
    await expect(readCheckedJson(file, schema)).rejects.toThrow('ENOTDIR');
  });
});
