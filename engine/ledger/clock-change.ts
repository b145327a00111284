import { sql } from '../store/index.ts'
import type { ClockNews } from './clock-watch.ts'
import type { Tx } from './context.ts'
import { reloadPeople } from './reload-people.ts'
import { pauseAll } from './runs.ts'

/**
 * Draws the lesson of what the clock did: where somebody set it, every broadcast waits for a person, and what was held
 * until a time is looked at anew when it goes on; after a sleep longer than the grace they ask as after a restart.
 */
export function meetClock(tx: Tx, news: ClockNews): void {
  const { context } = tx
  if (news.kind === 'steady') return
  context.deps.logger.warn('clock', { kind: news.kind })
  if (news.kind === 'asleep') {
    if (news.ms > context.settings.graceMs) pauseAll(tx, 'engine-restarted')
    return
  }
  pauseAll(tx, 'clock-changed')
  lookAnew(tx)
}

/** Times until which sends were held were reckoned by a clock that was wrong then or is now: every reason is asked again. */
function lookAnew(tx: Tx): void {
  tx.db.run(sql`
    update send set not_before = null
    where not_before is not null and state = 'planned' and run_id in (select run_id from run where state in ('running', 'paused'))`)
  reloadPeople(tx)
}
