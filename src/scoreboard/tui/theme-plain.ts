import type { Look, Theme } from './theme.ts';

const own = (look: Omit<Look, 'color' | 'color16'> = {}): Look => ({ color: null, color16: null, ...look });
const palette = (color16: number, look: Omit<Look, 'color' | 'color16'> = {}): Look => ({
  color: null,
  color16,
  ...look,
});

/** The terminal's own colours and background, with few of its palette. */
export const PLAIN_THEME: Theme = {
  name: 'plain',
  border: 'single',
  background: null,
  selection: null,
  words: { crown: '', metric: 'metric', value: '' },
  looks: {
    text: own(),
    dim: own({ dim: true }),
    title: own({ bold: true }),
    border: own({ dim: true }),
    state: own(),
    heading: own({ bold: true }),
    sorted: own({ bold: true }),
    focused: own({ bold: true, underline: true }),
    first: own({ bold: true }),
    second: own({ bold: true }),
    third: own({ bold: true }),
    value: own(),
    bar: palette(36),
    track: own({ dim: true }),
    spark: palette(36),
    up: palette(32),
    down: palette(31),
    fresh: palette(36),
    own: palette(32, { bold: true }),
    match: own({ bold: true, underline: true }),
    key: own({ bold: true }),
    notice: palette(32),
    warning: palette(33, { bold: true }),
    error: palette(31, { bold: true }),
  },
};
