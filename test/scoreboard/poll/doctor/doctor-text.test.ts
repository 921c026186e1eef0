import { describe, expect, it } from 'vitest';
import { doctorText } from '../../../../src/scoreboard/poll/doctor/doctor-text.ts';

describe('C11 what doctor prints', () => {
  it('nothing found', () => {
    const checked = { clusters: ['bell', 'hammer'], months: 14, files: 61 };
    expect(doctorText({ root: '/r', checked, unchecked: [], findings: [] })).toBe(
      'checked /r: 2 clusters (bell, hammer), 14 months, 61 files\nall good\n',
    );
  });

  it('findings, each with its remedy, and what could not be checked', () => {
    const text = doctorText({
      root: '/r',
      checked: { clusters: ['bell'], months: 1, files: 1 },
      unchecked: ['the clock'],
      findings: [
        { cluster: null, level: 'error', file: '/r', what: 'it is full', remedy: 'Make room.' },
        { cluster: 'bell', level: 'warning', file: null, what: 'it is slow', remedy: 'Wait.' },
        { cluster: 'bell', level: 'warning', file: null, what: 'it is late', remedy: 'Wait.' },
      ],
    });
    expect(text).toBe(
      'root: error: /r: it is full\n    Make room.\n' +
        'bell: warning: it is slow\n    Wait.\n' +
        'bell: warning: it is late\n    Wait.\n' +
        'checked /r: 1 cluster (bell), 1 month, 1 file\n' +
        'not checked: the clock\n' +
        '1 error, 2 warnings\n',
    );
  });
});
