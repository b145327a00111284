import { readdirSync, readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import type { OpenApp } from './launch-app.ts'

/** Ticks of processor time a second, as Linux counts them for programs. */
const TICKS_PER_SECOND = 100

/** A file of /proc; empty where the process has ended meanwhile. */
function factOf(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return ''
  }
}

/** Process ids of one of the app's programs, found by its file and by the folder of its data; Linux only. */
export const processesOf = ({ dataFolder }: Pick<OpenApp, 'dataFolder'>, file = ''): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const words = factOf(pid, 'cmdline')
      return words.includes(file) && words.includes(dataFolder)
    })

/** Process ids of the app's engine; Linux only. */
export const enginesOf = (shop: Pick<OpenApp, 'dataFolder'>): readonly number[] => processesOf(shop, 'engine/process.js')

/**
 * Does something while the engine stands still, so that nothing that the engine does can be over before it: what is asked of
 * the engine meanwhile it finds when it goes on. Elsewhere than on Linux the engine runs on.
 */
export async function whileEngineStands(shop: OpenApp, act: () => Promise<void>): Promise<void> {
  const engines = process.platform === 'linux' ? enginesOf(shop) : []
  for (const engine of engines) process.kill(engine, 'SIGSTOP')
  try {
    await act()
  } finally {
    for (const engine of engines) process.kill(engine, 'SIGCONT')
  }
}

/** Seconds of processor time that the app's processes have used so far. */
function workOf(shop: OpenApp): number {
  const ticks = processesOf(shop).map((pid) => {
    // The name of the program comes second, in brackets, and may hold spaces.
    const [, facts = ''] = /\) (.*)$/s.exec(factOf(pid, 'stat')) ?? []
    const fields = facts.split(' ')
    return Number(fields[11] ?? 0) + Number(fields[12] ?? 0)
  })
  return ticks.reduce((sum, one) => sum + one, 0) / TICKS_PER_SECOND
}

/** Seconds in which a core had nothing to do, of all cores together. */
const restOf = (): number => cpus().reduce((sum, { times }) => sum + times.idle, 0) / 1_000

/**
 * How long something takes by itself: the time by the clock, less what others kept the processors busy meanwhile. On a machine
 * with nobody else it is the time by the clock; on a crowded one it is the app's own work and the time in which cores stood idle
 * because the app waited. So it holds a promise in seconds on both, and whoever waits needlessly is found on both.
 */
export async function ownSeconds(shop: OpenApp, act: () => Promise<void>): Promise<number> {
  const [startedAt, work, rest] = [performance.now(), workOf(shop), restOf()]
  await act()
  const byClock = (performance.now() - startedAt) / 1_000
  if (process.platform !== 'linux') return byClock
  const own = workOf(shop) - work + (restOf() - rest) / cpus().length
  process.stdout.write(`    took ${byClock.toFixed(1)} s by the clock, ${own.toFixed(1)} s of its own\n`)
  return Math.min(byClock, own)
}
