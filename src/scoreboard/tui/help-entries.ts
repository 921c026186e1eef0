import { glyphsOf } from './glyphs.ts';
import { KEY_BINDINGS } from './key-bindings.ts';
import type { Role } from './screen.ts';
import { shownText } from './shown-text.ts';
import { themeWords } from './theme-words.ts';
import type { TuiState } from './tui-state.ts';

/** A part of the help: its title, and terms with what they mean. */
export type HelpSection = {
  readonly title: string;
  readonly role: Role;
  readonly entries: readonly (readonly [term: string, meaning: string])[];
};

/** What arrows are called where there are none. */
const ARROWS: Readonly<Record<string, string>> = { '↑': 'Up', '↓': 'Down', '→': 'Right', '←': 'Left' };

/** The help's first part: every key. */
export function keySection({ fixed }: TuiState): HelpSection {
  const named = (text: string): string =>
    fixed.unicode ? text : text.replace(/[↑↓→←]/g, (arrow) => ARROWS[arrow] ?? '');
  return { title: 'Keys', role: 'key', entries: KEY_BINDINGS.map(({ keys, does }) => [named(keys), named(does)]) };
}

/** What the columns show, in which order they go, what marks mean, which themes there are. */
export function meaningSections(state: TuiState): HelpSection[] {
  return [
    ...(state.fixed.mouseHelp === undefined ? [] : [mouseSection(state.fixed.mouseHelp)]),
    { title: 'Columns', role: 'heading', entries: columnEntries(state) },
    { title: 'Marks', role: 'heading', entries: markEntries(state) },
    { title: 'Themes', role: 'heading', entries: themeEntries(state) },
  ];
}

function mouseSection(entries: HelpSection['entries']): HelpSection {
  return { title: 'Mouse', role: 'key', entries };
}

function columnEntries(state: TuiState): HelpSection['entries'] {
  const words = themeWords(state);
  return [
    ['Rank', 'place on the whole board, whatever the filter hides; equals share it: 1, 1, 3'],
    ['Move', 'places gained or lost in seven days'],
    [
      words.value === '' ? 'Value' : words.value,
      `of the ${words.metric}, now ${state.metric.title}; the bar is its share of the greatest one`,
    ],
    ['7 days', 'what the value gained in seven days'],
    ['12 months', 'CPU hours of each month, the newest at the right'],
    ['Others', 'further metrics; rates and efficiencies rank from ten jobs on'],
    ['Narrow', 'the last metrics go first, then 12 months, two metrics, 7 days, the bar, the first metric'],
  ];
}

function markEntries(state: TuiState): HelpSection['entries'] {
  const { selected, own, ascending, descending, warning, error, dot } = glyphsOf(state);
  const { unicode } = state.fixed;
  return [
    [selected, 'the selected row'],
    [`${own}  (you)`, 'your own row'],
    [`${ascending} ${descending}`, 'rows are sorted by this column, the smallest or the greatest first'],
    ['[ ]', 'the column that Tab chose; s sorts by it'],
    [unicode ? '▲2 ▼1' : '+2 -1', 'two places gained, one lost'],
    [`new ${dot.trim()}`, 'no rank seven days ago; the same rank as then'],
    ['-', 'not known, which is not zero'],
    [warning, 'a cluster that was not read lately, with its age; a warning'],
    [error, 'something could not be read; what shows was read before'],
  ];
}

function themeEntries({ fixed, theme }: TuiState): HelpSection['entries'] {
  const others = fixed.themes.map(({ name }) => name).filter((name) => name !== theme.name);
  return [
    ['Now', shownText(theme.name, fixed.unicode)],
    ...(others.length === 0 ? [] : [['t', shownText(others.join(', '), fixed.unicode)] as const]),
    ['Your own', 'config/theme.json below the root'],
  ];
}
