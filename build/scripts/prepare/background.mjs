// Programs that these scripts keep running beside the app; each is ended by its own process id, the last started first.
import { once } from 'node:events'

const STOP_LIMIT_MS = 3_000

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/**
 * Ends one program and waits until it is gone.
 * @param {ChildProcess} child
 */
export const stopChild = async (child) => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS)
  await gone
  clearTimeout(timer)
}

/** A list of things to end, in the opposite order of their start. */
export const createShutdown = () => {
  /** @type {(() => Promise<void> | void)[]} */
  const stops = []
  let running = /** @type {Promise<void> | undefined} */ (undefined)
  const runAll = async () => {
    for (let stop = stops.pop(); stop !== undefined; stop = stops.pop()) await stop()
  }
  return {
    /** @param {() => Promise<void> | void} stop */
    add: (stop) => void stops.push(stop),
    /** Ends everything once; a second call waits for the first. */
    run: () => (running ??= runAll()),
  }
}

/**
 * Ends everything when the person presses Ctrl+C or the machine asks the script to go.
 * @param {{ run: () => Promise<void> }} shutdown
 */
export const stopOnSignals = (shutdown) => {
  for (const [signal, code] of /** @type {const} */ ([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ])) {
    process.once(signal, () => void shutdown.run().finally(() => process.exit(code)))
  }
}
