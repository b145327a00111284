import type { EventData, EventName } from '#contract/ipc/index.ts'
import type { CallEngine, EngineState } from '../engine-host/index.ts'
import type { Translate } from '../translate.ts'
import { taskbarOf, turnsOf, type Progress, type TaskbarProgress } from './taskbar.ts'
import type { WakeLock } from './wake-lock.ts'

/** What follows the engine's sending. */
export type SendingParts = {
  readonly engine: {
    readonly call: CallEngine
    subscribe(event: EventName, listener: (data: unknown) => void): () => void
  }
  readonly wakeLock: WakeLock
  readonly showTaskbar: (progress: TaskbarProgress) => void
  /** One line of the tray's menu; null takes it away. */
  readonly showLine: (line: string | null) => void
  readonly translate: Translate
  readonly locale: () => string
}

/** Follows what is sent: wake lock, taskbar, tray. */
export type Sending = {
  /** The engine began, ended or crashed: what was known of it holds no more. */
  engineIs(state: EngineState): void
  /** The computer woke up: the engine looks at its plans at once. */
  wokeUp(): void
  /** Writes the tray's line again, in the language of the moment. */
  setWords(): void
}

/** Begins to follow; subscriptions outlive each engine's process. */
export const followSending = (parts: SendingParts): Sending => {
  const { engine, wakeLock } = parts
  const broadcasts = new Map<string, Progress>()
  let next: EventData<'broadcast.missed'>['plannedAt'] | null = null
  let isReady = false

  const show = (): void => {
    parts.showTaskbar(taskbarOf(broadcasts.values()))
    parts.showLine(lineOf(parts, turnsOf(broadcasts.values()), next))
  }
  const askNext = (): void => {
    if (!isReady) return
    void engine.call('broadcast.now', {}).then((now) => {
      if (!isReady) return
      next = now.ok ? (now.value.next?.at ?? null) : null
      show()
    })
  }
  // The engine checks its events against the same table, so their shape is its promise.
  engine.subscribe('broadcast.awake', (data) => wakeLock.set((data as EventData<'broadcast.awake'>).awake))
  engine.subscribe('broadcast.progress', (data) => {
    const progress = data as Progress
    if (progress.state === 'running' || progress.state === 'paused') broadcasts.set(progress.broadcastId, progress)
    else broadcasts.delete(progress.broadcastId)
    show()
  })
  const forget = (): void => {
    wakeLock.set(false)
    broadcasts.clear()
    next = null
    show()
  }
  // Nothing is sent from a closed vault, and nobody tells so; in one that was opened just now something may be planned.
  engine.subscribe('vault.changed', (data) => ((data as EventData<'vault.changed'>).state === 'open' ? askNext() : forget()))
  engine.subscribe('broadcast.changed', askNext)
  engine.subscribe('series.changed', askNext)
  return {
    engineIs: (state) => {
      isReady = state === 'ready'
      if (!isReady) forget()
    },
    wokeUp: askNext,
    setWords: show,
  }
}

function lineOf(
  { translate, locale }: SendingParts,
  { done, all }: { readonly done: number; readonly all: number },
  next: number | null,
): string | null {
  // In whole percents, so that the menu is not made anew four times a second.
  if (all > 0) return translate('tray.sending', { share: Math.floor((done / all) * 100) / 100 })
  if (next === null) return null
  const time = new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(next)
  return translate('tray.next', { time })
}
