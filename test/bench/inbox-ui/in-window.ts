import type { Page } from '@playwright/test'

/** How smooth a stretch was: frames that were due, and how many of these the window did not draw. */
export type Smoothness = { readonly due: number; readonly dropped: number; readonly longestMs: number }

/** A way back through a chat: how many messages it passed, how long it stood waiting for a page, and whether it came to the first. */
export type Walk = Smoothness & { readonly passed: number; readonly waitedMs: number; readonly isAtFirst: boolean }

type Watch = {
  /** Begins to look for the newest message of another chat. */
  look(): void
  /** Time from the key or the press to the frame after the one that shows it; ms. */
  shown: Promise<number>
  /** Times from each key to the frame after the one that shows its letter; ms. */
  readonly keys: number[]
  /** Draws for so long without anything happening: what the computer itself loses. */
  idle(durationMs: number): Promise<Smoothness>
  /** Goes back through a chat until so many messages were passed or its beginning is reached, so many pixels a frame. */
  scroll(messages: number, stepPx: number): Promise<Walk>
  /** The same step for so many frames over a plain page with the letters of the chat and nothing else: what the display itself loses. */
  plain(frames: number, stepPx: number): Promise<Smoothness>
}
type Watched = { readonly bench: Watch }

/** Puts the clocks into the window. Runs there: it knows nothing of this file. */
function install(): void {
  const FRAME_MS = 1000 / 60
  /** Less than the bubbles that are kept on screen are high. */
  const LOOK_PX = 9_000
  const GIVE_UP_MS = 20_000
  const END_MS = 500
  let pressedAt = 0
  const keys: number[] = []
  const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
  for (const kind of ['keydown', 'pointerdown'])
    window.addEventListener(kind, (event) => void (pressedAt = event.timeStamp), { capture: true })
  window.addEventListener('input', () => {
    const from = pressedAt
    void nextFrame()
      .then(nextFrame)
      .then(() => keys.push(performance.now() - from))
  })
  const chat = (): Element | null => document.querySelector('[data-testid=inbox-conversation]')
  const bubbles = (): Element[] => [...(chat()?.querySelectorAll('[data-testid=inbox-bubble]') ?? [])]
  const count = (intervals: readonly number[]): Smoothness => {
    const dropped = intervals.reduce((sum, ms) => sum + Math.max(0, Math.round(ms / FRAME_MS) - 1), 0)
    return { due: intervals.length + dropped, dropped, longestMs: Math.max(0, ...intervals) }
  }
  const bench: Watch = {
    keys,
    shown: Promise.resolve(0),
    look() {
      const before = chat()
      const had = new Set(bubbles().map((bubble) => bubble.getAttribute('data-id')))
      const isThere = (): boolean => {
        const last = bubbles().at(-1)
        return chat() !== before && last !== undefined && !had.has(last.getAttribute('data-id'))
      }
      bench.shown = new Promise((resolve, reject) => {
        setTimeout(() => reject(new Error('no other chat was shown')), 20_000)
        const observer = new MutationObserver(() => {
          if (!isThere()) return
          observer.disconnect()
          void nextFrame()
            .then(nextFrame)
            .then(() => resolve(performance.now() - pressedAt))
        })
        observer.observe(document.body, { childList: true, subtree: true })
      })
    },
    async idle(durationMs) {
      const intervals: number[] = []
      let last = await nextFrame()
      for (const end = last + durationMs; last < end;) {
        const now = await nextFrame()
        intervals.push(now - last)
        last = now
      }
      return count(intervals)
    },
    async scroll(messages, stepPx) {
      const pane = document.querySelector('[data-testid=inbox-log]')
      if (pane === null) throw new Error('no chat is open')
      const seen = new Set<string>()
      // Looked at as seldom as the bubbles that are kept allow, so that the looking itself costs nothing.
      const every = Math.max(1, Math.floor(LOOK_PX / stepPx))
      const look = (): void => {
        for (const bubble of bubbles()) seen.add(bubble.getAttribute('data-id') ?? '')
      }
      const intervals: number[] = []
      const isAllRead = (): boolean => document.querySelector('[data-testid=inbox-log-older]') === null
      let [waitedMs, stoodMs] = [0, 0]
      let [last, at] = [await nextFrame(), Number.NaN]
      // Standing where everything was read is the end, and no waiting.
      const isOver = (): boolean => seen.size >= messages || stoodMs > GIVE_UP_MS || (stoodMs > END_MS && isAllRead())
      for (let frame = 0; !isOver(); frame += 1) {
        pane.scrollTop -= stepPx
        if (frame % every === 0) look()
        const now = await nextFrame()
        intervals.push(now - last)
        stoodMs = pane.scrollTop === at ? stoodMs + now - last : 0
        if (stoodMs > 0) waitedMs += now - last
        ;[last, at] = [now, pane.scrollTop]
      }
      look()
      const isAtFirst = stoodMs > END_MS && isAllRead()
      return { ...count(intervals), passed: seen.size, waitedMs: isAtFirst ? waitedMs - stoodMs : waitedMs, isAtFirst }
    },
    async plain(frames, stepPx) {
      const page = document.createElement('div')
      page.style.cssText = 'position:fixed;inset:0;overflow:auto;z-index:2147483647;background:Canvas;font:inherit'
      for (const bubble of bubbles()) page.append(Object.assign(document.createElement('p'), { textContent: bubble.textContent }))
      document.body.append(page)
      page.scrollTop = page.scrollHeight
      const intervals: number[] = []
      let [last, step] = [await nextFrame(), -stepPx]
      for (let frame = 0; frame < frames; frame += 1) {
        const before = page.scrollTop
        page.scrollTop += step
        if (page.scrollTop === before) step = -step
        const now = await nextFrame()
        intervals.push(now - last)
        last = now
      }
      page.remove()
      return count(intervals)
    },
  }
  Object.assign(globalThis, { bench })
}

/** What the window keeps after everything that nobody holds any more was let go. */
export type Kept = { readonly heapMb: number; readonly nodes: number }

/** Lets go of what nobody holds, and says what is left. */
export async function keptIn(page: Page): Promise<Kept> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { jsHeapSizeUsedBytes, nodes } = await domCounters(session)
  await session.detach()
  return { heapMb: jsHeapSizeUsedBytes / 1_000_000, nodes }
}

async function domCounters(session: Awaited<ReturnType<ReturnType<Page['context']>['newCDPSession']>>) {
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  const { nodes } = await session.send('Memory.getDOMCounters')
  return { jsHeapSizeUsedBytes: usedSize, nodes }
}

/** What the window's own thread did meanwhile: milliseconds of script, of style and layout, and of all tasks. */
export type Work = { readonly scriptMs: number; readonly styleMs: number; readonly layoutMs: number; readonly taskMs: number }

/** Measures what a stretch costs the window's own thread, whatever else the computer does. */
export async function workOf<T>(page: Page, act: () => Promise<T>): Promise<{ readonly value: T; readonly work: Work }> {
  const session = await page.context().newCDPSession(page)
  // By the thread's own clock: what other programs take of the computer meanwhile is not counted.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const read = async (): Promise<Work> => {
    const { metrics } = await session.send('Performance.getMetrics')
    const msOf = (name: string): number => (metrics.find((metric) => metric.name === name)?.value ?? 0) * 1000
    return {
      scriptMs: msOf('ScriptDuration'),
      styleMs: msOf('RecalcStyleDuration'),
      layoutMs: msOf('LayoutDuration'),
      taskMs: msOf('TaskDuration'),
    }
  }
  const before = await read()
  const value = await act()
  const after = await read()
  await session.detach()
  return {
    value,
    work: {
      scriptMs: after.scriptMs - before.scriptMs,
      styleMs: after.styleMs - before.styleMs,
      layoutMs: after.layoutMs - before.layoutMs,
      taskMs: after.taskMs - before.taskMs,
    },
  }
}

/** The clocks in an open window. */
export type Clocks = {
  /** Does something that opens another chat; ms until its newest message was drawn. */
  switched(act: () => Promise<void>): Promise<number>
  /** Types letters, one after the other; ms for each. */
  typed(letters: string, pauseMs: number): Promise<readonly number[]>
  idle(durationMs: number): Promise<Smoothness>
  scroll(messages: number, stepPx: number): Promise<Walk>
  plain(frames: number, stepPx: number): Promise<Smoothness>
}

/** Puts clocks into a window: they count inside of it, so that the driving costs nothing. */
export async function clocksIn(page: Page): Promise<Clocks> {
  await page.evaluate(install)
  return {
    async switched(act) {
      await page.evaluate(() => (globalThis as unknown as Watched).bench.look())
      await act()
      return page.evaluate(() => (globalThis as unknown as Watched).bench.shown)
    },
    async typed(letters, pauseMs) {
      await page.evaluate(() => void ((globalThis as unknown as Watched).bench.keys.length = 0))
      await page.keyboard.type(letters, { delay: pauseMs })
      await page.waitForTimeout(500)
      return page.evaluate(() => [...(globalThis as unknown as Watched).bench.keys])
    },
    idle: (durationMs) => page.evaluate((ms) => (globalThis as unknown as Watched).bench.idle(ms), durationMs),
    plain: (frames, stepPx) =>
      page.evaluate(([many, step]) => (globalThis as unknown as Watched).bench.plain(many, step), [frames, stepPx] as const),
    scroll: (messages, stepPx) =>
      page.evaluate(([wanted, step]) => (globalThis as unknown as Watched).bench.scroll(wanted, step), [messages, stepPx] as const),
  }
}
