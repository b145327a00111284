import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import type { TimestampMs } from '#contract/kernel/values.ts'
import type { ReadHandle } from '../../store/index.ts'
import type { PrivacyDeps } from '../deps.ts'
import { countQuiet } from './quiet-customers.ts'
import { cutsAt, givenOf, GRACE_MS, isStricter, nightAfter, rulesAt, type Retention } from './ages.ts'
import { retentionNow } from './settings.ts'

type Preview = CallOutput<'privacy.previewRetention'>
export type Counted = Preview['classes'][number]

/** What the run of a night removes, class by class; the run itself counts the same way. */
export function countClasses(
  deps: PrivacyDeps,
  db: ReadHandle,
  { retention, at }: { readonly retention: Retention; readonly at: number },
): Counted[] {
  const cuts = cutsAt(retention, at)
  const nothing = { count: 0, held: 0 }
  const quiet = cuts.customers === null ? nothing : countQuiet(db, cuts.customers)
  const byRooms = (deps.retention ?? []).map((source): Counted => {
    const before = cuts[source.kind]
    return { kind: source.kind, ...(before === null ? nothing : source.count(db, before)) }
  })
  return [...byRooms, { kind: 'customers', ...quiet }]
}

/** What the next run removes under the rules, or what one would remove under rules that are only tried. */
export function previewRetention(deps: PrivacyDeps, tried: ParsedInput<'privacy.previewRetention'>): Preview {
  const db = deps.vault.store.read
  const now = deps.clock.now()
  const rules = retentionNow(db)
  const wished = givenOf(tried)
  const retention = { ...(rules.pending?.retention ?? rules.retention), ...wished }
  const soonest = isStricter(rulesAt(rules, now), retention) ? beginning(rules.pending?.from, wished, now) : now
  const at = nightAfter(soonest, deps.vault.shop.timeZone)
  return { at: at as TimestampMs, classes: countClasses(deps, db, { retention, at }) }
}

const beginning = (pendingFrom: number | undefined, tried: Partial<Retention>, now: number): number =>
  pendingFrom !== undefined && Object.keys(tried).length === 0 ? pendingFrom : now + GRACE_MS
