import type { OptOutState } from '../privacy/opt-out-schema.ts';
import { optOutFolder, optOutList } from '../privacy/privacy-paths.ts';
import type { OptOuts } from '../privacy/read-opt-outs.ts';

/** A file or folder by which people are known to be out, and that is not there any more. */
export type LostSource = { readonly file: string; readonly what: string; readonly remedy: string };

/** Which of the list and the folder are gone though people are out by them: those stay out. */
export function lostSources(
  root: string,
  { missing }: Pick<OptOuts, 'missing'>,
  out: OptOutState['out'],
): LostSource[] {
  const ways = Object.values(out).map(({ by }) => by);
  const [list, folder] = [optOutList(root), optOutFolder(root)];
  const sources = [
    { by: 'list', isLost: missing.list, file: list, anew: `make an empty ${list}` },
    { by: 'folder', isLost: missing.folder, file: folder, anew: `run mkdir -m 1777 ${folder}` },
  ] as const;
  return sources.flatMap(({ by, isLost, file, anew }) => {
    const people = ways.filter((way) => way === by).length;
    if (!isLost || people === 0) return [];
    const who = people === 1 ? 'somebody is' : `${people} people are`;
    return [
      {
        file,
        what: `it is not there, though ${who} known to be out by it: they stay out`,
        remedy: `Put it back from a backup; or ${anew}, which lets them be shown again.`,
      },
    ];
  });
}
