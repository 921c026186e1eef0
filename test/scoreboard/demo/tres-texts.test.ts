import { describe, expect, it } from 'vitest';
import { allocTresText } from '../../../src/scoreboard/demo/tres-texts.ts';

describe('P7 AllocTRES', () => {
  const alloc = { billed: true, cpus: 2, nodes: 1, gpus: 2, memMib: 1536 };
  it.each([
    ['a named type and the sum', alloc, 'a100', 'billing=2,cpu=2,gres/gpu:a100=2,gres/gpu=2,mem=1.50G,node=1'],
    ['no type is named', alloc, null, 'billing=2,cpu=2,gres/gpu=2,mem=1.50G,node=1'],
    ['no GPUs', { ...alloc, gpus: 0 }, 'a100', 'billing=2,cpu=2,mem=1.50G,node=1'],
    ['a step that is not billed', { ...alloc, gpus: 0, billed: false }, null, 'cpu=2,mem=1.50G,node=1'],
    ['nothing allocated', null, 'a100', ''],
  ])('%s', (_, given, type, expected) => {
    expect(allocTresText(given, type)).toBe(expected);
  });
});
