import { describe, expect, test } from 'vitest';
import {
  idOfTarget,
  isStagingName,
  launcherOfHome,
  prefixOfHome,
  stagingName,
  targetOf,
} from '../../../src/scoreboard/deploy/prefix-layout.ts';

describe('I2 where a program lies', () => {
  test.each([
    ['/shared/sb/versions/0.1.0-0123abcd', '/shared/sb', '/shared/sb/bin/slurm-sb'],
    ['/a b/versions/1.0.0-rc.1-0123abcd', '/a b', '/a b/bin/slurm-sb'],
    ['/home/me/slurm-sb', null, '/home/me/slurm-sb/bin/slurm-sb'],
    ['/home/me/versions/slurm-sb', null, '/home/me/versions/slurm-sb/bin/slurm-sb'],
  ])('%s was deployed to %s; people type %s, which stays over upgrades', (home, prefix, launcher) => {
    expect([prefixOfHome(home), launcherOfHome(home)]).toEqual([prefix, launcher]);
  });
});

describe('I2 the link current', () => {
  test.each([
    [targetOf('0.1.0-0123abcd'), '0.1.0-0123abcd'],
    ['versions/a/b', null],
    ['versions/..', null],
    ['versions/.new.x', null],
    ['versions/', null],
    ['/shared/sb/versions/a', null],
    ['../versions/a', null],
  ])('%s names %s', (target, id) => {
    expect(idOfTarget(target)).toBe(id);
  });
});

test('I2 a version in the making is known by its name, and nothing else is', () => {
  expect(isStagingName(stagingName('0.1.0-0123abcd', '0123456789abcdef'))).toBe(true);
  for (const name of ['0.1.0-0123abcd', '.new', '.new.mine', '.new.x.0123', 'new.x.0123456789abcdef']) {
    expect(isStagingName(name), name).toBe(false);
  }
});
