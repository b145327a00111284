import type { CallOutput } from '#contract/ipc/index.ts'
import { breathe } from '../kernel/index.ts'
import type { ReadHandle } from '../store/index.ts'
import { createWallClock } from '../table-export/index.ts'
import type { Times } from './span.ts'
import { failedAnswers, isEnded, nextAnswer, turnsBetween } from './turns.ts'
import { createWaitKeeper, PATIENCE_MS, rankOf, type Wait } from './waits.ts'

type Overview = CallOutput<'report.overview'>

/** After this long without an answer a customer counts as unanswered. */
const LONG_MS = 24 * 3_600_000
const QUARTER_MS = 900_000
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/**
 * How long customers waited for a person, and at which hours they wrote, in one reading of the span. A wait that was still
 * open at the end of the span is followed to this day; one whose conversation somebody ended is no wait any more.
 */
export async function readChats(
  db: ReadHandle,
  span: Times,
  { timeZone, now }: { readonly timeZone: string; readonly now: number },
): Promise<Pick<Overview, 'replyTime' | 'hours'>> {
  const failed = failedAnswers(db)
  const keeper = createWaitKeeper(span)
  const quarters = new Map<number, number>()
  for await (const turns of turnsBetween(db, { from: span.from - PATIENCE_MS, to: span.to })) {
    for (const turn of turns) {
      if (turn.turn === 'answer' && failed.has(turn.seq)) continue
      keeper.add(turn)
      if (turn.at >= span.from && (turn.turn === 'asks' || turn.turn === 'tap')) {
        const quarter = Math.floor(turn.at / QUARTER_MS)
        quarters.set(quarter, (quarters.get(quarter) ?? 0) + 1)
      }
    }
  }
  const open = await followOpen(db, keeper.open(), { failed, to: span.to })
  const waits = Float64Array.from([
    ...keeper.answered,
    ...open.flatMap((wait) => (wait.answeredAt === null ? [] : [wait.answeredAt - wait.openedAt])),
  ]).sort()
  return {
    replyTime: {
      medianMs: rankOf(waits, 0.5),
      p90Ms: rankOf(waits, 0.9),
      answered: waits.length,
      unanswered: open.filter((wait) => wait.answeredAt === null && now - wait.openedAt > LONG_MS && !isEnded(db, wait.customerSeq)).length,
    },
    hours: hoursOf(quarters, timeZone),
  }
}

type Following = { readonly failed: ReadonlySet<number>; readonly to: number }

async function followOpen(db: ReadHandle, open: readonly Wait[], { failed, to }: Following): Promise<Wait[]> {
  const followed: Wait[] = []
  for (const [index, wait] of open.entries()) {
    if (index % 200 === 199) await breathe()
    followed.push({ ...wait, answeredAt: nextAnswer(db, wait.customerSeq, { after: to, failed }) })
  }
  return followed
}

/** Seven rows from Monday, 24 hours each. */
function hoursOf(quarters: ReadonlyMap<number, number>, timeZone: string): number[][] {
  const wallClock = createWallClock(timeZone)
  const hours = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0))
  for (const [quarter, count] of quarters) {
    const wall = wallClock(quarter * QUARTER_MS)
    // Day 0 of 1970 was a Thursday.
    const row = hours[(Math.floor(wall / DAY_MS) + 3) % 7]
    const hour = Math.floor((wall % DAY_MS) / HOUR_MS)
    if (row !== undefined) row[hour] = (row[hour] ?? 0) + count
  }
  return hours
}
