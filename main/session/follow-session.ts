import type { EventData, EventName } from '#contract/ipc/index.ts'
import type { CallEngine, EngineState } from '../engine-host/index.ts'

/** What follows the lock from outside of the window. */
export type SessionParts = {
  readonly engine: {
    readonly call: CallEngine
    subscribe(event: EventName, listener: (data: unknown) => void): () => void
  }
  /** Loads the page anew: nothing of what was on screen is left in it. */
  readonly blank: () => void
  /** Told when the lock fell or opened. */
  readonly onLocked: (isLocked: boolean) => void
}

/** Follows who sits here. */
export type SessionFollower = {
  /** True behind the lock: whoever passes by sees no name and no word. */
  readonly isLocked: () => boolean
  /** The computer sleeps, is locked, or goes to another user: so does the shop. */
  readonly lock: () => void
  /** The engine began, ended or crashed: in a new one nobody is signed in. */
  readonly engineIs: (state: EngineState) => void
}

type Status = Pick<EventData<'session.changed'>, 'state' | 'me'>

/** Begins to follow; the subscription outlives each engine's process. */
export function followSession({ engine, blank, onLocked }: SessionParts): SessionFollower {
  let isReady = false
  let before: Status | null = null
  const meet = (status: Status): void => {
    const wasHere = before?.me?.staffId ?? null
    const isAnother = wasHere !== null && wasHere !== (status.me?.staffId ?? null)
    const wasLocked = before?.state === 'locked'
    before = status
    if (isAnother) blank()
    if (wasLocked !== (status.state === 'locked')) onLocked(status.state === 'locked')
  }
  const look = (): void => {
    void engine.call('session.status', {}).then((status) => {
      if (isReady && status.ok) meet(status.value)
    })
  }
  // The engine checks its events against the same table, so their shape is its promise.
  engine.subscribe('session.changed', (data) => meet(data as EventData<'session.changed'>))
  engine.subscribe('vault.changed', (data) => {
    // A closed shop shows its first screen; nothing of it is left in the page.
    if ((data as EventData<'vault.changed'>).state !== 'open') before = null
    else if (isReady) look()
  })
  return {
    isLocked: () => before?.state === 'locked',
    lock() {
      if (isReady) void engine.call('session.lock', {})
    },
    engineIs(state) {
      isReady = state === 'ready'
      if (isReady) look()
      if (state === 'stopped') before = null
    },
  }
}
