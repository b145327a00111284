import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { memoryOfTree } from './memory.ts'

/** Which app is opened with which Electron, and whether its demo shop is opened too. */
export type Subject = { readonly electron: string; readonly folder: string; readonly env: NodeJS.ProcessEnv; readonly withDemo?: boolean }

/** One start: from the spawn to a window that can be used, and what it then takes. */
export type Start = { readonly usableMs: number; readonly memoryMb: number }

const LIMIT_MS = 60_000
// Long enough for the garbage of the start to be collected and for processes that only helped it to end.
const SETTLE_MS = 2_000

const waitForLine = (child: ChildProcess, wanted: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the app did not say "${wanted}" within ${LIMIT_MS} ms`)), LIMIT_MS)
    let output = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      if (!output.includes(wanted) && !output.includes('BENCH failed')) return
      clearTimeout(timer)
      if (output.includes(wanted)) resolve()
      else reject(new Error('the demo shop could not be opened'))
    })
  })

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const force = setTimeout(() => child.kill('SIGKILL'), 15_000)
  await gone
  clearTimeout(force)
}

/** Opens an app once with fresh data, measures it, and closes it. */
export const measureStart = async ({ electron, folder, env, withDemo = false }: Subject): Promise<Start> => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'shopbell-bench-'))
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const probe = join(import.meta.dirname, 'probe.cjs')
  const startedAt = performance.now()
  const child = spawn(electron, [...asRoot, '-r', probe, folder, `--user-data-dir=${dataFolder}`, '--disable-gpu'], {
    env: { ...env, SHOPBELL_BENCH_DEMO: withDemo ? 'yes' : 'no' },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  try {
    await waitForLine(child, 'BENCH usable')
    const usableMs = performance.now() - startedAt
    if (withDemo) await waitForLine(child, 'BENCH demo')
    await wait(SETTLE_MS)
    return { usableMs, memoryMb: memoryOfTree(child.pid ?? 0) }
  } finally {
    await end(child)
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}
