import type { Command } from 'commander';
import { parseUserName } from '../../domain/user-name.ts';
import { EXIT, type ExitCode } from '../../platform/exit-codes.ts';
import { jsonText } from '../../platform/json-text.ts';
import { KnownError } from '../../platform/known-error.ts';
import { plainLines } from '../../platform/plain-lines.ts';
import { textStyle } from '../../platform/text-style.ts';
import { type BoardCommandParts, boardSettings } from './board-parts.ts';
import { type CommandCall, runAction, scoreboardCommand, withExamples } from './scoreboard-command.ts';

/** What the pages need beyond boards. */
export type UserCommandParts = BoardCommandParts & {
  /** The user who runs the program; null where the system knows none. */
  readonly currentUser: () => string | null;
};

type PageOptions = { readonly json?: true; readonly raw?: true };

/** Adds `user NAME` and `me`: one person's page. */
export function addUserCommand(program: Command, parts: UserCommandParts): void {
  const user = pageCommand(program, 'user', "print one person's page: totals, ranks and months")
    .argument('<name>', 'the user, as on the boards')
    .action(runAction(parts, (call: CommandCall<PageOptions>) => userAction(parts, call)));
  withExamples(user, ['slurm-sb user alice --root /shared/slurm_scoreboard', 'slurm-sb user alice --json']);
  const me = pageCommand(program, 'me', 'print your own page').action(
    runAction(parts, (call: CommandCall<PageOptions>) => meAction(parts, call)),
  );
  withExamples(me, ['slurm-sb me', 'slurm-sb me --raw']);
}

function pageCommand(program: Command, name: string, summary: string): Command {
  return scoreboardCommand(program, name, summary)
    .option('--json', 'print the page as JSON')
    .option('--raw', 'exact numbers');
}

function userAction(parts: UserCommandParts, call: CommandCall<PageOptions>): Promise<ExitCode> {
  const [text = ''] = call.args;
  const user = parseUserName(text);
  if (user === null) throw new KnownError(`${JSON.stringify(text)} is not the name of a user`, EXIT.usage);
  return showPage(parts, call, { user, own: user === ownName(parts) });
}

function meAction(parts: UserCommandParts, call: CommandCall<PageOptions>): Promise<ExitCode> {
  const user = ownName(parts);
  if (user === null) throw new KnownError('the system has no name for you; use slurm-sb user NAME', EXIT.usage);
  return showPage(parts, call, { user, own: true });
}

function ownName({ currentUser }: UserCommandParts): string | null {
  const name = currentUser();
  return name === null ? null : parseUserName(name);
}

async function showPage(
  parts: UserCommandParts,
  { command, options }: CommandCall<PageOptions>,
  whose: { user: string; own: boolean },
): Promise<ExitCode> {
  const { root, rule, config, reader } = await boardSettings(parts, command);
  const [{ readUserPage }, { readerPrivacy }, { personOnBoards }, { withOwnHome }] = await Promise.all([
    import('../leaderboards/user-page.ts'),
    import('../privacy/reader-privacy.ts'),
    import('../privacy/person-on-boards.ts'),
    import('../privacy/with-own-home.ts'),
  ]);
  const known = await readerPrivacy(reader.asking, { root, pseudonyms: config.pseudonyms });
  const privacy = await withOwnHome(reader.asking, { privacy: known, user: whose.user, config });
  const person = await personOnBoards(privacy, { root, ...whose });
  const page = await readUserPage({ root, own: whose.own, ...person });
  const { out, err } = parts.terminal;
  for (const problem of page.problems) err(plainLines(`slurm-sb: ${problem}\n`));
  if (options.json) {
    out(`${jsonText(page)}\n`);
  } else {
    const { userPageText } = await import('../leaderboards/user-page-text.ts');
    out(userPageText(page, { style: textStyle(parts.terminal), rule, raw: options.raw === true }));
  }
  return page.problems.length === 0 ? EXIT.ok : EXIT.failed;
}
