import { parseUserName } from '../../domain/user-name.ts';
import { systemClock } from '../../platform/clock.ts';
import { runForText } from '../../platform/run-for-text.ts';
import type { AskingParts } from './names-of-uids.ts';
import { HOME_MARK } from './privacy-paths.ts';

/** What a home says: `out`: the mark is there; `in`: it is not; `closed`: nobody may look; `gone`: there is no home. */
export const HOME_ANSWERS = ['out', 'in', 'closed', 'gone'] as const;

/** One of {@link HOME_ANSWERS}. */
export type HomeAnswer = (typeof HOME_ANSWERS)[number];

/** What was seen; whoever is in neither was not come to. */
export type HomesLook = {
  readonly answers: ReadonlyMap<string, HomeAnswer>;
  /** Whose homes did not answer, while others were waited for. */
  readonly stuck: readonly string[];
};

/** Homes that one child looks into. */
const HOMES_PER_CALL = 200;
/** A child takes at most this long: the home that it has come to by then is passed over. */
const PATIENCE_MS = 5_000;

/** What is no folder's name, so that nothing outside the homes is looked at. */
const NO_FOLDER = /^\.{0,2}$|\/|[\u0000-\u001f\u007f]/;

/** The shell's own tests, so that a home costs no process; each answer is written at once, with its number. */
const SCRIPT = `
root=$1; mark=$2; shift 2
at=0
for name do
  home=$root/$name
  if [ -e "$home/$mark" ] || [ -L "$home/$mark" ]; then echo "$at out"
  elif [ -x "$home/." ]; then echo "$at in"
  elif [ -d "$home" ]; then echo "$at closed"
  else echo "$at gone"; fi
  at=$((at + 1))
done`;

/** Where homes are, and how long looking may take in all. */
export type HomesPlace = { readonly homeRoot: string; readonly limitMs: number };

/**
 * Looks into the homes of these people, in their order, until the time is up. A home is theirs whose folder has their
 * name, in any case and with any realm: accounting knows names in lower case. A child of its own does it, because a
 * file server that hangs would take the process that asks with it.
 */
export async function lookIntoHomes(
  parts: AskingParts,
  { homeRoot, limitMs }: HomesPlace,
  users: readonly string[],
): Promise<HomesLook> {
  const endMs = systemClock.nowMs() + limitMs;
  const listed = await listHomes(parts, homeRoot, Math.min(PATIENCE_MS, limitMs));
  const queue = users.flatMap((user) => foldersOf(user, listed.folders));
  const { answers, stuck, left } = await lookInTurn(parts, { homeRoot, endMs }, queue);
  // Of somebody with several homes all are to be seen, unless there is a mark in one.
  for (const { user } of [...stuck, ...left]) if (answers.get(user) !== 'out') answers.delete(user);
  for (const [user, answer] of answers) {
    // They may have a home of another spelling.
    if (answer === 'gone' && !listed.inTime) answers.delete(user);
  }
  for (const user of users) if (NO_FOLDER.test(user)) answers.set(user, 'gone');
  const passed = new Set(stuck.map(({ user }) => user));
  return { answers, stuck: [...passed].filter((user) => !answers.has(user)) };
}

type Looking = { readonly homeRoot: string; readonly endMs: number };
type Looked = { readonly answers: Map<string, HomeAnswer>; readonly stuck: Folder[]; readonly left: readonly Folder[] };

/** Who has several homes is out by a mark in any of them. */
async function lookInTurn(parts: AskingParts, { homeRoot, endMs }: Looking, queue: readonly Folder[]): Promise<Looked> {
  const answers = new Map<string, HomeAnswer>();
  const stuck: Folder[] = [];
  let left = queue;
  for (let leftMs = endMs - systemClock.nowMs(); left.length > 0 && leftMs > 0; leftMs = endMs - systemClock.nowMs()) {
    const some = left.slice(0, HOMES_PER_CALL);
    const { told, timedOut } = await lookIntoSome(parts, { homeRoot, limitMs: Math.min(PATIENCE_MS, leftMs) }, some);
    for (const [index, { user }] of some.slice(0, told.length).entries()) {
      answers.set(user, plainest(told[index]!, answers.get(user)));
    }
    left = left.slice(told.length);
    if (told.length === some.length) continue;
    if (!timedOut) break;
    stuck.push(some[told.length]!);
    left = left.slice(1);
  }
  return { answers, stuck, left };
}

/** What counts of two homes of one person: one that cannot be read may have a mark too. */
function plainest(a: HomeAnswer, b: HomeAnswer = 'gone'): HomeAnswer {
  return (['out', 'closed', 'in'] as const).find((answer) => answer === a || answer === b) ?? 'gone';
}

type Folder = { readonly user: string; readonly folder: string };

function foldersOf(user: string, listed: ReadonlyMap<string, readonly string[]>): Folder[] {
  if (NO_FOLDER.test(user)) return [];
  return [...new Set([user, ...(listed.get(user) ?? [])])].map((folder) => ({ user, folder }));
}

/** The names of folders by whose home they may be; none where the folder of homes may not be listed. */
async function listHomes(
  parts: AskingParts,
  homeRoot: string,
  limitMs: number,
): Promise<{ folders: Map<string, string[]>; inTime: boolean }> {
  const { outcome, stdout } = await ask(parts, { file: 'ls', args: ['-f', '--', homeRoot], limitMs });
  const folders = new Map<string, string[]>();
  for (const name of stdout.split('\n').slice(0, -1)) {
    const user = NO_FOLDER.test(name) ? null : parseUserName(name);
    if (user === null || user === name) continue;
    folders.set(user, [...(folders.get(user) ?? []), name]);
  }
  return { folders, inTime: outcome !== 'timed-out' };
}

/** The answers of the first so many. */
async function lookIntoSome(
  parts: AskingParts,
  { homeRoot, limitMs }: HomesPlace,
  some: readonly Folder[],
): Promise<{ told: HomeAnswer[]; timedOut: boolean }> {
  const names = some.map(({ folder }) => folder);
  const args = ['-c', SCRIPT, 'sh', homeRoot, HOME_MARK, ...names];
  const { outcome, stdout } = await ask(parts, { file: '/bin/sh', args, limitMs });
  const told: HomeAnswer[] = [];
  for (const line of stdout.split('\n').slice(0, -1)) {
    const [at, answer = ''] = line.split(' ');
    if (Number(at) === told.length && isAnswer(answer)) told.push(answer);
  }
  return { told, timedOut: outcome === 'timed-out' };
}

type Question = { readonly file: string; readonly args: readonly string[]; readonly limitMs: number };

function ask({ run, env, signal }: AskingParts, { file, args, limitMs }: Question): ReturnType<typeof runForText> {
  return runForText(run, {
    ...{ file, args, timeoutMs: limitMs, env: { PATH: env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C' } },
    ...(signal === undefined ? {} : { signal }),
  });
}

function isAnswer(word: string): word is HomeAnswer {
  return HOME_ANSWERS.includes(word as HomeAnswer);
}
