import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { projectFolder } from '../scripts/prepare/paths.mjs'

type Files = Readonly<Record<string, string>>
type Report = { summary: { totalCruised: number; violations: { rule: { name: string }; from: string }[] } }

const rulesFile = join(projectFolder, 'build', 'checks', 'dependency-rules.cjs')
const rules: { forbidden: { name: string; comment: string }[] } = createRequire(import.meta.url)(rulesFile)
const rooms = ['contract', 'engine', 'main', 'preload', 'renderer', 'simulator', 'test']
const folders: string[] = []

/** A small house of the real shape in which every import is allowed. */
const cleanHouse: Files = {
  'package.json': JSON.stringify({ type: 'module', imports: { '#contract/*': './contract/*' }, dependencies: { zod: '1', electron: '1' } }),
  'tsconfig.base.json': JSON.stringify({
    compilerOptions: { moduleResolution: 'Bundler', module: 'ESNext', allowImportingTsExtensions: true },
  }),
  'node_modules/zod/package.json': JSON.stringify({ name: 'zod', main: 'index.js' }),
  'node_modules/zod/index.js': 'export const z = 1',
  'node_modules/electron/package.json': JSON.stringify({ name: 'electron', main: 'index.js' }),
  'node_modules/electron/index.js': '',
  'node_modules/better-sqlite3-multiple-ciphers/package.json': JSON.stringify({
    name: 'better-sqlite3-multiple-ciphers',
    main: 'index.js',
  }),
  'node_modules/better-sqlite3-multiple-ciphers/index.js': '',
  'contract/ipc/shop.ts': "import { z } from 'zod'\nexport const shop = z",
  'contract/cloud-api/wire.ts': 'export const wire = 1',
  'engine/kernel/index.ts': 'export const kernel = 1',
  'engine/store/index.ts': "import sqlite from 'better-sqlite3-multiple-ciphers'\nexport const store = sqlite",
  'engine/ledger/index.ts': "import { store } from '../store/index.ts'\nexport const ledger = store",
  'engine/broadcast/index.ts': "export { send } from './service.ts'",
  'engine/broadcast/rules.ts': "import { shop } from '#contract/ipc/shop.ts'\nexport const rule = shop",
  'engine/broadcast/service.ts':
    "import { ledger } from '../ledger/index.ts'\nimport { rule } from './rules.ts'\nexport const send = [ledger, rule]",
  'engine/broadcast/service.test.ts':
    "import { send } from './service.ts'\nimport { help } from '../../test/support/help.ts'\nexport const t = [send, help]",
  'engine/host/process.ts': "import { send } from '../broadcast/service.ts'\nexport const run = send",
  'main/index.ts': "import { app } from 'electron'\nexport const a = app",
  'preload/main-window.ts': "import { ipcRenderer } from 'electron'\nexport const i = ipcRenderer",
  'renderer/app/main.tsx': "import { inbox } from '../features/inbox/index.ts'\nexport const m = inbox",
  'renderer/features/inbox/index.ts': "import { shop } from '#contract/ipc/shop.ts'\nexport const inbox = shop",
  'renderer/features/broadcast/index.ts': 'export const broadcast = 1',
  'simulator/main.ts': "import { wire } from '#contract/cloud-api/wire.ts'\nexport const s = wire",
  'test/support/help.ts': 'export const help = 1',
}

/** One file per rule that breaks it, and where several ways lead to a breach, several. */
const planted: readonly (readonly [rule: string, file: string, text: string])[] = [
  ['contract-is-a-leaf', 'contract/ipc/bad.ts', "import { kernel } from '../../engine/kernel/index.ts'\nexport const x = kernel"],
  ['contract-is-a-leaf', 'contract/ipc/bad-node.ts', "import { readFileSync } from 'node:fs'\nexport const x = readFileSync"],
  ['programs-do-not-touch', 'main/bad.ts', "import { send } from '../engine/broadcast/index.ts'\nexport const x = send"],
  ['programs-do-not-touch', 'renderer/app/bad.ts', "import type { s } from '../../simulator/main.ts'\nexport type X = typeof s"],
  ['electron-only-in-shell', 'engine/kernel/bad.ts', "import { app } from 'electron'\nexport const x = app"],
  ['renderer-has-no-node', 'renderer/app/bad-node.ts', "import { join } from 'node:path'\nexport const x = join"],
  ['renderer-sees-only-ipc', 'renderer/app/bad-wire.ts', "import { wire } from '#contract/cloud-api/wire.ts'\nexport const x = wire"],
  ['engine-rooms-by-face', 'engine/inbox/bad.ts', "import { send } from '../broadcast/service.ts'\nexport const x = send"],
  ['nothing-imports-host', 'engine/broadcast/bad.ts', "import { run } from '../host/process.ts'\nexport const x = run"],
  ['foundation-below-features', 'engine/ledger/bad.ts', "import { send } from '../broadcast/index.ts'\nexport const x = send"],
  ['only-store-opens-sqlite', 'engine/broadcast/bad-sql.ts', "import s from 'better-sqlite3-multiple-ciphers'\nexport const x = s"],
  ['only-store-opens-sqlite', 'engine/broadcast/bad-core.ts', "import s from 'node:sqlite'\nexport const x = s"],
  ['rules-are-pure', 'engine/inbox/rules.ts', "import { kernel } from '../kernel/index.ts'\nexport const x = kernel"],
  [
    'features-do-not-import-features',
    'renderer/features/inbox/bad.ts',
    "import { broadcast } from '../broadcast/index.ts'\nexport const x = broadcast",
  ],
  ['no-production-code-on-tests', 'simulator/bad.ts', "import { help } from '../test/support/help.ts'\nexport const x = help"],
  ['tests-share-only-support', 'engine/broadcast/bad.test.ts', "import { t } from './service.test.ts'\nexport const x = t"],
  ['no-cycles', 'engine/kernel/one.ts', "import { two } from './two.ts'\nexport const one = () => two"],
]
const helpers: Files = { 'engine/kernel/two.ts': "import { one } from './one.ts'\nexport const two = () => one" }

const cruise = (files: Files): Report => {
  const folder = mkdtempSync(join(tmpdir(), 'shopbell-rules-'))
  folders.push(folder)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  cpSync(rulesFile, join(folder, 'rules.cjs'))
  const cli = join(projectFolder, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs')
  const present = rooms.filter((room) => Object.keys(files).some((path) => path.startsWith(`${room}/`)))
  const run = spawnSync(process.execPath, [cli, '--config', 'rules.cjs', '--output-type', 'json', ...present], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64_000_000,
  })
  return JSON.parse(run.stdout)
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

it('finds nothing wrong in a clean house, and does look at it', () => {
  const { summary } = cruise(cleanHouse)
  expect(summary.violations).toEqual([])
  expect(summary.totalCruised).toBeGreaterThan(15)
})

it('catches every planted violation, at least one for each rule', () => {
  const files = { ...cleanHouse, ...helpers, ...Object.fromEntries(planted.map(([, file, text]) => [file, text])) }
  const caught = new Set(cruise(files).summary.violations.map(({ rule, from }) => `${rule.name} ${from}`))
  expect(planted.filter(([rule, file]) => !caught.has(`${rule} ${file}`))).toEqual([])
  expect(new Set(planted.map(([rule]) => rule))).toEqual(new Set(rules.forbidden.map(({ name }) => name)))
})

it('says for each rule what it means and what to do', () => {
  expect(rules.forbidden.filter(({ comment }) => comment.length < 40)).toEqual([])
})

it('is run by a dependency-cruiser that can read TypeScript', () => {
  const cli = join(projectFolder, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs')
  expect(execFileSync(process.execPath, [cli, '--info'], { cwd: projectFolder, encoding: 'utf8' })).toMatch(/✔\s+typescript/)
})
