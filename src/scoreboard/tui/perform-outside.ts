import { basename, dirname } from 'node:path';
import { isSystemError } from '../../platform/is-system-error.ts';
import { KnownError } from '../../platform/known-error.ts';
import { writeNumberedFile } from '../../platform/write-numbered-file.ts';
import type { ReaderParts } from '../leaderboards/shown-board.ts';
import { readUserPage, type UserPage } from '../leaderboards/user-page.ts';
import { personOnBoards, type WantedPerson } from '../privacy/person-on-boards.ts';
import { readerPrivacy } from '../privacy/reader-privacy.ts';
import type { Effect, Message } from './message.ts';

/** Effects that are about files. */
export type OutsideEffect = Extract<Effect, { kind: 'load-user' | 'export' }>;

/** Whose files: the root, and the reader's own name, null when unknown. */
export type OutsidePlace = { readonly root: string; readonly own: string | null; readonly reader: ReaderParts };

/** What does such an effect: the message that comes of it says also what could not be done. */
export function performOutside({ root, own, reader }: OutsidePlace): (effect: OutsideEffect) => Promise<Message> {
  return async (effect) => {
    if (effect.kind === 'export') return exportView(effect);
    const { user } = effect;
    const read = await orText(() => pageOf(reader, { root, user, own: user === own }));
    return { kind: 'user-page', user, reading: read.ok ? { ok: true, page: read.value } : read };
  };
}

/** The board has the name already that people are to be shown by. */
async function pageOf({ asking, pseudonyms }: ReaderParts, wanted: WantedPerson): Promise<UserPage> {
  const privacy = await readerPrivacy(asking, { root: wanted.root, pseudonyms });
  const person = await personOnBoards(privacy, { ...wanted, own: wanted.own && !pseudonyms });
  return readUserPage({ root: wanted.root, own: wanted.own, ...person });
}

async function exportView({ stem, csv }: Extract<Effect, { kind: 'export' }>): Promise<Message> {
  const written = await orText(() => writeNumberedFile(stem, '.csv', csv));
  return written.ok
    ? { kind: 'notice', role: 'notice', text: `${basename(written.value)} written to ${dirname(written.value)}` }
    : { kind: 'notice', role: 'error', text: `nothing was exported: ${written.text}` };
}

type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly text: string };

async function orText<T>(act: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await act() };
  } catch (error) {
    if (error instanceof KnownError || isSystemError(error)) return { ok: false, text: error.message };
    throw error;
  }
}
