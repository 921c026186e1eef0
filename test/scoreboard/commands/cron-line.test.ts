import { describe, expect, test } from 'vitest';
import { cronLine } from '../../../src/scoreboard/commands/cron-line.ts';

describe('C16 the cron line', () => {
  const rows: [string, string, string, string][] = [
    [
      'plain',
      '/opt/slurm-sb/bin/slurm-sb',
      '/shared/sb',
      '*/10 * * * * /opt/slurm-sb/bin/slurm-sb poll --cluster bell --root /shared/sb',
    ],
    ['with a blank', '/opt/sb', '/shared/my sb', "*/10 * * * * /opt/sb poll --cluster bell --root '/shared/my sb'"],
    ['with a quote', '/opt/sb', "/o'hara", "*/10 * * * * /opt/sb poll --cluster bell --root '/o'\\''hara'"],
    [
      'with %, which cron takes for a line end',
      '/opt/sb',
      '/a%b',
      '*/10 * * * * /opt/sb poll --cluster bell --root /a\\%b',
    ],
    ['with what a shell would run', '/opt/sb', '/a;$(x)', "*/10 * * * * /opt/sb poll --cluster bell --root '/a;$(x)'"],
  ];
  test.each(rows)('%s', (_, launcher, root, wanted) => {
    expect(cronLine(launcher, { cluster: 'bell', root })).toBe(wanted);
  });
});
