import { assert } from '#contract/kernel/assert.ts'
import { startAsideThread, type AsideAnswer, type AsideOrder } from './aside-thread.ts'
import { asStoreError, StoreError } from './errors.ts'

/** A connection of its own in a thread of its own, for work that would hold the engine up: a whole copy, a look at every page. */
export type Aside = {
  /** Runs one statement. @throws StoreError when disk or file fail */
  all<T>(text: string, params?: readonly (string | number)[]): Promise<T[]>
  /** Writes every page anew under another key. @throws StoreError */
  rekey(key: string): Promise<void>
  close(): Promise<void>
}

type Waiting = { resolve(rows: readonly unknown[]): void; reject(error: unknown): void }

const failureOf = (code: string): unknown =>
  code === 'SETTING_OFF' ? new StoreError('pragma') : asStoreError(Object.assign(new Error('a statement failed'), { code }))

/** Enough for work that goes through the file from its beginning to its end. */
const CACHE_KIB = 8 * 1024

type AsideOptions = { readonly file: string; readonly key: string; readonly cacheKib?: number }

/**
 * Opens a database beside the one connection that writes. The safety settings are those of every connection.
 * @param options.key 64 hexadecimal digits
 * @param options.cacheKib how many opened pages are kept in memory at most; more where the work jumps to and fro in the file
 */
export function openAside(options: AsideOptions): Aside {
  assert(/^[0-9a-f]{64}$/.test(options.key), 'the vault makes keys of 64 hexadecimal digits')
  const thread = startAsideThread({ cacheKib: CACHE_KIB, ...options })
  const waiting = new Map<number, Waiting>()
  let nextId = 1
  thread.on('message', ({ id, rows, code }: AsideAnswer) => {
    const call = waiting.get(id)
    waiting.delete(id)
    if (code === undefined) call?.resolve(rows ?? [])
    else call?.reject(failureOf(code))
  })
  const giveUp = () => {
    for (const { reject } of waiting.values()) reject(new StoreError('failed'))
    waiting.clear()
  }
  thread.on('error', giveUp)
  thread.on('exit', giveUp)
  const ask = (order: AsideOrder): Promise<readonly unknown[]> =>
    new Promise((resolve, reject) => {
      const id = nextId++
      waiting.set(id, { resolve, reject })
      thread.postMessage({ id, order })
    })
  return {
    all: async <T>(text: string, params: readonly (string | number)[] = []) => (await ask({ kind: 'all', text, params })) as T[],
    async rekey(key) {
      assert(/^[0-9a-f]{64}$/.test(key), 'the vault makes keys of 64 hexadecimal digits')
      await ask({ kind: 'rekey', key })
    },
    async close() {
      await ask({ kind: 'close' }).catch(() => undefined)
      await thread.terminate()
    },
  }
}
