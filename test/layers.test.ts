import { globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

async function check(baseDir: string): Promise<ICruiseResult> {
  const options = await extractDepcruiseOptions(join(ROOT, '.dependency-cruiser.mjs'));
  const tsConfig = extractTsConfig(join(ROOT, 'tsconfig.json'));
  const { output } = await cruise(['src'], { ...options, baseDir }, {}, { tsConfig });
  if (typeof output === 'string') throw new Error(output);
  return output;
}

/** `rule: from -> to` for each violation, sorted. */
function violations({ summary }: ICruiseResult): string[] {
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`).sort();
}

function modulesRead({ modules }: ICruiseResult): string[] {
  return modules.flatMap(({ source, coreModule, couldNotResolve }) =>
    source.startsWith('src/') && !coreModule && !couldNotResolve ? [source] : [],
  );
}

const sources = (root: string): string[] => globSync('src/**/*.{ts,tsx}', { cwd: root }).sort();

describe('the layers of src/', () => {
  let result: ICruiseResult;
  beforeAll(async () => {
    result = await check(ROOT);
  });

  test('every source file was read', () => {
    expect(modulesRead(result).sort()).toEqual(sources(ROOT));
    expect(result.modules.flatMap(({ dependencies }) => dependencies).length).toBeGreaterThan(sources(ROOT).length);
  });

  test('no import breaks a rule', () => {
    expect(violations(result)).toEqual([]);
  });

  test('every source file lies in a known place, and none is a barrel', () => {
    const place =
      /^src\/(domain|platform|entry|scoreboard\/(config|privacy|sacct|records|dedupe|rollups|backfill|discovery|leaderboards|poll|demo|deploy|tui|manual|commands)|observability\/(job|storage|schedulers|collect|metrics|api|demo)|jobs\/(cloudevent|circuit-breaker|job|dispatcher|orchestrator|callback-proxy|sidecar|metrics|api))\//;
    expect(sources(ROOT).filter((path) => !place.test(path) || path.includes('/index.'))).toEqual([]);
  });
});

/** A tree in which each import is either right or breaks exactly the rules that the table below names. */
const TREE: Record<string, string> = {
  'package.json': '{"dependencies":{"zod":"1","execa":"1"},"devDependencies":{"fast-check":"1"}}',
  'node_modules/zod/package.json': '{"name":"zod","main":"main.js"}',
  'node_modules/zod/main.js': '',
  'node_modules/execa/package.json': '{"name":"execa","main":"main.js"}',
  'node_modules/execa/main.js': '',
  'node_modules/fast-check/package.json': '{"name":"fast-check","main":"main.js"}',
  'node_modules/fast-check/main.js': '',
  'node_modules/stray/package.json': '{"name":"stray","main":"main.js"}',
  'node_modules/stray/main.js': '',
  'test/fake.ts': 'export const fake = 1;',

  'src/domain/good.ts': "import 'zod'; import './leaf.ts'; export const good = 1;",
  'src/domain/leaf.ts': 'export type Leaf = 1;',
  'src/platform/good.ts': "import '../domain/good.ts'; import 'execa'; import 'node:fs'; import './leaf.ts';",
  'src/platform/leaf.ts': 'export const leaf = 1;',
  'src/scoreboard/sacct/leaf.ts': 'export type Leaf = 1;',
  'src/scoreboard/tui/start.tsx': 'export const start = <b/>;',
  'src/scoreboard/tui/deluxe/leaf.ts': "import '../start.tsx'; export const leaf = 1;",
  'src/scoreboard/tui/lazy.ts': "export const run = () => import('./deluxe/leaf.ts');",
  'src/scoreboard/commands/good.ts':
    "import '../sacct/leaf.ts'; import '../../platform/good.ts'; import '../../domain/good.ts'; export const run = () => import('../tui/start.tsx');",
  'src/observability/api/leaf.ts': "import '../job/leaf.ts'; export const leaf = 1;",
  'src/observability/job/leaf.ts': 'export const leaf = 1;',
  'src/jobs/api/leaf.ts': "import '../cloudevent/leaf.ts';",
  'src/jobs/cloudevent/leaf.ts': 'export const leaf = 1;',
  'src/entry/good.ts': "import '../scoreboard/commands/good.ts'; import '../jobs/api/leaf.ts';",

  'src/domain/core.ts': "import type { Stats } from 'node:fs'; export type A = Stats;",
  'src/domain/package.ts': "import 'execa';",
  'src/domain/upward.ts': "import '../platform/leaf.ts';",
  'src/platform/upward.ts': "import type { Leaf } from '../scoreboard/sacct/leaf.ts'; export type A = Leaf;",
  'src/scoreboard/poll/stranger.ts': "import '../../observability/job/leaf.ts';",
  'src/observability/metrics/stranger.ts': "import '../../jobs/cloudevent/leaf.ts';",
  'src/jobs/metrics/stranger.ts': "import '../../scoreboard/sacct/leaf.ts';",
  'src/scoreboard/sacct/last.ts': "import '../commands/good.ts';",
  'src/scoreboard/rollups/next.ts': "import type { B } from '../backfill/leaf.ts'; export type A = B;",
  'src/scoreboard/backfill/leaf.ts': 'export type B = 1;',
  'src/scoreboard/commands/static.ts': "import '../tui/start.tsx';",
  'src/scoreboard/tui/greedy.ts': "import './deluxe/leaf.ts';",
  'src/observability/job/next.ts': "export * from '../api/leaf.ts';",
  'src/jobs/circuit-breaker/last.ts': "export const run = () => import('../api/leaf.ts');",
  'src/scoreboard/commands/entry.ts': "import '../../entry/good.ts';",
  'src/entry/other.ts': "import './good.ts';",
  'src/platform/tested.ts': "import '../../test/fake.ts';",
  'src/scoreboard/spare/leaf.ts': 'export const leaf = 1;',
  'src/scoreboard/commands/spare.ts': "import '../spare/leaf.ts';",
  'src/platform/index.ts': "export * from './leaf.ts';",
  'src/platform/barrel.ts': "import './index.ts';",
  'src/domain/ring-a.ts': "import type { B } from './ring-b.ts'; export type A = B | 1;",
  'src/domain/ring-b.ts': "import type { A } from './ring-a.ts'; export type B = A | 2;",
  'src/platform/nowhere.ts': "import './missing.ts';",
  'src/platform/dev.ts': "import 'fast-check';",
  'src/platform/stray.ts': "import 'stray';",
};

const BROKEN = [
  'declared-dependency: src/platform/stray.ts -> node_modules/stray/main.js',
  'deluxe-on-demand: src/scoreboard/tui/greedy.ts -> src/scoreboard/tui/deluxe/leaf.ts',
  'domain-is-pure: src/domain/core.ts -> fs',
  'domain-is-pure: src/domain/package.ts -> node_modules/execa/main.js',
  'domain-is-pure: src/domain/upward.ts -> src/platform/leaf.ts',
  'features-are-strangers: src/jobs/metrics/stranger.ts -> src/scoreboard/sacct/leaf.ts',
  'features-are-strangers: src/observability/metrics/stranger.ts -> src/jobs/cloudevent/leaf.ts',
  'features-are-strangers: src/scoreboard/commands/entry.ts -> src/entry/good.ts',
  'features-are-strangers: src/scoreboard/poll/stranger.ts -> src/observability/job/leaf.ts',
  'known-place: src/scoreboard/commands/spare.ts -> src/scoreboard/spare/leaf.ts',
  'no-barrel: src/platform/barrel.ts -> src/platform/index.ts',
  'no-circle: src/domain/ring-a.ts -> src/domain/ring-b.ts',
  'no-dev-dependency: src/platform/dev.ts -> node_modules/fast-check/main.js',
  'nothing-imports-entry: src/entry/other.ts -> src/entry/good.ts',
  'nothing-imports-entry: src/scoreboard/commands/entry.ts -> src/entry/good.ts',
  'platform-is-low: src/platform/upward.ts -> src/scoreboard/sacct/leaf.ts',
  'resolvable: src/platform/nowhere.ts -> ./missing.ts',
  'src-stands-alone: src/platform/tested.ts -> test/fake.ts',
  'tui-on-demand: src/scoreboard/commands/static.ts -> src/scoreboard/tui/start.tsx',
  'upstream:jobs/circuit-breaker: src/jobs/circuit-breaker/last.ts -> src/jobs/api/leaf.ts',
  'upstream:observability/job: src/observability/job/next.ts -> src/observability/api/leaf.ts',
  'upstream:scoreboard/rollups: src/scoreboard/rollups/next.ts -> src/scoreboard/backfill/leaf.ts',
  'upstream:scoreboard/sacct: src/scoreboard/sacct/last.ts -> src/scoreboard/commands/good.ts',
];

describe('the checker itself', () => {
  const tree = mkdtempSync(join(tmpdir(), 'slurm-sb-layers-'));
  afterAll(() => rmSync(tree, { recursive: true }));

  test('finds each kind of wrong import, and no right one', async () => {
    for (const [path, text] of Object.entries(TREE)) {
      mkdirSync(dirname(join(tree, path)), { recursive: true });
      writeFileSync(join(tree, path), text);
    }
    const result = await check(tree);
    expect(modulesRead(result).sort()).toEqual(sources(tree));
    expect(violations(result)).toEqual(BROKEN);
  });
});
