// Packs the app into a folder and holds the result against what it promises: fuses as written down, a sandbox that is really on,
// and a start that hostile switches prevent. Linux only; run by `npm test`, by hand: node build/scripts/with-app.mjs build/scripts/check-package.ts
import { fork, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { projectFolder } from './prepare/paths.mjs'
import { addTotals, noTotals, reportTotals } from './totals.ts'

const NOBODY = 65_534
// Far more than two busy cores need: only what hangs comes near them.
const START_LIMIT_MS = 120_000
const REFUSE_LIMIT_MS = 60_000
const program = join(projectFolder, 'dist', 'linux-unpacked', 'shopbell')

const wantedFuses: readonly (readonly [FuseV1Options, FuseState])[] = [
  [FuseV1Options.RunAsNode, FuseState.DISABLE],
  [FuseV1Options.EnableCookieEncryption, FuseState.ENABLE],
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable, FuseState.DISABLE],
  [FuseV1Options.EnableNodeCliInspectArguments, FuseState.DISABLE],
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, FuseState.ENABLE],
  [FuseV1Options.OnlyLoadAppFromAsar, FuseState.ENABLE],
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot, FuseState.DISABLE],
  [FuseV1Options.GrantFileProtocolExtraPrivileges, FuseState.DISABLE],
]

const hostile = [
  '--remote-debugging-port=0',
  '--no-sandbox',
  '--disable-web-security',
  '--ignore-certificate-errors',
  '--js-flags=--expose-gc',
  '--proxy-server=127.0.0.1:9',
]

/** Chromium refuses to run as root with its sandbox on, so root lends the app to nobody. */
const asPlainUser = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}

const newDataFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'shopbell-package-'))
  chmodSync(folder, 0o700)
  if ('uid' in asPlainUser) chownSync(folder, NOBODY, NOBODY)
  return folder
}

const start = (dataFolder: string, parameters: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess => {
  const { DISPLAY, PATH } = process.env
  return spawn(program, [`--user-data-dir=${dataFolder}`, '--disable-gpu', ...parameters], {
    cwd: dataFolder,
    env: { DISPLAY, PATH, HOME: dataFolder, XDG_RUNTIME_DIR: dataFolder, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
    ...asPlainUser,
  })
}

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const force = setTimeout(() => child.kill('SIGKILL'), REFUSE_LIMIT_MS)
  await gone
  clearTimeout(force)
}

/** The app's processes as they stand in /proc, found by the folder of their data. */
const processesOf = (dataFolder: string): readonly string[] =>
  readdirSync('/proc').filter((name) => /^\d+$/.test(name) && factOf(name, 'cmdline').includes(dataFolder))

/** Removes the data once nobody writes into it any more: what an app started may end a moment after it. */
const removeData = async (dataFolder: string): Promise<void> => {
  await comesTrue(() => processesOf(dataFolder).length === 0)
  rmSync(dataFolder, { recursive: true, force: true })
}

const logOf = (dataFolder: string): string => {
  const file = join(dataFolder, 'logs', 'shell.log')
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

/** Asks until something is so; false when it hangs. */
const comesTrue = async (isSo: () => boolean): Promise<boolean> => {
  const endsAt = Date.now() + START_LIMIT_MS
  while (!isSo()) {
    if (Date.now() > endsAt) return false
    await wait(100)
  }
  return true
}

const hasStarted = (dataFolder: string): Promise<boolean> => comesTrue(() => logOf(dataFolder).includes('"event":"started"'))

/** A file of /proc; empty where the process has ended meanwhile. */
const factOf = (process: string, name: string): string => {
  try {
    return readFileSync(`/proc/${process}/${name}`, 'utf8')
  } catch {
    return ''
  }
}

/** Whether every page process below a process runs under a system-call filter and in a namespace of its own. */
const pagesAreSandboxed = (dataFolder: string): boolean => {
  const pages = processesOf(dataFolder).filter((name) => factOf(name, 'cmdline').includes('--type=renderer'))
  return pages.length > 0 && pages.every((name) => /^Seccomp:\s+2$/m.test(factOf(name, 'status')))
}

const opensInSandbox = async (): Promise<boolean> => {
  const dataFolder = newDataFolder()
  const child = start(dataFolder, [])
  // A page enters its sandbox a moment after its process began.
  const passed = (await hasStarted(dataFolder)) && (await comesTrue(() => pagesAreSandboxed(dataFolder)))
  await end(child)
  await removeData(dataFolder)
  return passed
}

const refusesSwitch = async (parameter: string): Promise<boolean> => {
  const dataFolder = newDataFolder()
  const child = start(dataFolder, [parameter])
  const code: unknown = await Promise.race([
    once(child, 'exit').then(([exitCode]) => exitCode),
    wait(REFUSE_LIMIT_MS, 'still running', { ref: false }),
  ])
  await end(child)
  const passed = code === 1 && logOf(dataFolder) === ''
  await removeData(dataFolder)
  return passed
}

const isNoNode = async (): Promise<boolean> => {
  const dataFolder = newDataFolder()
  const child = start(dataFolder, ['-e', 'console.log("code was run")'], { ELECTRON_RUN_AS_NODE: '1' })
  // What it said last may be read only after it has ended.
  const said = once(child, 'close')
  let output = ''
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  // Either the app starts, or a plain Node runs its code and ends.
  await comesTrue(() => logOf(dataFolder).includes('"event":"started"') || child.exitCode !== null)
  await end(child)
  await said
  await removeData(dataFolder)
  return !output.includes('code was run')
}

/** The engine as it is packed, with the database library beside it, answers a call in a plain Node. */
const engineAnswers = async (): Promise<boolean> => {
  const vault = newDataFolder()
  const file = join(dirname(program), 'resources', 'app.asar.unpacked', 'out', 'engine', 'process.js')
  const engine = fork(file, ['--vault', vault, '--no-keychain'], { execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
  const answer = once(engine, 'message').then(([message]: unknown[]) => message)
  const shop = { name: 'Test', country: 'TW', timeZone: 'Asia/Taipei', locale: 'en', currency: 'TWD' }
  engine.send({ id: 1, call: 'vault.create', input: { kind: 'demo', shop } })
  const message = await Promise.race([answer, wait(START_LIMIT_MS, undefined, { ref: false })])
  await end(engine)
  await removeData(vault)
  return typeof message === 'object' && message !== null && 'ok' in message
}

const fusesAreRight = async (): Promise<boolean> => {
  const wire = await getCurrentFuseWire(program)
  return wantedFuses.every(([fuse, state]) => wire[fuse] === state)
}

const checks: readonly (readonly [title: string, check: () => Promise<boolean>])[] = [
  ['fuses stand as written down', fusesAreRight],
  ['opens as an ordinary user, with its pages in the sandbox', opensInSandbox],
  ['brings an engine that makes and opens a vault', engineAnswers],
  ['does not run as a plain Node', isNoNode],
  ...hostile.map((parameter) => [`refuses ${parameter}`, () => refusesSwitch(parameter)] as const),
]

/** Packs the app anew, unless it is told to take what lies there. */
const isPacked = (): boolean => {
  if (process.argv.includes('--as-it-lies')) return existsSync(program)
  const packed = spawnSync(process.execPath, ['build/scripts/dist.ts', '--dir'], { cwd: projectFolder, encoding: 'utf8' })
  if (packed.status !== 0) console.error(packed.stdout, packed.stderr)
  return packed.status === 0
}

const ready = isPacked()
let totals = ready ? noTotals : { ...noTotals, failed: 1, failures: ['the app could not be packed'] }
for (const [title, check] of ready ? checks : []) {
  const passed = await check()
  console.log(`  ${passed ? '✓' : '✗'} ${title}`)
  totals = addTotals(totals, passed ? { ...noTotals, passed: 1 } : { ...noTotals, failed: 1, failures: [title] })
}
reportTotals(totals)
process.exitCode = totals.failed === 0 ? 0 : 1
