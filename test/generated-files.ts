import { z } from 'zod';
import { accountBoardSchema, userBoardSchema } from '../src/domain/board.ts';
import { rateStateSchema } from '../src/platform/call-budget.ts';
import { recordSchema } from '../src/platform/commit-record.ts';
import { newestVersion } from '../src/platform/file-versions.ts';
import { ownerSchema } from '../src/platform/lock.ts';
import { exampleConfig } from '../src/scoreboard/config/example-config.ts';
import { filterHeaderSchema } from '../src/scoreboard/dedupe/filter-file.ts';
import { discoverySchema } from '../src/scoreboard/discovery/discovery-file.ts';
import { boardNumberSchema } from '../src/scoreboard/leaderboards/board-number.ts';
import { derivedSchema } from '../src/scoreboard/leaderboards/derived-file.ts';
import { keptSumsSchema } from '../src/scoreboard/leaderboards/kept-sums.ts';
import { userFileSchema } from '../src/scoreboard/leaderboards/user-file.ts';
import { healthSchema } from '../src/scoreboard/poll/health-file.ts';
import { optOutStateSchema } from '../src/scoreboard/privacy/opt-out-schema.ts';
import { cursorSchema } from '../src/scoreboard/rollups/cursor.ts';
import { dailyRollupSchema, monthlyRollupSchema } from '../src/scoreboard/rollups/rollup-files.ts';
import { slurmFactsSchema } from '../src/scoreboard/sacct/slurm-facts.ts';
import { themeFileSchema } from '../src/scoreboard/tui/theme-file.ts';
import { compileKernel } from './house/compile-kernel.ts';

/** A file that is made from the sources: its path below the top of the repository, and its text. */
export type GeneratedFile = { readonly path: string; readonly text: string };

/** A published schema of a file, which is a checked one (src/platform/checked-json.ts) unless it says otherwise. */
type Published = {
  /** Stem of its file and last part of its id. */
  readonly name: string;
  readonly schema: z.ZodType;
  readonly title: string;
  readonly description: string;
  /** False where the file carries no checksum as its last key. */
  readonly sealed?: boolean;
};

const PUBLISHED: readonly Published[] = [
  {
    name: 'user-board',
    schema: userBoardSchema,
    title: 'Leaderboard by user',
    description: 'leaderboards/{alltime,rolling-30d,rolling-365d}.json: every metric of one window, by clock_hours.',
  },
  {
    name: 'account-board',
    schema: accountBoardSchema,
    title: 'Leaderboard by account',
    description: 'leaderboards/{alltime,rolling-30d,rolling-365d}.accounts.json.',
  },
  {
    name: 'monthly-rollup',
    schema: monthlyRollupSchema,
    title: "A cluster's month",
    description: 'clusters/NAME/agg/rollups/monthly/YYYY-MM.json: totals by user and account.',
  },
  {
    name: 'daily-rollup',
    schema: dailyRollupSchema,
    title: "A cluster's month by UTC day",
    description: 'clusters/NAME/agg/rollups/daily/YYYY-MM.json: totals by user and account for each day.',
  },
  {
    name: 'user',
    schema: userFileSchema,
    title: 'One user of a cluster',
    description: 'clusters/NAME/agg/users/USER.json: all-time totals and months, derived from the month rollups.',
  },
  {
    name: 'board-number',
    schema: boardNumberSchema,
    title: 'How often a folder of boards was replaced',
    description: 'leaderboards/number.json: written by every commit of the boards beside it, together with them.',
  },
  {
    name: 'derived',
    schema: derivedSchema,
    title: 'What the user files were derived from',
    description: 'clusters/NAME/state/derived.json: checksums of the months that the user files are up to.',
  },
  {
    name: 'board-sums',
    schema: keptSumsSchema,
    title: 'Sums kept for the boards',
    description:
      'clusters/NAME/state/board-sums.json: sums over settled months, and board-sums-now.json: over all; made anew when one of them changes.',
  },
  {
    name: 'poll-cursor',
    schema: cursorSchema,
    title: 'How far a cluster was read',
    description: 'clusters/NAME/state/poll_cursor.json: written by every commit, together with its data.',
  },
  {
    name: 'rate',
    schema: rateStateSchema,
    title: 'The budget of calls',
    description: 'clusters/NAME/state/rate.json: tokens, bytes of the day and back-off, kept over runs.',
  },
  {
    name: 'slurm',
    schema: slurmFactsSchema,
    title: "What a cluster's Slurm is",
    description: 'clusters/NAME/state/slurm.json: version, columns and name, asked once a day.',
  },
  {
    name: 'discovery',
    schema: discoverySchema,
    title: 'Users that were found without history',
    description: 'clusters/NAME/state/discovery.json: who was found, from where, when asked for, and with what result.',
  },
  {
    name: 'health',
    schema: healthSchema,
    title: 'How the last ticks went',
    description: 'clusters/NAME/state/health.json: plain JSON, for monitoring.',
    sealed: false,
  },
  {
    name: 'opt-outs',
    schema: optOutStateSchema,
    title: 'Who has opted out of a cluster',
    description: 'clusters/NAME/state/opt-outs.json: what its ticks know; for maintainers alone (mode 0660).',
  },
  {
    name: 'commit',
    schema: recordSchema,
    title: 'A commit that is being made visible',
    description: 'state/commit.NUMBER, leaderboards/commit.NUMBER: the renames left to do; anybody may finish them.',
    sealed: false,
  },
  {
    name: 'lock-owner',
    schema: ownerSchema,
    title: 'Who is at work on a cluster',
    description: 'clusters/NAME/state/lock.owner.json: beside the folder that is the lock.',
    sealed: false,
  },
  {
    name: 'filter-layer',
    schema: filterHeaderSchema,
    title: 'One layer of a filter of counted runs',
    description:
      'clusters/NAME/state/seen/YYYY-MM.bloom: for each layer this object in one line, then ceil(m / 8) bytes of bits. ' +
      'sha256 is of the line without that last key (closed by a brace), a newline, and the bits.',
    sealed: false,
  },
  {
    name: 'theme',
    schema: themeFileSchema,
    title: 'A theme of one’s own for slurm-sb-tui',
    description: 'config/theme.json: changes to a theme that comes with the program.',
    sealed: false,
  },
];

const CHECKSUM = {
  type: 'string',
  pattern: '^sha256:[0-9a-f]{64}$',
  description: "SHA-256 of the object's text without this last key: the bytes before it and a closing brace.",
};

/** The innermost loop of reading rows, as text that any bundle can hold. */
async function rowKernel(): Promise<GeneratedFile> {
  const base64 = (await compileKernel()).toString('base64');
  const lines = base64.match(/.{1,112}/g)?.map((line) => `  '${line}'`) ?? [];
  const text = `/** row-kernel.as as WebAssembly, made by \`npm run generate\`. */\nexport const ROW_KERNEL =\n${lines.join(' +\n')};\n`;
  return { path: 'src/scoreboard/records/row-kernel-wasm.ts', text };
}

/** Every generated file. */
export async function generatedFiles(): Promise<GeneratedFile[]> {
  const schemas = PUBLISHED.map((one) => ({
    path: `docs/schemas/${one.name}.schema.json`,
    text: `${JSON.stringify(jsonSchema(one), null, 2)}\n`,
  }));
  return [{ path: 'config.example.yaml', text: exampleConfig() }, await rowKernel(), ...schemas];
}

function jsonSchema({ name, schema, title, description, sealed = true }: Published): object {
  const { $schema, properties, required, ...rest } = z.toJSONSchema(schema, { override: closeTuples });
  return {
    $schema,
    $id: `urn:slurm-sb:schema:${name}:${newestVersion(schema)}`,
    title,
    description,
    ...rest,
    properties: { ...properties, ...(sealed ? { checksum: CHECKSUM } : {}) },
    required: [...(required ?? []), ...(sealed ? ['checksum'] : [])],
  };
}

/** zod leaves the length of a tuple open; a file that lacks columns is not good. */
function closeTuples({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  const { prefixItems } = jsonSchema;
  if (!Array.isArray(prefixItems)) return;
  jsonSchema.minItems = prefixItems.length;
  jsonSchema.items ??= false;
}
