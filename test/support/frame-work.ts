import { readFileSync, rmSync } from 'node:fs'
import type { OpenApp } from './app/index.ts'

type TraceEvent = {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  readonly ts: number
  /** Processor time of the event's own thread, in microseconds. */
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

/** The events of the thread that runs the window's page, in the order of time. */
function pageEvents(events: readonly TraceEvent[], pid: number): readonly TraceEvent[] {
  const thread = events.find((one) => one.name === 'thread_name' && one.args?.name === 'CrRendererMain' && one.pid === pid)
  return events.filter((one) => one.pid === pid && one.tid === thread?.tid && one.ph === 'X').toSorted((one, other) => one.ts - other.ts)
}

/**
 * Does something and tells how much the page worked at most from one frame to the next, in milliseconds of processor time: what a
 * frame takes on a computer with nothing else to do, however busy this one is.
 */
export async function longestFrameMs(shop: OpenApp, act: () => Promise<void>): Promise<number> {
  const pid = await shop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0)
  await shop.app.evaluate(({ contentTracing }) => contentTracing.startRecording({ included_categories: ['toplevel', 'devtools.timeline'] }))
  await act()
  const file = await shop.app.evaluate(({ contentTracing }) => contentTracing.stopRecording())
  const { traceEvents } = JSON.parse(readFileSync(file, 'utf8')) as { readonly traceEvents: readonly TraceEvent[] }
  rmSync(file)
  let [most, sum, count] = [0, 0, 0]
  for (const { name, tdur } of pageEvents(traceEvents, pid)) {
    if (name === 'FireAnimationFrame') sum = 0
    if (!name.endsWith('RunTask')) continue
    count += tdur === undefined ? 0 : 1
    sum += (tdur ?? 0) / 1_000
    most = Math.max(most, sum)
  }
  if (count === 0) throw new Error('nothing was recorded')
  return most
}
