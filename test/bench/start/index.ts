// How long Shopbell takes to a window that can be used, and how much memory with the demo shop open, against the smallest Electron
// app. Measured in pairs, one after the other on the same machine, so that what else runs weighs on both.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { createShutdown } from '../../../build/scripts/prepare/background.mjs'
import { prepareAll } from '../../../build/scripts/prepare/index.mjs'
import { createReporter } from '../../../build/scripts/prepare/report.mjs'
import { measureStart, type Start, type Subject } from './launch.ts'

/** What the measurement says: medians of the ratios of each pair, and lines for people. */
export type StartBench = { readonly ratio: number; readonly memoryRatio: number; readonly lines: readonly string[] }

const PAIRS = 7
const MEMORY_PAIRS = 3

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

type Pair = { readonly shopbell: Start; readonly hello: Start }

/** Measures both, in turns: every other pair begins with the other app. */
const measurePairs = async (shopbell: Subject, hello: Subject, count: number): Promise<readonly Pair[]> => {
  const pairs: Pair[] = []
  for (let index = 0; index < count; index += 1) {
    if (index % 2 === 0) {
      const first = await measureStart(shopbell)
      pairs.push({ shopbell: first, hello: await measureStart(hello) })
    } else {
      const first = await measureStart(hello)
      pairs.push({ hello: first, shopbell: await measureStart(shopbell) })
    }
  }
  return pairs
}

const describe = (title: string, unit: string, pairs: readonly Pair[], pick: (start: Start) => number): string => {
  const side = (which: keyof Pair): string => {
    const values = pairs.map((pair) => pick(pair[which]))
    return `${median(values).toFixed(0)} ${unit} (${Math.min(...values).toFixed(0)} to ${Math.max(...values).toFixed(0)})`
  }
  const ratios = pairs.map(({ shopbell, hello }) => pick(shopbell) / pick(hello))
  return `${title}: Shopbell ${side('shopbell')}, hello world ${side('hello')}, ${median(ratios).toFixed(2)} times (${ratios.length} pairs)`
}

/** What is measured is what the sources say now. */
const build = (env: NodeJS.ProcessEnv): void => {
  const folder = env['SHOPBELL_APP_DIR'] ?? ''
  const built = spawnSync(process.execPath, ['build/scripts/build.ts'], { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] })
  if (built.status !== 0) throw new Error('the app could not be built')
}

const measure = async (env: NodeJS.ProcessEnv): Promise<StartBench> => {
  build(env)
  const electron = env['SHOPBELL_ELECTRON'] ?? ''
  const shopbell = { electron, folder: env['SHOPBELL_APP_DIR'] ?? '', env }
  const hello = { electron, folder: join(import.meta.dirname, 'hello'), env }
  await measurePairs(shopbell, hello, 1)
  const starts = await measurePairs(shopbell, hello, PAIRS)
  const open = await measurePairs({ ...shopbell, withDemo: true }, hello, MEMORY_PAIRS)
  return {
    ratio: median(starts.map((pair) => pair.shopbell.usableMs / pair.hello.usableMs)),
    memoryRatio: median(open.map((pair) => pair.shopbell.memoryMb / pair.hello.memoryMb)),
    lines: [
      describe('spawn to a window that can be used', 'ms', starts, ({ usableMs }) => usableMs),
      describe('memory at the first screen (PSS of all processes)', 'MB', starts, ({ memoryMb }) => memoryMb),
      describe('memory with the demo shop open, engine and simulator included', 'MB', open, ({ memoryMb }) => memoryMb),
    ],
  }
}

/**
 * Builds the app and runs the measurement. Prepares Electron, display and keyring where nobody did.
 * Linux only, because memory is read from /proc. Throws with the reason when the app cannot be opened here.
 */
export const benchStart = async (): Promise<StartBench> => {
  if (process.platform !== 'linux') throw new Error('start-up and memory are measured on Linux only')
  if (process.env['SHOPBELL_ELECTRON'] !== undefined) return measure(process.env)
  const shutdown = createShutdown()
  try {
    const prepared = await prepareAll(createReporter(process.stderr), shutdown, { throwAwayKeyring: true })
    if (prepared === undefined || prepared.noApp !== undefined) throw new Error(prepared?.noApp ?? 'the tools are missing')
    return await measure(prepared.env)
  } finally {
    await shutdown.run()
  }
}
