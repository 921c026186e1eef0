import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { listVersions } from '../../../src/scoreboard/deploy/list-versions.ts';
import { rollBack } from '../../../src/scoreboard/deploy/roll-back.ts';
import { deployPlace, tree } from './deploy-place.ts';

let place: ReturnType<typeof deployPlace>;
beforeEach(() => {
  place = deployPlace();
});

const back = (wish: string | null = null, dryRun = false) =>
  rollBack(place.parts, { prefix: place.prefix, wish, dryRun });

/** Deploys these texts, a minute apart; returns their ids. */
async function deployAll(...texts: string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const text of texts) {
    ids.push((await place.deploy(text)).id);
    place.clock.set(place.clock.nowMs() + 60_000);
  }
  return ids;
}

describe('I2 --rollback', () => {
  it('puts the version before in force, and once more the one before that', async () => {
    const [one, two, three] = await deployAll('1', '2', '3');
    expect(await back()).toEqual({ prefix: place.prefix, from: three, to: two });
    expect(place.text('current/dist/slurm-sb.js')).toBe('2');
    expect(await back()).toMatchObject({ from: two, to: one });
    expect(place.text('current/dist/slurm-sb.js')).toBe('1');
    await expect(back()).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringMatching(`^cannot go back: no version was in force before ${one}; choose one: --rollback `),
    });
  });

  it('after a deploy that followed a rollback goes to what was in force then', async () => {
    const [one, ,] = await deployAll('1', '2');
    await back();
    const [three] = await deployAll('3');
    expect(await back()).toMatchObject({ from: three, to: one });
  });

  it('goes to a version that is named, by id or by a number that only one has', async () => {
    const [one, two] = await deployAll('1', '2');
    expect(await back(one)).toMatchObject({ from: two, to: one });
    expect(await back(one)).toMatchObject({ from: one, to: one });
    await expect(back('1.0.0')).rejects.toMatchObject({
      exitCode: 2,
      message: `1.0.0 is deployed more than once: there are ${[one!, two!].sort().join(', ')}`,
    });
    await expect(back('9.9.9')).rejects.toMatchObject({ exitCode: 2 });
    rmSync(join(place.prefix, 'versions', two!), { recursive: true });
    expect(await back('1.0.0')).toMatchObject({ to: one });
  });

  it('with --dry-run only says where it would go', async () => {
    const [one, two] = await deployAll('1', '2');
    const before = tree(place.prefix);
    expect(await back(null, true)).toMatchObject({ from: two, to: one });
    expect(tree(place.prefix)).toEqual(before);
  });

  it('refuses a damaged version, and one that is gone', async () => {
    const [one, two] = await deployAll('1', '2');
    writeFileSync(join(place.prefix, 'versions', one!, 'dist/a.js'), 'b');
    await expect(back()).rejects.toMatchObject({
      exitCode: 1,
      message: `${one} is damaged: dist/a.js is not what was deployed; deploy it again`,
    });
    rmSync(join(place.prefix, 'versions', one!), { recursive: true });
    await expect(back()).rejects.toMatchObject({
      exitCode: 1,
      message: `cannot go back: ${one} is no longer there; no other is deployed`,
    });
    expect(place.current()).toBe(`versions/${two}`);
  });

  it('where nothing is deployed: exit 1, nothing is made', async () => {
    await expect(back()).rejects.toMatchObject({ exitCode: 1, message: `nothing is deployed below ${place.prefix}` });
    await expect(listVersions(place.prefix, 0)).resolves.toEqual([]);
  });

  it('without a history names what there is', async () => {
    const [one, two] = await deployAll('1', '2');
    writeFileSync(join(place.prefix, 'versions/history.jsonl'), '{"at":"2026-10-01"}\nnoise\n');
    await expect(back()).rejects.toMatchObject({
      message: `cannot go back: no version was in force before ${two}; choose one: --rollback ${one}`,
    });
    expect(await back(one)).toMatchObject({ to: one });
  });
});

describe('I2 --list', () => {
  it('names the versions, newest first, the one in force and the one that --rollback goes to', async () => {
    const [one, two] = await deployAll('1', '2');
    expect(await listVersions(place.prefix, 0)).toMatchObject([
      { id: two, version: '1.0.0', in_force: true, before: false, deployed: { at: '2026-10-01T00:01:00.000Z' } },
      { id: one, version: '1.0.0', in_force: false, before: true, deployed: { at: '2026-10-01T00:00:00.000Z' } },
    ]);
  });
});
