import type { EventName } from '#contract/ipc/index.ts'
import type { Clock } from '../kernel/index.ts'

/** Four times a second: what the contract promises for progress. */
const EVERY_MS = 250

type Keyed = Readonly<Record<string, unknown>>
const keyIn = (field: string) => (data: unknown) => String((data as Keyed)[field])

// Events that only say how far something is: of several in a row, the last one is enough.
const progressKeys: { readonly [N in EventName]?: (data: unknown) => string } = {
  'broadcast.progress': keyIn('broadcastId'),
  'customer.importProgress': keyIn('importId'),
}

/** Passes events on; progress of the same thing at most four times a second, the last one always. */
export type Coalescer = { push(name: EventName, data: unknown): void; stop(): void }

/** Makes a coalescer in front of `pass`; nothing is passed on after `stop`. */
export function createCoalescer(clock: Clock, pass: (name: EventName, data: unknown) => void): Coalescer {
  const resting = new Map<string, { latest: { data: unknown } | null; forget: () => void }>()
  const rest = (key: string, name: EventName) => {
    const forget = clock.after(EVERY_MS, () => {
      const waiting = resting.get(key)?.latest ?? null
      resting.delete(key)
      if (waiting === null) return
      rest(key, name)
      pass(name, waiting.data)
    })
    resting.set(key, { latest: null, forget })
  }
  return {
    push(name, data) {
      const keyOf = progressKeys[name]
      if (keyOf === undefined) return pass(name, data)
      const key = `${name} ${keyOf(data)}`
      const held = resting.get(key)
      if (held !== undefined) {
        held.latest = { data }
        return
      }
      rest(key, name)
      pass(name, data)
    },
    stop() {
      for (const { forget } of resting.values()) forget()
      resting.clear()
    },
  }
}
