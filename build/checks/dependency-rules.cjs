// Which room may import which. Run by `npm run check`; dependency-rules.test.ts plants one violation per rule and catches each.
const TESTS = '[.](test|bench|e2e|stories)[.]tsx?$'
const PROGRAMS = '(engine|main|preload|renderer|simulator|relay)'

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

module.exports = {
  forbidden: [
    forbid(
      'contract-is-a-leaf',
      'The contract is imported by all, so it imports only itself and the schema library. Move what it needs into contract/, or the code that needs it out.',
      { path: '^contract/' },
      { pathNot: '^(contract/|node_modules/zod/)' },
    ),
    forbid(
      'programs-do-not-touch',
      'Programs run in different processes and meet only through messages. Put the shape into contract/ and send it.',
      { path: `^${PROGRAMS}/`, pathNot: TESTS },
      { path: `^${PROGRAMS}/`, pathNot: '^$1/' },
    ),
    forbid(
      'electron-only-in-shell',
      'Only the shell knows Electron; everything else must run without it. Ask main through a shell call.',
      { pathNot: '^(main|preload|test/e2e|test/bench/start)/' },
      { path: '^(node_modules/)?electron(/|$)' },
    ),
    forbid(
      'renderer-has-no-node',
      'The screens run in a sandbox without Node. Ask the engine or main through the bridge.',
      { path: '^renderer/', pathNot: TESTS },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'renderer-sees-only-ipc',
      "The screens know our own words, never Meta's wire shapes. Let the engine translate.",
      { path: '^renderer/' },
      { path: '^contract/(cloud-api|relay)/' },
    ),
    forbid(
      'engine-rooms-by-face',
      "Another room's files are its own business. Import its index.ts, or ask for an export there.",
      { path: '^engine/([^/]+)/', pathNot: '^engine/host/' },
      { path: '^engine/', pathNot: ['^engine/$1/', '^engine/[^/]+/index[.]ts$'] },
    ),
    forbid(
      'nothing-imports-host',
      'The host puts the rooms together; a room that imports it turns the house upside down. Take what you need by constructor.',
      { path: '^engine/', pathNot: '^engine/host/' },
      { path: '^engine/host/' },
    ),
    forbid(
      'foundation-below-features',
      'Kernel, store, cloud-api and ledger know no feature. Let the feature subscribe, or hand data down.',
      { path: '^engine/(store|cloud-api|kernel|ledger|text-search)/', pathNot: TESTS },
      { path: '^engine/', pathNot: '^engine/(store|cloud-api|kernel|ledger|text-search)/' },
    ),
    forbid(
      'only-store-opens-sqlite',
      'Key, pragmas and transactions are set in one place. Use engine/store.',
      { pathNot: ['^engine/store/', '^test/'] },
      { path: 'sqlite', dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-no-pkg', 'unknown', 'core'] },
    ),
    forbid(
      'rules-are-pure',
      'rules.ts decides from its arguments alone. Gather in the service and pass the facts in.',
      { path: '/rules[.]ts$' },
      { pathNot: ['^contract/', '/rules[.]ts$'] },
    ),
    forbid(
      'features-do-not-import-features',
      'Screens meet through routes, not through imports. Move the shared component to renderer/ui.',
      { path: '^renderer/features/([^/]+)/' },
      { path: '^renderer/(features|app)/', pathNot: '^renderer/features/$1/' },
    ),
    forbid(
      'no-production-code-on-tests',
      'What ships never imports a test or its helpers.',
      { pathNot: ['^test/', TESTS] },
      { path: ['^test/', TESTS] },
    ),
    forbid(
      'tests-share-only-support',
      'A test that imports a test runs it twice. Move the helper to test/support.',
      { path: TESTS },
      { path: TESTS },
    ),
    forbid('no-cycles', 'A cycle means that two files are one. Merge them, or move the shared part below both.', {}, { circular: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    exclude: { path: '(^|/)(out|dist)/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json'],
      conditionNames: ['import', 'types', 'default'],
      exportsFields: ['exports'],
    },
  },
}
