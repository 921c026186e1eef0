import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { performOutside } from '../../../src/scoreboard/tui/perform-outside.ts';
import { emptyFolder, NAMES_SHOWN } from '../place.ts';
import { boardRoot } from './board-place.ts';

test('U3 e writes the view and says its name first', async () => {
  const folder = emptyFolder();
  const perform = performOutside({ root: '/nowhere', own: null, reader: NAMES_SHOWN });
  const stem = join(folder, 'board');
  const message = await perform({ kind: 'export', stem, csv: 'rank\n' });
  expect(message).toEqual({ kind: 'notice', role: 'notice', text: `board.csv written to ${folder}` });
  expect(readFileSync(`${stem}.csv`, 'utf8')).toBe('rank\n');
});

test('U3 e says what stood in its way', async () => {
  const perform = performOutside({ root: '/nowhere', own: null, reader: NAMES_SHOWN });
  const message = await perform({ kind: 'export', stem: join(emptyFolder(), 'none/board'), csv: '' });
  expect(message).toMatchObject({ kind: 'notice', role: 'error' });
  expect(message).toMatchObject({ text: expect.stringMatching(/^nothing was exported: ENOENT/) });
});

test('U3 a person’s page is read from the boards', async () => {
  const perform = performOutside({ root: boardRoot(), own: null, reader: NAMES_SHOWN });
  const message = await perform({ kind: 'load-user', user: 'alder' });
  expect(message).toMatchObject({ kind: 'user-page', user: 'alder', reading: { ok: true, page: { user: 'alder' } } });
});

test('U5 for who is on no board, and for a root that is gone, there is a sentence', async () => {
  const nobody = await performOutside({ root: boardRoot(), own: null, reader: NAMES_SHOWN })({
    kind: 'load-user',
    user: 'nobody',
  });
  expect(nobody).toMatchObject({
    reading: { ok: false, text: expect.stringContaining('nobody is on no leaderboard') },
  });
  const gone = await performOutside({ root: '/nowhere', own: null, reader: NAMES_SHOWN })({
    kind: 'load-user',
    user: 'alder',
  });
  expect(gone).toMatchObject({ reading: { ok: false, text: expect.stringContaining('/nowhere is no folder') } });
});
