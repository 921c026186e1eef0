import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseReqMem, type ReqMemContext } from '../../src/domain/req-mem.ts';

const context = fc.record<ReqMemContext>({
  cpus: fc.nat(10_000),
  nodes: fc.nat(10_000),
  base: fc.constantFrom(1000, 1024),
  withoutSuffix: fc.constantFrom('per-node', 'per-job'),
});

function isSound(text: string, where: ReqMemContext): boolean {
  const read = parseReqMem(text, where);
  return !read.ok || read.bytes === null || (read.bytes >= 0 && read.bytes <= Number.MAX_SAFE_INTEGER);
}

describe('P6 ReqMem', () => {
  it('no text makes the parser throw, and what it gives are bytes', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), context, isSound));
    fc.assert(fc.property(fc.stringMatching(/^[0-9.KMGTP?cn]{0,30}$/), context, isSound));
  });

  it('a request comes back from its text: per CPU, per node and of the job', () => {
    fc.assert(
      fc.property(fc.nat(500_000), fc.constantFrom('c', 'n', ''), context, (megabytes, suffix, where) => {
        const times = { c: where.cpus, n: where.nodes, '': where.withoutSuffix === 'per-node' ? where.nodes : 1 }[
          suffix
        ];
        const bytes = megabytes * where.base ** 2 * (times ?? Number.NaN);
        const read = parseReqMem(`${megabytes}M${suffix}`, where);
        expect(read).toEqual(bytes <= Number.MAX_SAFE_INTEGER ? { ok: true, bytes } : { ok: false });
      }),
    );
  });

  it('the old flag gives what the suffix c gives', () => {
    fc.assert(
      fc.property(fc.nat(100_000), context, (megabytes, where) => {
        expect(parseReqMem(`${megabytes + 2 ** 31}Mn`, where)).toEqual(parseReqMem(`${megabytes}Mc`, where));
      }),
    );
  });
});
