import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunProcess } from '../../../src/platform/run-process.ts';
import type { ProbeReport } from '../../../src/scoreboard/poll/probe-report.ts';
import { probeSite } from '../../../src/scoreboard/poll/probe-site.ts';
import { emptyFolder, rootWith } from '../place.ts';
import { NOON_MS, PROBE_BIN, probePlace } from './probe-place.ts';

type Request = { readonly keys?: Record<string, string>; readonly query?: boolean; readonly path?: string };

async function probe(answers: Record<string, string> = {}, { keys = {}, query = true, path }: Request = {}) {
  const place = probePlace(answers, path);
  const { config } = await rootWith(keys);
  const report = await probeSite(place.parts, { config, query });
  return { report, ...place };
}

const state = ({ accounting }: ProbeReport) => [accounting.state, accounting.jobs, accounting.users, accounting.calls];

describe('C1 the states of accounting', () => {
  const REFUSED = 'sacct: error: slurm_persist_conn_open: failed to open persistent connection: Connection refused';

  it.each<[string, Record<string, string>, ReturnType<typeof state>, string]>([
    [
      'jobs of several users in the last hour',
      { HOUR: '7|alice\n8|bob\n9|bob' },
      ['jobs visible', 3, 2, 1],
      '3 ended jobs of 2 users in the last hour',
    ],
    [
      'none in the hour, some in the day',
      { DAY: '7|bob' },
      ['jobs visible', 1, 1, 2],
      '1 ended job of 1 user in the last day',
    ],
    ['none in the day', {}, ['no jobs in the last day', 0, 0, 2], 'no ended job in the last day'],
    [
      'none, and slurmdbd keeps jobs private',
      { PRIVATE: 'accounts,jobs' },
      ['jobs hidden from you', 0, 0, 2],
      'PrivateData=jobs, and no ended job in the last day; whoever polls needs to see all: have an administrator run ' +
        '`sacctmgr modify user NAME set AdminLevel=Operator`',
    ],
    [
      'only your own, and slurmdbd keeps jobs private',
      { PRIVATE: 'jobs', HOUR: '7|alice\n8|alice' },
      ['jobs hidden from you', 2, 1, 1],
      'PrivateData=jobs, and 2 ended jobs of 1 user in the last hour, all your own; whoever polls needs to see all: ' +
        'have an administrator run `sacctmgr modify user NAME set AdminLevel=Operator`',
    ],
    [
      'private, but you see others',
      { PRIVATE: 'jobs', HOUR: '7|alice\n8|bob' },
      ['jobs visible', 2, 2, 1],
      '2 ended jobs of 2 users in the last hour',
    ],
    [
      'private for squeue alone (slurm.conf), where slurmdbd says otherwise',
      { CONTROLLER_PRIVATE: 'jobs' },
      ['no jobs in the last day', 0, 0, 2],
      'no ended job in the last day',
    ],
    [
      'no columns listed',
      { COLUMNS_LISTED: '' },
      ['accounting away', null, null, 0],
      'it lists no columns (sacct --helpformat)',
    ],
    ['columns refused', { AWAY: REFUSED }, ['accounting away', null, null, 0], REFUSED],
    ['the question refused', { LOST: REFUSED }, ['accounting away', null, null, 1], REFUSED],
    [
      'a complaint but exit 0, as before 23.11',
      { LOST: REFUSED, LOST_EXIT: '0' },
      ['accounting away', null, null, 1],
      REFUSED,
    ],
  ])('%s', async (_, answers, expected, detail) => {
    const { report } = await probe(answers);
    expect([state(report), report.accounting.detail]).toEqual([expected, detail]);
  });

  it('slurm.conf decides where slurmdbd does not tell', async () => {
    // Beside a sacct_path other commands are looked for on PATH too; here there is no sacctmgr at all.
    const { report } = await probe({ CONTROLLER_PRIVATE: 'jobs' }, { path: binOf(['sacct', 'scontrol']) });
    expect(report.accounting.state).toBe('jobs hidden from you');
    expect(report.private_data).toEqual({ slurmctld: 'jobs', slurmdbd: null });
  });

  it('nobody tells whether jobs are private: then the doubt is said', async () => {
    const { report } = await probe({}, { path: binOf(['sacct']) });
    expect([report.accounting.state, report.accounting.detail]).toEqual([
      'no jobs in the last day',
      'no ended job in the last day; PrivateData could not be read, so others may be hidden from you',
    ]);
  });

  it('no sacct', async () => {
    const { report, questions } = await probe({}, { path: emptyFolder() });
    expect(report.accounting).toEqual({
      ...{ state: 'no sacct', jobs: null, users: null, hours: null, calls: 0 },
      detail: 'sacct: not found; set sacct_path, or PATH',
    });
    expect(report.tools.map(({ name, path }) => [name, path])).toEqual([
      ['sacct', null],
      ['squeue', null],
      ['sacctmgr', null],
      ['scontrol', null],
    ]);
    expect(questions()).toEqual([]);
  });

  it('a sacct that cannot be started', async () => {
    const bin = emptyFolder();
    writeFileSync(join(bin, 'sacct'), '#!/nowhere/sh\n', { mode: 0o755 });
    const { report } = await probe({}, { path: bin });
    expect(report.accounting.state).toBe('no sacct');
  });

  it('a sacct that does not answer in time, as one without slurm.conf', async () => {
    const said = 'sacct: error: s_p_parse_file: cannot stat file /etc/slurm/slurm.conf: No such file or directory';
    const run: RunProcess = async () => ({ outcome: 'timed-out', exitCode: null, signal: null, stderr: `${said}\n` });
    const { parts } = probePlace();
    const { config } = await rootWith();
    const report = await probeSite({ ...parts, run }, { config, query: true });
    expect([report.accounting.state, report.accounting.detail]).toEqual([
      'accounting away',
      `no answer in time: ${said}`,
    ]);
    expect(report.columns).toBeNull();
  });
});

describe('C1 S2 the question', () => {
  it('is of two columns, without steps, for ended jobs of the last hour and then the last day', async () => {
    const until = NOON_MS / 1000;
    const { questions } = await probe();
    const rest = '-s BF,CA,CD,DL,F,NF,OOM,PR,RQ,RV,TO -o JobID,User';
    expect(questions()).toEqual([
      `-a -n -P -D -X -S uts${until - 3600} -E uts${until} ${rest}`,
      `-a -n -P -D -X -S uts${until - 86_400} -E uts${until} ${rest}`,
    ]);
  });

  it('is not asked with --no-query, nor where accounting is away', async () => {
    const quiet = await probe({ HOUR: '7|bob' }, { query: false });
    const away = await probe({ AWAY: 'sacct: error: no' });
    expect([quiet.questions(), away.questions()]).toEqual([[], []]);
    expect(quiet.report.accounting.state).toBe('not asked');
  });
});

describe('C1 what else is told', () => {
  it('of the program and the host', async () => {
    const { report } = await probe();
    expect(report).toMatchObject({
      ...{ slurm_sb: '0.0.0-test', node: 'v24.0.0', term: 'vt100', host: 'host-a', user: 'alice' },
      time_zone: 'Europe/Berlin',
    });
  });

  it('of the commands: where they are and their versions', async () => {
    const { report } = await probe({ VERSION: '26.05.3' });
    expect(report.tools).toEqual(
      ['sacct', 'squeue', 'sacctmgr', 'scontrol'].map((name) => ({
        ...{ name, path: join(PROBE_BIN, name), version: '26.05.3', starts: true, answers: true, detail: null },
      })),
    );
  });

  it('sacctmgr and squeue are looked for beside the sacct of sacct_path first', async () => {
    const keys = { sacct_path: join(PROBE_BIN, 'sacct'), scontrol_path: join(PROBE_BIN, 'scontrol') };
    const { report } = await probe({}, { keys, path: emptyFolder() });
    expect(report.tools.map(({ path }) => path)).toEqual(
      ['sacct', 'squeue', 'sacctmgr', 'scontrol'].map((name) => join(PROBE_BIN, name)),
    );
    expect(report.max_query_time_range).toBe('UNLIMITED');
  });

  it.each<[string, Record<string, string>, ProbeReport['columns']]>([
    ['all of ours', {}, { known: 21, missing: [] }],
    [
      'an old sacct, in other case',
      { COLUMNS_LISTED: 'jobid user state elapsedraw alloccpus nnodes reqmem maxrss averss submit start end' },
      {
        known: 12,
        missing: ['AllocTRES', 'Eligible', 'Account', 'Partition', 'QOS', 'TimelimitRaw', 'TotalCPU', 'TRESUsageInTot'],
      },
    ],
    ['none told', { COLUMNS_LISTED: '' }, null],
  ])('of the columns: %s', async (_, answers, expected) => {
    expect((await probe(answers, { query: false })).report.columns).toEqual(expected);
  });

  it.each<[string, Record<string, string>, Partial<ProbeReport>]>([
    [
      'all told',
      { PRIVATE: 'jobs', RANGE: '7-00:00:00' },
      {
        private_data: { slurmctld: 'none', slurmdbd: 'jobs' },
        max_query_time_range: '7-00:00:00',
        details: { slurmctld: null, slurmdbd: null },
      },
    ],
    [
      'slurmdbd away',
      { AWAY: 'sacct: error: x' },
      {
        private_data: { slurmctld: 'none', slurmdbd: null },
        max_query_time_range: null,
        details: { slurmctld: null, slurmdbd: 'sacctmgr: error: Sending PersistInit msg: Connection refused' },
      },
    ],
    [
      'slurmctld away: sacctmgr reads slurm.conf, but the cluster has no name',
      { CONTROLLER_AWAY: '1', CONTROLLER_PRIVATE: 'nodes' },
      {
        cluster: { slurm_name: null, configured: null, agree: null },
        private_data: { slurmctld: 'nodes', slurmdbd: 'none' },
        details: {
          slurmctld: 'slurm_load_ctl_conf error: Unable to contact slurm controller (connect failure)',
          slurmdbd: null,
        },
      },
    ],
  ])('of the configuration: %s', async (_, answers, expected) => {
    expect((await probe(answers, { query: false })).report).toMatchObject(expected);
  });

  it.each<[string, Record<string, string>, Record<string, string>, ProbeReport['cluster']]>([
    ['no cluster set', {}, {}, { slurm_name: 'hammer', configured: null, agree: null }],
    [
      'the same',
      { CLUSTER: 'Hammer' },
      { cluster: 'hammer' },
      { slurm_name: 'Hammer', configured: 'hammer', agree: true },
    ],
    ['another', {}, { cluster: 'bell' }, { slurm_name: 'hammer', configured: 'bell', agree: false }],
    [
      'an alias',
      {},
      { cluster: 'bell', cluster_aliases: 'hammer' },
      { slurm_name: 'hammer', configured: 'bell', agree: true },
    ],
  ])('C2 of the cluster’s name: %s', async (_, answers, keys, expected) => {
    expect((await probe(answers, { keys, query: false })).report.cluster).toEqual(expected);
  });
});

describe('C1 the root, the rate and the lock', () => {
  it('of a new root: usable, two calls a minute, one saved up, no lock', async () => {
    const { report } = await probe({}, { query: false });
    expect(report.root).toMatchObject({ state: 'usable', detail: null });
    expect(report.root?.free_bytes).toBeGreaterThan(0);
    // Slurm's own name stands in for the cluster that is not set.
    expect(report.rate).toEqual({ limit_per_min: 2, tokens: 1, wait_seconds: 0, reason: null, detail: null });
    expect(report.lock).toEqual({ state: 'free' });
  });

  it('of a cluster that backs off under a lock', async () => {
    const { root, config } = await rootWith({ cluster: 'hammer', rate_limit_per_min: '0.5' });
    const { parts } = probePlace();
    const state = join(root, 'clusters/hammer/state');
    mkdirSync(join(state, 'lock'), { recursive: true });
    writeFileSync(
      join(state, 'lock.owner.json'),
      JSON.stringify({ host: 'host-b', pid: 7, startedTicks: null, since: '2026-09-15T11:00:00Z' }),
    );
    const { CallBudget } = await import('../../../src/platform/call-budget.ts');
    const budget = await CallBudget.open(
      { clock: parts.clock, random: () => 0, path: join(state, 'rate.json') },
      { perMinute: 0.5, bytesPerDay: 0 },
    );
    await budget.take();
    await budget.settle({ bytes: 0, backOff: true });
    const report = await probeSite(parts, { config, query: false });
    // One token was there and is gone; the back-off without jitter is 15 s.
    expect(report.rate).toEqual({ limit_per_min: 0.5, tokens: 0, wait_seconds: 15, reason: 'back-off', detail: null });
    expect(report.lock).toMatchObject({
      state: 'held',
      owner: { host: 'host-b', pid: 7, since: '2026-09-15T11:00:00Z' },
    });
  });

  it('a state that cannot be read is said and does not end the probe', async () => {
    const { root, config } = await rootWith({ cluster: 'hammer' });
    mkdirSync(join(root, 'clusters'));
    symlinkSync('hammer', join(root, 'clusters/hammer'));
    const { parts } = probePlace();
    const report = await probeSite(parts, { config, query: false });
    expect(report.rate.tokens).toBeNull();
    expect(report.rate.detail).toMatch(/ELOOP/);
  });

  it('nothing is said of them without a root or a name', async () => {
    const { parts } = probePlace({ CONTROLLER_AWAY: '1' });
    const { config } = await rootWith();
    const noRoot = await probeSite(parts, { config: { ...config, root: null }, query: false });
    const noName = await probeSite(parts, { config, query: false });
    expect([noRoot.root, noRoot.lock, noRoot.rate.tokens]).toEqual([null, null, null]);
    expect([noName.root?.state, noName.lock, noName.rate.tokens]).toEqual(['usable', null, null]);
  });
});

/** A folder that has some of the fake commands. */
function binOf(names: readonly string[]): string {
  const folder = emptyFolder();
  for (const name of names) symlinkSync(join(PROBE_BIN, name), join(folder, name));
  return folder;
}
