import type { Page } from '@playwright/test'

/** How long a notice with Undo stands, and how long a decision can be taken back, in the window. */
const NOTICE_MS = 10_000
/** How often the window looks whether the time to take a send back is over. */
const COUNT_EVERY_MS = 200
const STRETCHED_MS = 600_000

/**
 * Lets notices stand, decisions wait and the countdown before a broadcast stand still until a test has come to them: on a slow
 * machine their ten seconds may be over before the test can look. That the countdown ends is proved beside it, where its clock is
 * a double. Holds until the page is loaded anew.
 */
export const stretchNotices = (page: Page): Promise<void> =>
  page.evaluate(
    ({ noticeMs, countEveryMs, stretchedMs }) => {
      if ('plainTimers' in globalThis) return
      const { setTimeout: once, setInterval: again } = globalThis
      Reflect.set(globalThis, 'plainTimers', { once, again })
      Reflect.set(globalThis, 'setTimeout', (act: TimerHandler, delayMs?: number, ...given: unknown[]) =>
        once(act, delayMs === noticeMs ? stretchedMs : delayMs, ...given),
      )
      Reflect.set(globalThis, 'setInterval', (act: TimerHandler, everyMs?: number, ...given: unknown[]) =>
        again(act, everyMs === countEveryMs ? stretchedMs : everyMs, ...given),
      )
    },
    { noticeMs: NOTICE_MS, countEveryMs: COUNT_EVERY_MS, stretchedMs: STRETCHED_MS },
  )
