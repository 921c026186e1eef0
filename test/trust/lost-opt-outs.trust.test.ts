import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { CLUSTERS, HIDDEN, type PrivacySite, privacySite, publishedFiles, tellers } from './privacy-site.ts';

/*
 * What tells who has opted out is lost, or older than what was known. The built programs go on with new jobs of these
 * people on their way, and everything that others can read is searched for their names.
 */
const FILES = ['opt-outs.json', 'opt-outs.copy.json'];
const sites: PrivacySite[] = [];
afterAll(() => {
  for (const { folder } of sites) rmSync(folder, { recursive: true, force: true });
});

function polledSite(): PrivacySite {
  const site = privacySite();
  sites.push(site);
  return site;
}
const stateFile = ({ root }: PrivacySite, cluster: string, name: string): string =>
  join(root, 'clusters', cluster, 'state', name);

/** Gives somebody new jobs on every cluster, which the next poll asks for. */
function moreJobs({ folder }: PrivacySite, name: string): void {
  const end = Math.floor(Date.now() / 1000) - 1;
  const rows = Array.from({ length: 5 }, (_, index) => {
    const times = [end - 900, end - 600, end, end - 900].join('|');
    return `${9_000_000 + index}|${name}|COMPLETED|600|2|1|100M|||cpu=2,mem=100M,node=1|${times}|forest|cpu|normal|10|00:01:00|\n`;
  });
  for (const cluster of CLUSTERS) appendFileSync(join(folder, cluster, 'rows.psv'), rows.join(''));
}

it('F6 all that tells who was out is lost: polls, leaderboards end with 5, and nothing is published', () => {
  const site = polledSite();
  writeFileSync(join(site.root, 'config/optout.txt'), `${HIDDEN.list}\n`);
  for (const cluster of CLUSTERS) expect(site.poll(cluster).code).toBe(0);
  const boards = (): string => readFileSync(join(site.root, 'leaderboards/alltime.json'), 'utf8');
  const before = boards();
  rmSync(join(site.root, 'config/optout.txt'));
  rmSync(join(site.root, 'optout.d'), { recursive: true });
  for (const cluster of CLUSTERS) for (const name of FILES) rmSync(stateFile(site, cluster, name));
  moreJobs(site, HIDDEN.list);
  const lost = { code: 5, err: expect.stringContaining('by which people opted out') };
  for (const cluster of CLUSTERS) expect(site.poll(cluster)).toMatchObject(lost);
  expect(site.call(['leaderboards'])).toMatchObject(lost);
  expect(site.call(['doctor']).out).toContain('by which people opted out');
  expect([boards(), tellers(publishedFiles(site.root), [HIDDEN.list])]).toEqual([before, []]);
  writeFileSync(join(site.root, 'config/optout.txt'), `${HIDDEN.list}\n`);
  mkdirSync(join(site.root, 'optout.d'));
  for (const cluster of CLUSTERS) expect(site.poll(cluster).code).toBe(0);
  expect(tellers(publishedFiles(site.root), [HIDDEN.list])).toEqual([]);
});

it('F6 an older file of opt-outs put back, while homes are away', () => {
  const site = polledSite();
  for (const cluster of CLUSTERS) expect(site.poll(cluster).code).toBe(0);
  const older = CLUSTERS.map((cluster) => readFileSync(stateFile(site, cluster, 'opt-outs.json')));
  writeFileSync(join(site.homes, HIDDEN.home, '.slurm_scoreboard_optout'), '');
  for (const cluster of CLUSTERS) expect(site.poll(cluster).code).toBe(0);
  for (const [index, cluster] of CLUSTERS.entries())
    writeFileSync(stateFile(site, cluster, 'opt-outs.json'), older[index]!);
  renameSync(site.homes, `${site.homes}.away`);
  moreJobs(site, HIDDEN.home);
  for (const cluster of CLUSTERS) expect(site.poll(cluster).code).toBe(0);
  expect(tellers(publishedFiles(site.root), [HIDDEN.home])).toEqual([]);
});
