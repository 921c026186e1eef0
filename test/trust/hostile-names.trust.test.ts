import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { WINDOWS } from '../../src/domain/windows.ts';
import { boardRowText, encodeBoard } from '../../src/scoreboard/leaderboards/encode-board.ts';
import { boardFile, clusterLayout, mergedBoards } from '../../src/scoreboard/rollups/root-layout.ts';
import { writeCluster } from '../scoreboard/leaderboards/counted-root.ts';
import { emptyFolder } from '../scoreboard/place.ts';
import { HOSTILE_TEXTS } from './fuzz/hostile-texts.ts';
import { faultIn, runProgram } from './fuzz/run-program.ts';
import { report } from './trials.ts';

const NAMES = [...HOSTILE_TEXTS];

function emptyRoot(): string {
  const root = join(emptyFolder(), 'root');
  mkdirSync(root);
  return root;
}

/** Boards as somebody else's program could leave them: with these names everywhere. */
function foreignBoards(root: string): void {
  const asof = new Date(Math.floor(Date.now() / 1000) * 1000).toISOString().replace('.000Z', 'Z');
  const clusters = NAMES.map((name) => ({ name, asof: '2020-01-01T00:00:00Z', stale: true }));
  for (const window of WINDOWS) {
    for (const by of ['user', 'account'] as const) {
      const rows = NAMES.map((name, index) => ({
        name,
        values: { clock_hours: 1000 - index, jobs: 20 },
        ranks: { clock_hours: index + 1, jobs: 1 },
        moves: { clock_hours: { rank: -1, value: -5 } },
        spark: [1, 2, 3],
      }));
      for (const [folder, cluster] of [
        [mergedBoards(root), 'ALL'],
        [clusterLayout(root, 'hammer').boards, 'hammer'],
      ] as const) {
        const path = boardFile(folder, window, by);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(
          path,
          encodeBoard(
            { asof, window, cluster, clusters, by },
            rows.map((row) => boardRowText(by, row)),
          ),
        );
      }
    }
  }
}

describe('hostile names', () => {
  it('in boards of somebody else: no output holds anything that a terminal obeys or hides', async () => {
    const root = emptyRoot();
    foreignBoards(root);
    for (const name of ['\u001b[31mred', 'Z Z', '__proto__', '=1', '\u202egnp'])
      mkdirSync(join(root, 'clusters', name));
    const forms = ['table', 'csv', 'tsv', 'json', 'markdown', 'html'];
    const commands = [
      ...forms.flatMap((form) => [
        ['top', '--window', 'alltime', '--limit', 'all', '--format', form],
        ['top', '--window', 'alltime', '--limit', 'all', '--format', form, '--by', 'account', '--cluster', 'hammer'],
      ]),
      ['export', '--format', 'prometheus', '--window', 'alltime'],
      ['doctor'],
      ['doctor', '--json'],
      ...NAMES.slice(0, 6)
        .filter((name) => !name.includes('\0'))
        .map((name) => ['user', '--', name]),
      ['top', '--user', '\u001b[31m\u202e\u009b'],
      ['top', '--cluster', '\u001b[31m\u202e\u009b'],
    ];
    for (const command of commands) {
      const [name = '', ...rest] = command;
      const { out, err } = await runProgram([name, '--root', root, ...rest]);
      // Of a name with tabs and line ends they stay, within quotes in CSV.
      const text = command.includes('csv') || command.includes('tsv') ? out.replace(/[\t\r]/g, ' ') : out;
      expect([command, faultIn(text), faultIn(err)]).toEqual([command, null, null]);
    }
    report({ fault: 'hostile names, in outputs', trials: NAMES.length * commands.length, lost: 0, doubled: 0 });
  });

  it('in HTML and Markdown they are text, and in CSV no formula', async () => {
    const root = emptyRoot();
    foreignBoards(root);
    const print = async (form: string): Promise<string> => {
      const args = ['top', '--root', root, '--window', 'alltime', '--limit', 'all', '--format', form];
      return (await runProgram(args)).out;
    };
    const html = await print('html');
    expect(html.match(/<script|<img|onerror=[^&]*>/g)).toBeNull();
    expect(html.match(/<tr>/g)).toHaveLength(NAMES.length + 1);
    const markdown = await print('markdown');
    const rows = markdown.split('\n').filter((line) => line.startsWith('| '));
    expect(rows).toHaveLength(NAMES.length + 2);
    // A bar that is no part of a name stands between blanks.
    expect(rows.map((row) => row.replace(/\\[\s\S]/g, '').split('|').length - 1)).toEqual(rows.map(() => 7));
    const tsv = (await print('tsv')).trimEnd().split('\n');
    expect(tsv).toHaveLength(NAMES.length + 1);
    expect(tsv.map((line) => line.split('\t').length)).toEqual(tsv.map(() => 5));
    for (const line of tsv.slice(1)) {
      const [, name = '', value, places, change] = line.split('\t');
      expect(name).not.toMatch(/^\s*[=+\-@\uff1d]/);
      // Numbers stay numbers, also below zero.
      expect([Number(value) > 0, places, change]).toEqual([true, '-1', '-5']);
    }
  });

  it('of users in rows: those that are kept lie as one plain file each below agg/users, the others are rejected', async () => {
    const root = emptyRoot();
    const cells = NAMES.filter((name) => !/[|\n\r]/.test(name));
    const rows = cells.map(
      (name, index) =>
        `${index + 1}|${name}|COMPLETED|60|2|1|100M|||cpu=2,mem=100M,node=1|1788220000|1788220740|1788220800`,
    );
    const file = join(root, '..', 'dump');
    writeFileSync(file, `${rows.join('\n')}\n`);
    const { code, out, err } = await runProgram(['ingest', '--cluster', 'hammer', '--root', root, '--json', file]);
    expect([code, faultIn(out), faultIn(err)]).toEqual([0, null, null]);
    const counts = JSON.parse(out) as { rows: { jobs: number; rejected: number; reasons: Record<string, number> } };
    // Worked out by hand from the list: control, bidirectional, zero-width and tag characters, half a pair, a name of
    // 10,000 letters, lost bytes and the sign of kelvin; the emoji of two people are joined by a zero-width character.
    const refused = cells.filter(
      (name) => name.length > 255 || /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\ufffd\u212a]/u.test(name.replace(/^\t/, '')),
    );
    // `@SUM(1)` is a realm alone; halves of pairs are lost bytes in a file.
    expect(counts.rows.reasons).toEqual({ bad_user: refused.length + 1 });
    const layout = clusterLayout(root, 'hammer');
    const files = readdirSync(layout.users);
    for (const name of files) expect(name).toMatch(/^[a-z0-9_%-][A-Za-z0-9_%.-]*\.json$/);
    expect(readdirSync(join(root, '..'))).toEqual(['dump', 'root']);
    expect(readdirSync(root).sort()).toEqual(['clusters', 'leaderboards', 'optout.d']);
  });

  it('of labels with control characters in rollups of somebody else: the export is harmless too', async () => {
    const root = emptyRoot();
    writeCluster(
      root,
      'hammer',
      NAMES.map((user, index) => ({ day: '2026-08-01', user, account: NAMES.at(-1 - index)!, jobs: 5 })),
    );
    for (const table of ['monthly', 'daily', 'users']) {
      for (const form of ['csv', 'json']) {
        const { out, err } = await runProgram(['export', '--root', root, '--table', table, '--format', form]);
        // Tabs and line ends of names stand within quotes in CSV.
        expect([table, form, faultIn(out.replace(/[\t\r]/g, ' ')), faultIn(err)]).toEqual([table, form, null, null]);
      }
    }
  });
});
