import { describe, expect, it } from 'vitest';
import { parseReqMem, type ReqMem, type ReqMemContext } from '../../src/domain/req-mem.ts';
import { slurmStrings } from './slurm-strings.ts';

/** `cpus=4 nodes=1 per-job` as a context in base 1024. */
function contextOf(text: string): ReqMemContext {
  const match = /^cpus=(\d+) nodes=(\d+) (per-node|per-job)$/.exec(text);
  if (match === null) throw new Error(`no context: ${text}`);
  return {
    cpus: Number(match[1]),
    nodes: Number(match[2]),
    base: 1024,
    withoutSuffix: match[3] as ReqMemContext['withoutSuffix'],
  };
}

function expectedReqMem(text: string): ReqMem {
  if (text === 'error') return { ok: false };
  return { ok: true, bytes: text === 'unknown' ? null : Number(text) * 1_048_576 };
}

describe('P6 ReqMem that Slurms of many versions printed, in MiB', () => {
  it.each(slurmStrings('ReqMem'))('"$text" with $context is $expected: $reason', ({ text, context, expected }) => {
    expect(parseReqMem(text, contextOf(context))).toEqual(expectedReqMem(expected));
  });
});

describe('P5, P6 ReqMem in base 10', () => {
  const job = { cpus: 8, nodes: 2, base: 1000 } as const;
  it.each<[sentence: string, text: string, withoutSuffix: 'per-node' | 'per-job', megabytes: number | null]>([
    ['4000Mc x 8 CPUs', '4000Mc', 'per-node', 32_000],
    ['64Gn x 2 nodes', '64Gn', 'per-node', 128_000],
    ['a suffix wins over the setting', '64Gn', 'per-job', 128_000],
    ['no suffix per node', '1G', 'per-node', 2000],
    ['no suffix of the job', '1G', 'per-job', 1000],
    ['1024K is 1.024 MB', '1024K', 'per-job', 1.024],
    ['1T is a million MB', '1T', 'per-job', 1_000_000],
    ['no unit is M', '500', 'per-job', 500],
    ['no unit with a suffix is M', '500c', 'per-job', 4000],
    ['nothing requested', '0n', 'per-node', 0],
    ['? is none', '16?', 'per-node', null],
    ['? with a suffix is none', '16?n', 'per-node', null],
    ['an empty text is none', '', 'per-node', null],
    ['2^31 M with n is the old per-CPU flag and 0 M', '2147483648Mn', 'per-node', 0],
    ['the flag and 3000 M of each CPU', '2147486648Mn', 'per-node', 24_000],
    ['one below the flag is 2^31 - 1 M of each node', '2147483647Mn', 'per-node', 4_294_967_294],
    ['the flag in G: 2^21', '2097153Gn', 'per-node', 8000],
    ['the flag in K: 2^41', '2199026327552Kn', 'per-node', 24_576],
    ['2^31 K are no flag', '2147483648Kn', 'per-node', 4_294_967.296],
    ['the flag in P: 2', '3Pn', 'per-node', 8_000_000_000],
    ['the flag in T: 2^11', '2049Tn', 'per-node', 8_000_000],
    ['2^31 M without suffix is a size, not a flag', '2147483648M', 'per-job', 2_147_483_648],
  ])('%s', (_sentence, text, withoutSuffix, megabytes) => {
    const bytes = megabytes === null ? null : megabytes * 1_000_000;
    expect(parseReqMem(text, { ...job, withoutSuffix })).toEqual({ ok: true, bytes });
  });

  it.each([
    ['a word', 'bogus'],
    ['two suffixes', '1.2kcn'],
    ['a suffix alone', 'c'],
    ['a unit alone', 'M'],
    ['suffix before unit', '5cM'],
    ['an upper case suffix', '5MN'],
    ['a sign', '-5M'],
    ['white space', '5M '],
    ['more than can be exact to the byte', '100P'],
    ['more than that by the CPUs', '2Pc'],
    ['400 digits', '9'.repeat(400)],
  ])('%s is refused', (_sentence, text) => {
    expect(parseReqMem(text, { ...job, withoutSuffix: 'per-job' })).toEqual({ ok: false });
  });
});
