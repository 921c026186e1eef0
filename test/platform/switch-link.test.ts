import { mkdirSync, readdirSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { readLink } from '../../src/platform/read-link.ts';
import { isStagedLink, switchLink } from '../../src/platform/switch-link.ts';
import { emptyFolder } from '../scoreboard/place.ts';

let folder = '';
beforeEach(() => {
  folder = emptyFolder();
});

describe('I2 a link that is switched', () => {
  it('is made, then turned, and nothing is left beside it', async () => {
    const path = join(folder, 'current');
    await switchLink(path, 'versions/a');
    expect(readlinkSync(path)).toBe('versions/a');
    await switchLink(path, 'versions/b');
    expect([readlinkSync(path), readdirSync(folder)]).toEqual(['versions/b', ['current']]);
  });

  it('to a folder is turned, not put into that folder', async () => {
    mkdirSync(join(folder, 'a'));
    mkdirSync(join(folder, 'b'));
    symlinkSync('a', join(folder, 'current'));
    await switchLink(join(folder, 'current'), 'b');
    expect([readlinkSync(join(folder, 'current')), readdirSync(join(folder, 'a'))]).toEqual(['b', []]);
  });

  it('in the place of a folder is refused, and nothing is left beside it', async () => {
    mkdirSync(join(folder, 'current'));
    await expect(switchLink(join(folder, 'current'), 'b')).rejects.toThrow(/EISDIR|EEXIST|ENOTEMPTY/);
    expect(readdirSync(folder)).toEqual(['current']);
  });

  it.each([
    ['.current.0123456789abcdef.link', true],
    ['.a.b.0123456789abcdef.link', true],
    ['.current.link', false],
    ['current.0123456789abcdef.link', false],
    ['.current.0123456789ABCDEF.link', false],
  ])('a name that it leaves when it is killed: %s %s', (name, expected) => {
    expect(isStagedLink(name)).toBe(expected);
  });
});

describe('I2 what lies at a path', () => {
  it('is told without following it', async () => {
    symlinkSync('nowhere', join(folder, 'link'));
    writeFileSync(join(folder, 'file'), '');
    expect(await readLink(join(folder, 'link'))).toEqual({ kind: 'link', target: 'nowhere' });
    expect(await readLink(join(folder, 'file'))).toEqual({ kind: 'other' });
    expect(await readLink(folder)).toEqual({ kind: 'other' });
    expect(await readLink(join(folder, 'none'))).toEqual({ kind: 'missing' });
    expect(await readLink(join(folder, 'file/none'))).toEqual({ kind: 'missing' });
  });
});
