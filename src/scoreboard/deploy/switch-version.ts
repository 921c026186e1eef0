import { switchLink } from '../../platform/switch-link.ts';
import { addToHistory, type HistoryEvent } from './history.ts';
import { type PrefixLayout, targetOf } from './prefix-layout.ts';

/**
 * Puts a version in force: first the line of the history, then the link in one step. A program that starts meanwhile
 * gets the files of the one or of the other version, never of both. Nothing happens when it is in force already.
 */
export async function switchVersion(layout: PrefixLayout, event: HistoryEvent): Promise<void> {
  if (event.to === event.from) return;
  await addToHistory(layout.history, event);
  await switchLink(layout.current, targetOf(event.to));
}
