import { fstatSync } from 'node:fs'

const PARENT_CHECK_MS = 1_000

/** The port to the parent inside Electron's utility process, as far as it is used here. */
type ParentPort = { postMessage(message: unknown): void }

/** Tells whoever started this process: one JSON line on standard output, and the same object over the parent channel. */
export function announce(message: object): void {
  process.stdout.write(`${JSON.stringify(message)}\n`)
  // A channel that the parent closes at this moment shows as 'disconnect', which watchForEnd hears.
  process.send?.(message, undefined, undefined, () => undefined)
  const port = parentPort()
  port?.postMessage(message)
}

/**
 * Calls `end` once when this process should stop: on SIGTERM, SIGINT or SIGHUP, when the channel to the parent closes, when the parent
 * is gone, and, with `watchInput`, when standard input closes. Returns how to stop watching.
 */
export function watchForEnd(end: (why: string) => void, options: { readonly watchInput: boolean }): () => void {
  let isEnding = false
  const once = (why: string): void => {
    if (isEnding) return
    isEnding = true
    end(why)
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => once(signal))
  process.on('disconnect', () => once('the parent closed its channel'))
  const stopParentWatch = watchParent(() => once('the parent is gone'))
  if (options.watchInput && isInputAttached()) {
    process.stdin.resume()
    process.stdin.on('end', () => once('standard input closed'))
    process.stdin.on('close', () => once('standard input closed'))
  }
  return stopParentWatch
}

function watchParent(gone: () => void): () => void {
  const parentId = process.ppid
  const timer = setInterval(() => {
    // On Linux and macOS an orphan gets another parent; on Windows the number stays and the process is missing.
    if (process.ppid !== parentId || !isAlive(parentId)) gone()
  }, PARENT_CHECK_MS)
  timer.unref()
  return () => clearInterval(timer)
}

function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0)
  } catch (error) {
    // EPERM: it lives, but belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** A closed or empty input (/dev/null) ends at once and says nothing about the parent. */
function isInputAttached(): boolean {
  try {
    const facts = fstatSync(0)
    return facts.isFIFO() || facts.isSocket() || process.stdin.isTTY
  } catch {
    // No standard input at all, as in a utility process.
    return false
  }
}

function parentPort(): ParentPort | null {
  const port: unknown = Reflect.get(process, 'parentPort')
  return isParentPort(port) ? port : null
}

function isParentPort(port: unknown): port is ParentPort {
  return typeof port === 'object' && port !== null && 'postMessage' in port && typeof port.postMessage === 'function'
}
