import { expect, it } from 'vitest';
import { expandHostList } from '../../src/domain/host-list.ts';
import { slurm } from '../slurm/clusters.ts';

const LISTS = 200;

/** Numbers that look drawn by chance and are the same each time (Park and Miller, 1988). */
function draws(): (below: number) => number {
  let seed = 93;
  return (below) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
}

/** Text behind the last bracket is left out: Slurm 22.05 takes none. */
function list(draw: (below: number) => number): string {
  const range = (): string => {
    const from = draw(120);
    const width = draw(3) === 0 ? 3 : 1;
    const text = String(from).padStart(width, '0');
    return draw(2) === 0 ? text : `${text}-${String(from + draw(15)).padStart(width, '0')}`;
  };
  const bracket = (): string => `[${Array.from({ length: 1 + draw(3) }, range).join()}]`;
  const term = (): string => {
    const name = ['n', 'gpu-', 'r', 'node'][draw(4)]!;
    switch (draw(4)) {
      case 0:
        return `${name}${draw(50)}`;
      case 1:
        return `${name}${bracket()}x${bracket()}`;
      default:
        return `${name}${bracket()}`;
    }
  };
  return Array.from({ length: 1 + draw(3) }, term).join();
}

it(`OBS-93: ${LISTS} host lists have the names that scontrol tells of them, each once`, () => {
  const draw = draws();
  for (let round = 0; round < LISTS; round++) {
    const text = list(draw);
    const out = slurm('hammer', 'scontrol', 'show', 'hostnames', text);
    const names = [...new Set(out.trim().split('\n'))];
    expect({ text, list: expandHostList(text) }).toEqual({ text, list: { ok: true, names } });
  }
});
