import type { EventData, EventName } from '#contract/ipc/index.ts'

/** Announces events to whoever subscribed; steering is done by direct calls, never by events. */
export type Announcer = {
  announce<N extends EventName>(name: N, data: EventData<N>): void
  listen(listener: (name: EventName, data: unknown) => void): () => void
}

/** Makes an announcer; listeners hear events in order, at once, on the caller's stack. */
export function createAnnouncer(): Announcer {
  const listeners = new Set<(name: EventName, data: unknown) => void>()
  return {
    announce(name, data) {
      for (const listener of listeners) listener(name, data)
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
