import type { EventData } from '#contract/ipc/index.ts'
import { shellEvents } from '#contract/ipc/shell.ts'

type ShellEventName = keyof typeof shellEvents

/** Whether an event is the shell's own and not the engine's. */
export const isShellEvent = (event: string): event is ShellEventName => Object.hasOwn(shellEvents, event)

/** Announces the shell's own events to whoever hears them. */
export type EventHub = {
  on(event: ShellEventName, listener: (data: unknown) => void): () => void
  emit<N extends ShellEventName>(event: N, data: EventData<N>): void
}

/** Makes a hub without listeners. */
export const createEventHub = (): EventHub => {
  const listeners = new Map<ShellEventName, Set<(data: unknown) => void>>()
  return {
    on: (event, listener) => {
      const known = listeners.get(event) ?? new Set()
      listeners.set(event, known.add(listener))
      return () => void known.delete(listener)
    },
    emit: (event, data) => {
      for (const listener of listeners.get(event) ?? []) listener(data)
    },
  }
}
