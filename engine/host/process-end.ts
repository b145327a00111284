import type { Logger } from '../kernel/index.ts'
import type { Engine } from './engine.ts'

/** How long messages under way and open files may take to end, before the process ends without them. */
const LIMIT_MS = 15_000

/**
 * Makes the one way in which an engine process ends: rooms first, then the process. Also takes over signals, and errors
 * that nobody caught: those are bugs, so the process ends at once and whoever started it starts it anew.
 */
export function endWith(options: { readonly engine: Engine; readonly logger: Logger; readonly flush?: () => Promise<void> }): () => void {
  const { engine, logger, flush = async () => undefined } = options
  let isEnding = false
  const exit = (code: number) => {
    // An ordinary exit waits for every thread, also for one that never comes back (measured).
    if (engine.isStuck()) process.kill(process.pid, 'SIGKILL')
    process.exit(code)
  }
  const end = () => {
    if (isEnding) return
    isEnding = true
    // Not through the engine's clock: this limit holds even when that is what hangs.
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), LIMIT_MS).unref()
    // What was answered must arrive: ending a process throws away what its pipes have not taken.
    engine
      .stop()
      .then(flush)
      .then(
        () => exit(0),
        (error: unknown) => {
          logger.error('stop-failed', error)
          exit(1)
        },
      )
  }
  const crash = (error: unknown) => {
    logger.error('engine-crashed', error)
    exit(70)
  }
  process.on('uncaughtException', crash)
  process.on('unhandledRejection', crash)
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, end)
  return end
}
