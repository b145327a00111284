import type { Clock, Logger } from '../../kernel/index.ts'

/** Looked at this often while anything waits: timers stand still while a laptop sleeps, and clocks are set. */
const TICK_MS = 30_000

export type Watch = {
  /** Looks as soon as others had their turn. */
  nudge(): void
  /** Ends it; resolves once a look that is under way is over. */
  stop(): Promise<void>
}

/**
 * Looks again and again, one look at a time: when the next time comes, and every half minute until then. Nothing waits where
 * nothing is planned.
 * @param look answers the next time (ms since epoch) at which something is due; null when nothing waits
 */
export function createWatch(deps: { readonly clock: Clock; readonly logger: Logger }, look: () => Promise<number | null>): Watch {
  const { clock, logger } = deps
  let forget = (): void => undefined
  let current: Promise<void> | null = null
  let isAskedAgain = false
  let isStopped = false

  const wait = (nextAt: number | null): void => {
    if (nextAt === null || isStopped) return
    const leftMs = nextAt - clock.now()
    // What is due and could not begin is tried again with the next tick.
    forget = clock.after(leftMs > 0 ? Math.min(leftMs, TICK_MS) : TICK_MS, begin)
  }
  const lookOnce = async (): Promise<number | null> => {
    try {
      return await look()
    } catch (error) {
      // A full disk, or a bug in one look, must not end all plans.
      logger.error('plans-not-looked-at', error)
      return clock.now()
    }
  }
  const run = async (): Promise<void> => {
    let nextAt: number | null
    do {
      isAskedAgain = false
      nextAt = await lookOnce()
    } while (isAskedAgain && !isStopped)
    wait(nextAt)
  }
  const begin = (): void => {
    forget()
    forget = () => undefined
    if (isStopped) return
    if (current !== null) {
      isAskedAgain = true
      return
    }
    current = run().finally(() => {
      current = null
    })
  }
  return {
    nudge() {
      if (isStopped) return
      forget()
      forget = clock.after(0, begin)
    },
    async stop() {
      isStopped = true
      forget()
      await current
    },
  }
}
