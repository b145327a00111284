import type { Result } from '#contract/kernel/result.ts'
import type { Clock } from '../kernel/index.ts'
import { linkAfter, retryDelayMs, type Link } from './rules.ts'

export type LinkWatch = {
  current(): Link
  /** Somebody else's call or message told how the link is. */
  note(link: Link): void
  /** Asks now. */
  check(): Promise<void>
  /** There is nothing to watch any more: the link is unknown and nobody is asked until the next `note` or `check`. */
  rest(): void
  stop(): void
}

/** While all is well the number is read again this often; its quality and limit change without a word. */
const REFRESH_MS = 10 * 60_000

/**
 * Knows whether Meta can be reached. Asks again with growing gaps (1 s to 60 s) while it can't, and rarely while it can;
 * a refused key is not tried again before the next refresh.
 */
export function createLinkWatch(deps: {
  readonly clock: Clock
  /** Null when there is nobody to ask. */
  readonly ask: () => Promise<Result<unknown> | null>
  readonly onChange: (link: Link) => void
}): LinkWatch {
  let link: Link = 'unknown'
  let failures = 0
  let isAsking = false
  let isStopped = false
  let forget: () => void = () => undefined
  const set = (next: Link) => {
    if (next === link) return
    link = next
    deps.onChange(next)
  }
  const schedule = () => {
    forget()
    if (isStopped) return
    forget = deps.clock.after(link === 'offline' ? retryDelayMs(failures) : REFRESH_MS, () => void check())
  }
  const check = async () => {
    if (isAsking || isStopped) return
    isAsking = true
    forget()
    const result = await deps.ask()
    isAsking = false
    if (isStopped || result === null) return
    const next = result.ok ? 'online' : linkAfter(result.error)
    failures = next === 'offline' ? failures + 1 : 0
    set(next)
    schedule()
  }
  return {
    current: () => link,
    note(next) {
      if (next === link || isStopped) return
      failures = 0
      set(next)
      if (!isAsking) schedule()
    },
    check,
    rest() {
      forget()
      failures = 0
      set('unknown')
    },
    stop() {
      isStopped = true
      forget()
    },
  }
}
