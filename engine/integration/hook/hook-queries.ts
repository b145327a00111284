import type { EventHook, HookDelivery, HookEvent } from '#contract/ipc/integration.ts'
import type { z } from 'zod'
import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'

export type HookView = z.infer<typeof EventHook>
export type DeliveryView = z.infer<typeof HookDelivery>
type EventName = z.infer<typeof HookEvent>

export type HookRow = {
  readonly seq: number
  readonly hookId: string
  readonly name: string
  readonly url: string
  readonly events: string
  readonly withText: number
  readonly state: 'on' | 'off' | 'stopped'
  readonly failingSince: number | null
}

type FullRow = HookRow & Pick<HookView, 'lastArrivedAt' | 'trouble' | 'httpStatus' | 'waiting' | 'dead'>

const columns = sql`
  seq, hook_id as hookId, name, url, events, with_text as withText, state, failing_since as failingSince, last_arrived_at as lastArrivedAt,
  trouble, http_status as httpStatus,
  (select count(*) from hook_delivery d where d.hook_seq = h.seq and d.state = 'waiting') as waiting,
  (select count(*) from hook_delivery d where d.hook_seq = h.seq and d.state = 'dead') as dead`

const viewOf = ({ seq: _seq, events, withText, ...row }: FullRow): HookView =>
  ({ ...row, events: events.split(',').filter((event) => event !== ''), withText: withText !== 0 }) as HookView

export const allHooks = (db: ReadHandle): HookView[] => db.all<FullRow>(sql`select ${columns} from event_hook h order by seq`).map(viewOf)

export function hookView(db: ReadHandle, hookId: string): HookView | undefined {
  const row = db.get<FullRow>(sql`select ${columns} from event_hook h where hook_id = ${hookId}`)
  return row === undefined ? undefined : viewOf(row)
}

export const findHook = (db: ReadHandle, hookId: string): HookRow | undefined =>
  db.get<HookRow>(sql`
    select seq, hook_id as hookId, name, url, events, with_text as withText, state, failing_since as failingSince from event_hook where hook_id = ${hookId}`)

export type HookFacts = {
  readonly hookId: string
  readonly name: string
  readonly url: string
  readonly events: readonly EventName[]
  readonly withText: boolean
  readonly isOn: boolean
}

/** Makes or changes an address. Switched on again, it starts with a clean slate. */
export function keepHook(db: WriteHandle, hook: HookFacts, now: number): void {
  const state = hook.isOn ? 'on' : 'off'
  const events = `,${hook.events.join(',')},`
  db.run(sql`
    insert into event_hook (hook_id, name, url, events, with_text, state, created_at)
    values (${hook.hookId}, ${hook.name}, ${hook.url}, ${events}, ${hook.withText ? 1 : 0}, ${state}, ${now})
    on conflict (hook_id) do update set name = excluded.name, url = excluded.url, events = excluded.events, with_text = excluded.with_text,
      state = excluded.state, failing_since = null, trouble = null, http_status = null`)
}

export const removeHookRow = (db: WriteHandle, hookId: string): boolean =>
  db.run(sql`delete from event_hook where hook_id = ${hookId}`).changes > 0

export type DueDelivery = {
  readonly seq: number
  readonly eventId: string
  readonly event: EventName
  readonly ref: string
  readonly at: number
  readonly tries: number
  readonly firstTriedAt: number | null
  readonly hook: HookRow
}

type DueRow = Omit<DueDelivery, 'hook'>

/** Addresses that are told. */
export const hooksInUse = (db: ReadHandle): HookRow[] =>
  db.all<HookRow>(sql`
    select seq, hook_id as hookId, name, url, events, with_text as withText, state, failing_since as failingSince
    from event_hook where state = 'on' order by seq`)

/** Of one customer never a later one before an earlier one. */
const isFirst = sql`not exists (
  select 1 from hook_delivery e where e.state = 'waiting' and e.hook_seq = d.hook_seq and e.customer_seq = d.customer_seq and e.seq < d.seq)`

/** What an address may be told now, oldest first. */
export const dueDeliveries = (
  db: ReadHandle,
  hook: HookRow,
  { now, most }: { readonly now: number; readonly most: number },
): DueDelivery[] =>
  db
    .all<DueRow>(sql`
      select seq, event_id as eventId, event, ref, at, tries, first_tried_at as firstTriedAt from hook_delivery d
      where state = 'waiting' and hook_seq = ${hook.seq} and next_at <= ${now} and ${isFirst} order by seq limit ${most}`)
    .map((row) => ({ ...row, hook }))

/** When the next waiting one of an address is due; null when nobody waits. */
export const nextDueAt = (db: ReadHandle, hook: HookRow): number | null =>
  db.get<{ at: number | null }>(sql`
    select min(next_at) as at from hook_delivery d where state = 'waiting' and hook_seq = ${hook.seq} and ${isFirst}`)?.at ?? null

export function noteArrived(
  db: WriteHandle,
  { seq, hook }: Pick<DueDelivery, 'seq' | 'hook'>,
  { httpStatus, now }: { readonly httpStatus: number; readonly now: number },
): void {
  db.run(sql`
    update hook_delivery set state = 'arrived', tries = tries + 1, ended_at = ${now}, trouble = null, http_status = ${httpStatus}
    where seq = ${seq} and state = 'waiting'`)
  db.run(sql`
    update event_hook set failing_since = null, last_arrived_at = ${now}, trouble = null, http_status = ${httpStatus} where seq = ${hook.seq}`)
}

type Failure = { readonly trouble: string; readonly httpStatus: number | null; readonly now: number }

/** `nextAt` null gives it up. */
export function noteFailed(
  db: WriteHandle,
  { seq, hook }: Pick<DueDelivery, 'seq' | 'hook'>,
  failure: Failure & { readonly nextAt: number | null },
): void {
  const { trouble, httpStatus, now, nextAt } = failure
  db.run(sql`
    update hook_delivery set state = ${nextAt === null ? 'dead' : 'waiting'}, tries = tries + 1, first_tried_at = coalesce(first_tried_at, ${now}),
      next_at = ${nextAt ?? 0}, ended_at = ${nextAt === null ? now : null}, trouble = ${trouble}, http_status = ${httpStatus}
    where seq = ${seq} and state = 'waiting'`)
  db.run(sql`
    update event_hook set failing_since = coalesce(failing_since, ${now}), trouble = ${trouble}, http_status = ${httpStatus} where seq = ${hook.seq}`)
}

/** Switches an address off that failed for days; what waits is listed as given up. */
export function stopHook(db: WriteHandle, hookSeq: number, now: number): void {
  db.run(sql`update event_hook set state = 'stopped' where seq = ${hookSeq}`)
  db.run(sql`update hook_delivery set state = 'dead', ended_at = ${now} where hook_seq = ${hookSeq} and state = 'waiting'`)
}

export const forgetDelivery = (db: WriteHandle, seq: number): void => void db.run(sql`delete from hook_delivery where seq = ${seq}`)

/** The log of what arrived is kept for a month, what was given up for three. */
const ARRIVED_KEPT_MS = 30 * 86_400_000
const DEAD_KEPT_MS = 90 * 86_400_000

export function dropOldDeliveries(db: WriteHandle, now: number): void {
  db.run(sql`delete from hook_delivery where ended_at < ${now - ARRIVED_KEPT_MS} and state = 'arrived'`)
  db.run(sql`delete from hook_delivery where ended_at < ${now - DEAD_KEPT_MS} and state = 'dead'`)
}

/** Puts what was given up back in line; returns how many. */
export const putBack = (db: WriteHandle, hookSeq: number, eventId: string | undefined): number =>
  db.run(sql`
    update hook_delivery set state = 'waiting', tries = 0, first_tried_at = null, next_at = 0, ended_at = null
    where hook_seq = ${hookSeq} and state = 'dead' and (${eventId ?? null} is null or event_id = ${eventId ?? null})`).changes

type PageRow = Omit<DeliveryView, 'nextTryAt'> & { readonly seq: number; readonly nextAt: number }
type PageWish = { readonly hookSeq: number | null; readonly state: string | null; readonly before: number; readonly most: number }

/** Newest first; without what was said. */
export function deliveryPage(db: ReadHandle, { hookSeq, state, before, most }: PageWish): (DeliveryView & { readonly seq: number })[] {
  const rows = db.all<PageRow>(sql`
    select d.seq, d.event_id as eventId, h.hook_id as hookId, d.event, d.state, d.at, d.tries, d.next_at as nextAt, d.trouble, d.http_status as httpStatus
    from hook_delivery d join event_hook h on h.seq = d.hook_seq
    where d.seq < ${before} and (${hookSeq} is null or d.hook_seq = ${hookSeq}) and (${state} is null or d.state = ${state})
    order by d.seq desc limit ${most}`)
  return rows.map(
    ({ nextAt, ...row }) =>
      ({ ...row, nextTryAt: row.state === 'waiting' && nextAt > 0 ? nextAt : null }) as DeliveryView & { seq: number },
  )
}
