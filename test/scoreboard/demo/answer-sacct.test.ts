import { describe, expect, it } from 'vitest';
import { answerSacct } from '../../../src/scoreboard/demo/answer-sacct.ts';
import { demoClusters } from '../../../src/scoreboard/demo/demo-clusters.ts';
import { columnsToAsk, parseHelpformat } from '../../../src/scoreboard/sacct/columns.ts';
import { askDemo } from './ask-demo.ts';

/** 2026-11-20 17:26:05 UTC. */
const NOW = 1_795_195_565;
const CLUSTERS = demoClusters(42, NOW);
const [hammer, , bell, , gilbreth] = CLUSTERS;

describe('C1 what the demo’s sacct says of itself', () => {
  it('its version', () => {
    expect(askDemo(hammer!, ['--version'])).toBe('slurm 24.05.3\n');
  });

  it('S1 its columns: all that the scoreboard reads, four to a line', () => {
    const text = askDemo(hammer!, ['--helpformat']);
    expect(columnsToAsk(parseHelpformat(text)).missing).toEqual([]);
    expect(text.split('\n')[0]).toBe('Account             AllocCPUS           AllocTRES           AveRSS             ');
  });
});

describe('C14 the demo’s present', () => {
  const count = (states: string): number =>
    CLUSTERS.flatMap((cluster) => askDemo(cluster, ['-anPX', '-s', states, '-o', 'JobID']).split('\n').slice(0, -1))
      .length;

  it('has jobs that run and jobs that wait', () => {
    expect(count('R')).toBeGreaterThan(10);
    expect(count('PD')).toBeGreaterThan(3);
  });

  it('a plain sacct shows today: no row ended before midnight, none without an owner', () => {
    const lines = askDemo(hammer!, ['-nPX', '-o', 'End,User']).split('\n').slice(0, -1);
    expect(lines.length).toBeGreaterThan(20);
    const midnight = 1_795_132_800;
    expect(lines.filter((line) => !line.startsWith('Unknown|') && Number(line.split('|')[0]) < midnight)).toEqual([]);
    expect(lines.filter((line) => line.endsWith('|'))).toEqual([]);
  });

  it('the clock is the present where the file gives none', () => {
    const call = {
      args: ['-nPX', '-s', 'R', '-o', 'Start,ElapsedRaw'],
      env: { SLURM_TIME_FORMAT: '%s' },
      timeZone: 'UTC',
    };
    const text = [...answerSacct({ ...call, cluster: { ...bell!, nowSeconds: null }, clockSeconds: NOW })].join('');
    expect(text).toBe(askDemo(bell!, call.args));
  });
});

describe('C14 formats of times', () => {
  const ask = (format: string | undefined, timeZone: string): string => {
    const args = ['-nPXD', '-S', 'uts1795100000', '-E', 'uts1795110000', '-s', 'CD', '-o', 'End'];
    const env = format === undefined ? {} : { SLURM_TIME_FORMAT: format };
    return [...answerSacct({ args, env, cluster: hammer!, clockSeconds: 0, timeZone })].join('');
  };

  it('wall clock of the zone is the epoch, written otherwise', () => {
    const epochs = ask('%s', 'UTC').split('\n').slice(0, -1).map(Number);
    const isoUtc = epochs.map((epoch) => new Date(epoch * 1000).toISOString().slice(0, 19));
    const isoEast = epochs.map((epoch) => new Date((epoch + 19_800) * 1000).toISOString().slice(0, 19));
    expect(epochs.length).toBeGreaterThan(3);
    expect(ask(undefined, 'UTC').split('\n').slice(0, -1)).toEqual(isoUtc);
    expect(ask('standard', 'Asia/Kolkata').split('\n').slice(0, -1)).toEqual(isoEast);
  });

  it('others are refused', () => {
    expect(() => ask('relative', 'UTC')).toThrow('SLURM_TIME_FORMAT=relative');
  });
});

describe('C14 pieces', () => {
  const year = ['-anPD', '-S', 'uts1763640000', '-E', 'uts1795176000', '-s', 'CD', '-o', 'JobID,AllocTRES'];
  const call = { env: {}, cluster: gilbreth!, clockSeconds: 0, timeZone: 'UTC' };

  it('come one after another and end with a line', () => {
    const sizes: number[] = [];
    for (const piece of answerSacct({ ...call, args: year })) {
      expect(piece.endsWith('\n')).toBe(true);
      sizes.push(piece.length);
    }
    expect(sizes.length).toBeGreaterThan(10);
    expect(Math.max(...sizes)).toBeLessThan(100_000);
  });

  it('bad usage is refused before the first piece', () => {
    expect(() => answerSacct({ ...call, args: ['-o', 'Foo'] })).toThrow('Invalid field requested: "Foo"');
    expect(() => answerSacct({ ...call, args: ['-S', 'uts5'] })).toThrow('Invalid time specification (pos=0): uts5');
  });

  it('an empty answer has no piece', () => {
    expect([...answerSacct({ ...call, args: ['-anP', '-S', 'uts1000000', '-E', 'uts1000001'] })]).toEqual([]);
  });
});
