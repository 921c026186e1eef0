import { type Command, Help, type HelpConfiguration, type Option } from 'commander';
import { optionText } from './option-text.ts';

/** The heading of the options that every command takes; they come last. */
export const COMMON_OPTIONS = 'Common options:';

/** How `--help` looks, for commander's configureHelp: good words and defaults without quotes, common options last. */
export const HELP_LAYOUT: HelpConfiguration = {
  optionDescription: optionText,
  argumentDescription: optionText,
  groupItems: <T extends Command | Option>(all: T[], visible: T[], groupOf: (item: T) => string): Map<string, T[]> => {
    const hasCommon = visible.some((item) => groupOf(item) === COMMON_OPTIONS);
    const isHelp = (item: T): boolean => 'flags' in item && item.long === '--help';
    const group = (item: T): string => (hasCommon && isHelp(item) ? COMMON_OPTIONS : groupOf(item));
    const groups = new Help().groupItems(all, visible, group);
    return new Map([...groups].sort(([a], [b]) => Number(a === COMMON_OPTIONS) - Number(b === COMMON_OPTIONS)));
  },
};
