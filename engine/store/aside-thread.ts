import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'

/** What the thread is asked: statements one after the other, a new key, or the end. */
export type AsideOrder =
  | { readonly kind: 'all'; readonly text: string; readonly params: readonly (string | number)[] }
  | { readonly kind: 'rekey'; readonly key: string }
  | { readonly kind: 'close' }

export type AsideAnswer = { readonly id: number; readonly rows?: readonly unknown[]; readonly code?: string }

// Text, because a program that is bundled into one file has no second file for a thread to start from.
// Of a failure only its code comes back: SQLite's own words can hold the key or a statement.
const threadCode = `
const { parentPort, workerData } = require('node:worker_threads')
const Database = require(workerData.library)
let connection = null
const open = () => {
  const opened = new Database(workerData.file, { timeout: 2000, fileMustExist: true })
  connection = opened
  opened.pragma("cipher='chacha20'")
  opened.key(Buffer.from('raw:' + workerData.key))
  opened.pragma('temp_store=memory')
  opened.pragma('trusted_schema=off')
  opened.pragma('synchronous=full')
  opened.pragma('secure_delete=on')
  opened.pragma('cell_size_check=on')
  opened.pragma('cache_size=-' + workerData.cacheKib)
}
const wanted = { temp_store: 2, synchronous: 2, secure_delete: 1, cell_size_check: 1, trusted_schema: 0 }
const check = () => {
  connection.prepare('select count(*) from sqlite_schema').get()
  for (const name of Object.keys(wanted))
    if (connection.pragma(name, { simple: true }) !== wanted[name]) throw Object.assign(new Error('a setting did not take'), { code: 'SETTING_OFF' })
}
const work = (order) => {
  if (connection === null) {
    open()
    check()
  }
  if (order.kind === 'rekey') {
    connection.rekey(Buffer.from('raw:' + order.key))
    return []
  }
  const statement = connection.prepare(order.text)
  if (statement.reader) return statement.all(...order.params)
  statement.run(...order.params)
  return []
}
parentPort.on('message', ({ id, order }) => {
  try {
    if (order.kind === 'close') {
      if (connection !== null) connection.close()
      parentPort.postMessage({ id, rows: [] })
      parentPort.close()
      return
    }
    parentPort.postMessage({ id, rows: work(order) })
  } catch (error) {
    parentPort.postMessage({ id, code: String((error && error.code) || 'SQLITE_ERROR') })
  }
})`

/** Starts the thread; it opens the file at the first order. */
export function startAsideThread(options: { readonly file: string; readonly key: string; readonly cacheKib: number }): Worker {
  const library = createRequire(import.meta.url).resolve('better-sqlite3-multiple-ciphers')
  return new Worker(threadCode, { eval: true, workerData: { library, ...options } })
}
