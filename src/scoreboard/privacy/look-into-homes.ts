import { runForText } from '../../platform/run-for-text.ts';
import type { AskingParts } from './names-of-uids.ts';
import { HOME_MARK } from './privacy-paths.ts';

/** What a home says: `out`: the mark is there; `in`: it is not; `closed`: nobody may look; `gone`: there is no home. */
export const HOME_ANSWERS = ['out', 'in', 'closed', 'gone'] as const;

/** One of {@link HOME_ANSWERS}. */
export type HomeAnswer = (typeof HOME_ANSWERS)[number];

/** Homes that one child looks into. */
const HOMES_PER_CALL = 1000;

/** Names that are a folder's; anything else has no home. */
const PLAIN_NAME = /^[a-z0-9_][a-z0-9_.-]{0,63}\$?$/;

/** The shell's own tests, so that a home costs no process; each answer is written at once. */
const SCRIPT = `
root=$1; mark=$2; shift 2
for name do
  home=$root/$name
  if [ -e "$home/$mark" ] || [ -L "$home/$mark" ]; then echo "out $name"
  elif [ -x "$home/." ]; then echo "in $name"
  elif [ -d "$home" ]; then echo "closed $name"
  else echo "gone $name"; fi
done`;

/** Where homes are, and how long looking may take in all. */
export type HomesPlace = { readonly homeRoot: string; readonly limitMs: number };

/**
 * Looks into the homes of these people, in their order, until the time is up: whoever was not looked at then is left
 * out of the answers. A child of its own does it, because a file server that hangs would take the process that asks
 * with it.
 */
export async function lookIntoHomes(
  { run, env, signal }: AskingParts,
  { homeRoot, limitMs }: HomesPlace,
  users: readonly string[],
): Promise<Map<string, HomeAnswer>> {
  const answers = new Map<string, HomeAnswer>();
  const asked = users.filter((user) => PLAIN_NAME.test(user));
  for (const user of users) if (!PLAIN_NAME.test(user)) answers.set(user, 'gone');
  for (let at = 0; at < asked.length; at += HOMES_PER_CALL) {
    const some = asked.slice(at, at + HOMES_PER_CALL);
    const { outcome, stdout } = await runForText(run, {
      file: '/bin/sh',
      args: ['-c', SCRIPT, 'sh', homeRoot, HOME_MARK, ...some],
      env: { PATH: env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C' },
      timeoutMs: limitMs,
      ...(signal === undefined ? {} : { signal }),
    });
    for (const line of stdout.split('\n').slice(0, -1)) {
      const [answer = '', user = ''] = line.split(' ');
      if (isAnswer(answer)) answers.set(user, answer);
    }
    if (outcome === 'timed-out') break;
  }
  return answers;
}

function isAnswer(word: string): word is HomeAnswer {
  return HOME_ANSWERS.includes(word as HomeAnswer);
}
