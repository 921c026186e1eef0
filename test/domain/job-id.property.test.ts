import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJobId } from '../../src/domain/job-id.ts';

const number = fc.nat(67_043_328).map(String);
const list = fc
  .tuple(
    fc.array(
      fc.oneof(
        number,
        fc.tuple(number, number).map(([a, b]) => `${a}-${b}`),
      ),
      { minLength: 1 },
    ),
    fc.nat(9),
  )
  .map(([parts, limit]) => `[${parts.join(',')}${limit === 0 ? '' : `%${limit}`}]`);
const job = fc.oneof(
  number,
  fc.tuple(number, number).map(([id, task]) => `${id}_${task}`),
  fc.tuple(number, number).map(([id, offset]) => `${id}+${offset}`),
  fc.tuple(number, list).map(([id, tasks]) => `${id}_${tasks}`),
);
const step = fc.oneof(
  number,
  fc.tuple(number, number).map(([id, offset]) => `${id}+${offset}`),
  fc.constantFrom('batch', 'extern', 'interactive', 'TBD'),
);

describe('P2 job ids', () => {
  it('no text makes the parser throw, and what it gives is the text again', () => {
    const idLike = fc.stringMatching(/^[0-9]{1,4}[0-9_+.[\],%a-z-]{0,12}$/);
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), idLike), (text) => {
        const id = parseJobId(text);
        if (id !== null) expect(id.kind === 'job' ? id.job : `${id.job}.${id.step}`).toBe(text);
      }),
    );
  });

  it('every job is read back', () => {
    fc.assert(
      fc.property(job, (text) => {
        expect(parseJobId(text)).toEqual({ kind: 'job', job: text });
      }),
    );
  });

  it('every step of every job is read back', () => {
    fc.assert(
      fc.property(job, step, (owner, name) => {
        expect(parseJobId(`${owner}.${name}`)).toEqual({ kind: 'step', job: owner, step: name });
      }),
    );
  });
});
