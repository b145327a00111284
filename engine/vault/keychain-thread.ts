import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'

/** One call of the keychain's library. */
export type ThreadCall = {
  readonly call: 'getPassword' | 'setPassword' | 'deletePassword'
  readonly service: string
  readonly account: string
  readonly password?: string
}

/** What comes back; never the library's own words, which can name other entries. */
type ThreadAnswer = { readonly id: number; readonly value?: unknown; readonly isRefused?: true }

/** On Linux the library waits two seconds for each answer of the bus, which a busy computer may need longer for. */
const MOST_TIMES = 3

// Text, because a program that is bundled into one file has no second file for a thread to start from.
// On Linux the store is named: the library's default falls back, without a word, to a store of the kernel that a reboot clears.
// One call after the other, because gnome-keyring ends itself when several connections come and go at once; the bus starts it
// anew, so that a call to which no answer came is made again. A person's no is an answer: nobody is asked twice.
const threadCode = `
const { parentPort, workerData } = require('node:worker_threads')
const { AsyncEntry } = require(workerData.library)
const ask = ({ call, service, account, password }) =>
  new AsyncEntry(service, account, { linux: { store: 'secret-service' } })[call](password)
const isUnanswered = (error) => process.platform === 'linux' && /^Platform failure: DBus error/.test(String(error?.message))
const askAgain = async (asked) => {
  for (let time = 1; ; time += 1) {
    try {
      return await ask(asked)
    } catch (error) {
      if (time === ${MOST_TIMES} || !isUnanswered(error)) throw error
    }
  }
}
const answer = async (asked) => {
  try {
    parentPort.postMessage({ id: asked.id, value: await askAgain(asked) })
  } catch {
    parentPort.postMessage({ id: asked.id, isRefused: true })
  }
}
let last = Promise.resolve()
parentPort.on('message', (asked) => {
  last = last.then(() => answer(asked))
})`

/**
 * Runs the keychain's library in a thread of its own: it may block where it is called, for as long as a keychain waits for
 * a person (measured: already when an entry is made), and the engine must go on meanwhile.
 */
export function createKeychainThread() {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let worker: Worker | null = null
  let nextId = 1
  const giveUp = () => {
    worker = null
    for (const { reject } of waiting.values()) reject(new Error('keychain thread ended'))
    waiting.clear()
  }
  const start = (): Worker => {
    const library = createRequire(import.meta.url).resolve('@napi-rs/keyring')
    const started = new Worker(threadCode, { eval: true, workerData: { library } })
    started.on('message', ({ id, value, isRefused }: ThreadAnswer) => {
      const call = waiting.get(id)
      waiting.delete(id)
      if (isRefused === true) call?.reject(new Error('keychain refused'))
      else call?.resolve(value)
    })
    // A computer for which the library was not built: without a thread, every call is refused.
    started.on('error', giveUp)
    started.unref()
    return started
  }
  return {
    ask: (call: ThreadCall): Promise<unknown> =>
      new Promise((resolve, reject) => {
        worker ??= start()
        const id = nextId++
        waiting.set(id, { resolve, reject })
        worker.postMessage({ id, ...call })
      }),
  }
}
