import type { EventData, EventName } from '#contract/ipc/index.ts'
import type { CallEngine, EngineState } from '../engine-host/index.ts'
import type { Notices } from './notices.ts'

/** What follows the inbox from outside of the window. */
export type InboxParts = {
  readonly engine: {
    readonly call: CallEngine
    subscribe(event: EventName, listener: (data: unknown) => void): () => void
  }
  readonly notices: Notices
  readonly showBadge: (count: number) => void
  readonly after: (delayMs: number, work: () => void) => () => void
}

/** Follows what arrives: notices and the number on the app's icon. */
export type InboxFollower = {
  /** The engine began, ended or crashed: what was known of it holds no more. */
  engineIs(state: EngineState): void
  /** The lock fell (what is shown goes) or opened. */
  locked(isLocked: boolean): void
}

/** Many chats may change at once; they are counted together. */
const GATHER_MS = 400

/** Begins to follow; subscriptions outlive each engine's process. */
export function followInbox({ engine, notices, showBadge, after }: InboxParts): InboxFollower {
  let isReady = false
  let waits: (() => void) | null = null
  let shown = 0
  const show = (count: number): void => {
    if (count === shown) return
    shown = count
    showBadge(count)
  }
  const count = (): void => {
    waits = null
    void engine.call('inbox.counts', {}).then((counts) => {
      if (isReady) show(counts.ok ? counts.value.unreadMine : 0)
    })
  }
  const countSoon = (): void => {
    if (isReady) waits ??= after(GATHER_MS, count)
  }
  const forget = (): void => {
    waits?.()
    waits = null
    notices.clear()
    show(0)
  }
  // The engine checks its events against the same table, so their shape is its promise.
  engine.subscribe('inbox.arrived', (data) => notices.arrived(data as EventData<'inbox.arrived'>))
  engine.subscribe('inbox.closing', (data) => notices.closing(data as EventData<'inbox.closing'>))
  engine.subscribe('inbox.changed', countSoon)
  engine.subscribe('vault.changed', (data) => ((data as EventData<'vault.changed'>).state === 'open' ? countSoon() : forget()))
  return {
    engineIs(state) {
      isReady = state === 'ready'
      if (isReady) countSoon()
      else forget()
    },
    locked(isLocked) {
      if (isLocked) forget()
      else countSoon()
    },
  }
}
