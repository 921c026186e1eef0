import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FAILURE_STATES } from '../../../src/domain/job-state.ts';
import { ConfigError } from '../../../src/platform/config/config-error.ts';
import { yamlText } from '../../../src/platform/config/value-type.ts';
import { exampleConfig } from '../../../src/scoreboard/config/example-config.ts';
import { loadScoreboardConfig } from '../../../src/scoreboard/config/load-scoreboard-config.ts';
import { SCOREBOARD_KEYS, type ScoreboardConfig } from '../../../src/scoreboard/config/scoreboard-keys.ts';
import { inMemorySources, ROOT_FILE } from './in-memory-sources.ts';

const env = { SLURM_SB_ROOT: '/r' };
const loadFromRoot = (text: string) => loadScoreboardConfig(inMemorySources({ env, files: { [ROOT_FILE]: text } }));

const someValues: fc.Arbitrary<Partial<ScoreboardConfig>> = fc.record(
  {
    cluster: fc.stringMatching(/^[a-z0-9][a-z0-9_-]{0,39}$/).filter((name) => name !== 'all'),
    poll_interval_sec: fc.integer({ min: 1, max: 86_400 }),
    backfill_start: fc.integer({ min: 0, max: 4_102_444_799 }),
    rate_limit_per_min: fc.double({ min: 0.001, max: 600, noNaN: true }),
    filter_false_positive_rate: fc.double({ min: 1e-9, max: 0.01, noNaN: true }),
    failure_states: fc.subarray([...FAILURE_STATES]),
    ignore_stderr: fc.uniqueArray(
      fc
        .string({ unit: 'grapheme', minLength: 3, maxLength: 40 })
        .filter((text) => /^[^\p{Cc}]{3,}$/u.test(text) && text.trim() === text),
    ),
    slurm_conf: fc.stringMatching(/^(\/[A-Za-z0-9 _#:'"-]*[A-Za-z0-9_])+$/),
    steps: fc.boolean(),
    memory_base: fc.constantFrom(1000, 1024),
  },
  { requiredKeys: [] },
);

describe('C16 settings, any', () => {
  test('what is written as an example file is read back the same', async () => {
    await fc.assert(
      fc.asyncProperty(someValues, async (values) => {
        const { values: read } = await loadFromRoot(exampleConfig(values));
        expect(read).toMatchObject(values);
      }),
    );
  });

  test('a file of any text gives settings or a ConfigError whose lines all name the file, never a crash', async () => {
    const piece = fc.oneof(
      fc.constantFrom(...SCOREBOARD_KEYS.rows.map(({ key }) => key)),
      fc.constantFrom(
        ': ',
        '\n',
        '\n  ',
        '- ',
        '[',
        ']',
        '{',
        '}',
        ',',
        '"',
        "'",
        '&a ',
        '*a',
        '!x ',
        '|',
        '>',
        '#',
        '\t',
      ),
      fc.string({ maxLength: 5 }),
      fc.integer().map(String),
    );
    const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
    await fc.assert(
      fc.asyncProperty(text, async (given) => {
        try {
          await loadFromRoot(given);
        } catch (error) {
          if (!(error instanceof ConfigError)) throw error;
          for (const line of error.message.split('\n')) expect(line).toMatch(/^\/r\/config\/config\.yaml:\d+: ./);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('a variable of any text gives settings or one clear line', async () => {
    const row = fc.constantFrom(...SCOREBOARD_KEYS.rows.map(({ key }) => `SLURM_SB_${key.toUpperCase()}`));
    await fc.assert(
      fc.asyncProperty(row, fc.string(), async (name, text) => {
        try {
          await loadScoreboardConfig(inMemorySources({ env: { [name]: text } }));
        } catch (error) {
          if (!(error instanceof ConfigError)) throw error;
          for (const line of error.message.split('\n')) expect(line.startsWith(`${name}: `)).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('any text is one YAML scalar', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary' }).filter((text) => !/[\ud800-\udfff]/.test(text)),
        async (text) => {
          const { parseYaml } = await import('../../../src/platform/config/parse-yaml.ts');
          const { entries, problems } = parseYaml('x', `a: ${yamlText(text)}\n`);
          expect(problems).toEqual([]);
          expect(entries).toMatchObject([{ key: 'a', value: text }]);
        },
      ),
    );
  });
});
