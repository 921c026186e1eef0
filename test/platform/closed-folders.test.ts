import { chmodSync, mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { closedFolders } from '../../src/platform/closed-folders.ts';
import { emptyFolder } from '../scoreboard/place.ts';

test('I2 folders on the way that others may not enter are named, the innermost first', async () => {
  const top = realpathSync(emptyFolder());
  const folder = join(top, 'open/closed/open');
  mkdirSync(folder, { recursive: true });
  for (const path of ['open', 'open/closed/open']) chmodSync(join(top, path), 0o755);
  chmodSync(join(top, 'open/closed'), 0o2770);
  chmodSync(top, 0o711);
  const above = await closedFolders(join(top, '..'));
  expect(await closedFolders(folder)).toEqual([{ path: join(top, 'open/closed'), mode: 0o2770 }, ...above]);
});
