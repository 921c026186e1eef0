/**
 * The layers of src/ as rules; test/layers.test.ts runs them and proves that each can fail.
 *
 *   domain  <-  platform  <-  scoreboard | observability | jobs  <-  entry
 */

/** Folders of each feature, upstream first: a folder may import those before it, never one after it. */
const UPSTREAM_ORDER = {
  scoreboard: [
    'config',
    'privacy',
    'sacct',
    'records',
    'dedupe',
    'rollups',
    'backfill',
    'discovery',
    'leaderboards',
    'poll',
    'demo',
    'deploy',
    'tui',
    'manual',
    'commands',
  ],
  observability: ['job', 'storage', 'schedulers', 'collect', 'metrics', 'api', 'demo'],
  jobs: [
    'cloudevent',
    'circuit-breaker',
    'job',
    'dispatcher',
    'orchestrator',
    'callback-proxy',
    'sidecar',
    'metrics',
    'api',
  ],
};

const upstreamRules = Object.entries(UPSTREAM_ORDER).flatMap(([feature, folders]) =>
  folders.slice(0, -1).map((folder, index) => ({
    name: `upstream:${feature}/${folder}`,
    comment: `${feature}/${folder} may import only the folders before it in the feature's order`,
    severity: 'error',
    from: { path: `^src/${feature}/${folder}/` },
    to: { path: `^src/${feature}/(${folders.slice(index + 1).join('|')})/` },
  })),
);

/** Where a file of src/ may lie; anything else would escape the rules below. */
const PLACES = [
  '^src/(domain|platform|entry)/',
  ...Object.entries(UPSTREAM_ORDER).map(([feature, folders]) => `^src/${feature}/(${folders.join('|')})/`),
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'domain-is-pure',
      comment: 'src/domain imports only itself and zod',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { pathNot: ['^src/domain/', '^node_modules/zod/'] },
    },
    {
      name: 'platform-is-low',
      comment: 'src/platform imports domain and packages, no feature',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: '^src/', pathNot: '^src/(platform|domain)/' },
    },
    {
      name: 'features-are-strangers',
      comment: 'a feature imports itself, platform and domain; what two need belongs lower',
      severity: 'error',
      from: { path: '^src/(scoreboard|observability|jobs)/' },
      to: { path: '^src/', pathNot: '^src/($1|platform|domain)/' },
    },
    ...upstreamRules,
    {
      name: 'tui-on-demand',
      comment: 'the TUI is loaded by dynamic import, so that no other command pays for it',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/scoreboard/tui/' },
      to: { path: '^src/scoreboard/tui/', dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'deluxe-on-demand',
      comment: 'the deluxe backend is a bundle of its own that may not be installed; the TUI stands without it',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/scoreboard/tui/deluxe/' },
      to: { path: '^src/scoreboard/tui/deluxe/', dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nothing-imports-entry',
      comment: 'src/entry wires programs together; nobody depends on it',
      severity: 'error',
      from: {},
      to: { path: '^src/entry/' },
    },
    {
      name: 'known-place',
      comment: 'a new folder gets its place in UPSTREAM_ORDER before anything imports it',
      severity: 'error',
      from: {},
      to: { path: '^src/', pathNot: PLACES },
    },
    {
      name: 'src-stands-alone',
      comment: 'src imports neither tests nor anything else outside src but packages',
      severity: 'error',
      from: { path: '^src/' },
      to: { pathNot: ['^src/', '(^|/)node_modules/'], dependencyTypesNot: ['core'], couldNotResolve: false },
    },
    {
      name: 'no-barrel',
      comment: 'import the file that has it, not an index of re-exports',
      severity: 'error',
      from: {},
      to: { path: '/index[.](ts|tsx|js|mjs|cjs)$', pathNot: '(^|/)node_modules/' },
    },
    {
      name: 'no-circle',
      comment: 'no import circles, type imports included',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'every import must lead somewhere',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-dev-dependency',
      comment: 'what src imports is a dependency, not a devDependency',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm'] },
    },
    {
      name: 'declared-dependency',
      comment: 'what src imports stands in package.json',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
