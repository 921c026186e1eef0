import { describe, expect, it } from 'vitest';
import { parseByteSize } from '../../src/domain/byte-size.ts';
import { gpuCount, tresValue } from '../../src/domain/tres.ts';
import { slurmStrings } from './slurm-strings.ts';

describe('P7 GPUs that Slurm printed', () => {
  it.each(slurmStrings('GPUs'))('"$text" is $expected: $reason', ({ text, expected }) => {
    expect(gpuCount(text)).toBe(expected === 'error' ? null : Number(expected));
  });
});

describe('P7 GPUs', () => {
  it.each([
    ['untyped alone', 'gres/gpu=4', 4],
    ['typed repeats untyped', 'gres/gpu:a100=2,gres/gpu=2', 2],
    ['more typed than untyped: both', 'gres/gpu:a100=2,gres/gpu=1', 3],
    ['two types alone', 'gres/gpu:a100=1,gres/gpu:h100=1', 2],
    ['two types repeated', 'gres/gpu=3,gres/gpu:a100=1,gres/gpu:a40=2', 3],
    ['typed repeats a part of untyped', 'gres/gpu=4,gres/gpu:a100=1', 4],
    ['the order does not matter', 'gres/gpu=2,gres/gpu:a100=2', 2],
    ['memory of GPUs is none', 'gres/gpumem=36266M', 0],
    ['load of GPUs is none', 'gres/gpuutil=100', 0],
    ['shards are none', 'gres/shard=8', 0],
    ['a type may carry anything but = and ,', 'gres/gpu:nvidia_a100-sxm4:1g.5gb=7', 7],
    ['none given', 'gres/gpu=0', 0],
    ['an empty text', '', 0],
    ['no GRES', 'billing=1,cpu=1,mem=1G,node=1', 0],
    ['gpu without gres/ is no GRES', 'gpu=4', 0],
    ['a word for a count', 'gres/gpu=x', null],
    ['no count', 'gres/gpu=', null],
    ['a typed word for a count', 'gres/gpu:a100=two', null],
    ['a typed empty count', 'gres/gpu:a100=,gres/gpu=2', null],
    ['a negative count', 'gres/gpu=-1', null],
    ['a fraction', 'gres/gpu=1.5', null],
    ['a unit', 'gres/gpu=1K', null],
    ['a count that is not exact', 'gres/gpu=99999999999999999999', null],
    ['400 digits', `gres/gpu=${'9'.repeat(400)}`, null],
    ['an unreadable count of something else is no concern', 'gres/shard=x,gres/gpu=1', 1],
  ])('%s: %s', (_sentence, text, gpus) => {
    expect(gpuCount(text)).toBe(gpus);
  });

  it.each([
    ['another name of this site', 'gres/cuda=2', ['gpu', 'cuda'], 2],
    ['both names add up', 'gres/cuda=2,gres/gpu=1', ['gpu', 'cuda'], 3],
    ['only the names given count', 'gres/gpu=2', ['cuda'], 0],
    ['a name that begins like one is another', 'gres/gpumem=5', ['gpu', 'cuda'], 0],
  ])('by setting: %s', (_sentence, text, names, gpus) => {
    expect(gpuCount(text, names)).toBe(gpus);
  });
});

describe('P8 memory within a TRES text', () => {
  it.each(slurmStrings('AllocMem'))('"$text" is $expected MiB: $reason', ({ text, expected }) => {
    const memory = tresValue(text, 'mem');
    const bytes = memory === null ? null : parseByteSize(memory, 1024, 'M');
    expect(bytes).toBe(expected === 'none' ? null : Number(expected) * 1_048_576);
  });
});

describe('P7, P8 one entry of a TRES text', () => {
  it.each([
    ['the first', 'billing=2,cpu=2,mem=500M,node=1', 'billing', '2'],
    ['the last', 'billing=2,cpu=2,mem=500M,node=1', 'node', '1'],
    ['mem is not vmem', 'vmem=9G,mem=1G', 'mem', '1G'],
    ['gres/gpu is not gres/gpumem', 'gres/gpumem=5M,gres/gpu=1', 'gres/gpu', '1'],
    ['gres/gpu is not gres/gpu:a100', 'gres/gpu:a100=1', 'gres/gpu', null],
    ['not there', 'cpu=1', 'mem', null],
    ['there without a value', 'mem=,cpu=1', 'mem', ''],
    ['an empty text', '', 'mem', null],
    ['a name of Object.prototype', 'cpu=1', 'constructor', null],
  ])('%s', (_sentence, text, name, value) => {
    expect(tresValue(text, name)).toBe(value);
  });
});
