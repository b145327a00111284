import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { AutomationId, CustomerId, StaffId, TimestampMs } from '#contract/kernel/values.ts'
import { sql, type ReadHandle } from '../store/index.ts'
import type { Context } from './context.ts'
import { keepChat, readChat, silence } from './kept/chats.ts'
import { openDoubts } from './kept/doubts.ts'
import { personById, type Person } from './kept/people.ts'
import { countWaiting } from './kept/plans.ts'
import { answersAtAll } from './rules/decide.ts'

type View = CallOutput<'automation.chat'>
const HOUR_MS = 3_600_000

/** How the automations stand with a customer. @returns customer-missing */
export function chatOf(context: Context, customerId: string): Result<View> {
  const db = context.deps.vault.store.read
  const person = personById(db, customerId)
  return person === undefined ? fail('customer-missing') : ok(viewOf(context, db, person))
}

function viewOf({ deps, book }: Context, db: ReadHandle, { customerSeq, customerId }: Person): View {
  const now = deps.clock.now()
  const { silentUntil, silentReason, waiting, misses } = readChat(db, customerSeq)
  const name = book().automations.find(({ automationId }) => automationId === waiting?.automationId)?.name
  return {
    customerId: customerId as CustomerId,
    // Where nothing answers by itself, nobody needs to hear that it rests while a person writes.
    silent:
      silentUntil === null || silentUntil <= now || silentReason === null || (silentReason === 'staff' && !answersAtAll(book()))
        ? null
        : { until: silentUntil as TimestampMs, reason: silentReason, assignedTo: assignedTo(db, customerSeq) },
    waiting:
      waiting === null || waiting.until <= now || name === undefined
        ? null
        : {
            automationId: waiting.automationId as AutomationId,
            name,
            partId: waiting.partId,
            since: waiting.since as TimestampMs,
            until: waiting.until as TimestampMs,
          },
    misses,
    planned: countWaiting(db, { customerSeq }),
    openDoubts: openDoubts(db, customerSeq),
  }
}

const assignedTo = (db: ReadHandle, customerSeq: number): { staffId: StaffId; name: string } | null =>
  db.get<{ staffId: StaffId; name: string }>(sql`
    select s.staff_id as staffId, s.name from conversation v join staff s on s.seq = v.assigned_to where v.customer_seq = ${customerSeq}`) ??
  null

/** Lets the automations answer again. @returns customer-missing */
export function handBack(context: Context, customerId: string): Result<View> {
  return steer(context, customerId, (person) =>
    context.deps.vault.store.write((db) =>
      keepChat(db, person.customerSeq, { ...readChat(db, person.customerSeq), silentUntil: null, silentReason: null, misses: 0 }),
    ),
  )
}

/** Silences the automations with a customer. @returns customer-missing */
export function handOverByHand(context: Context, { customerId, until }: ParsedInput<'automation.handOver'>): Result<View> {
  const { deps } = context
  const end = until ?? deps.clock.now() + context.book().settings.handOver.silentHours * HOUR_MS
  return steer(context, customerId, (person) =>
    deps.vault.store.write((db) => silence(db, person.customerSeq, { until: end, reason: 'by-hand' })),
  )
}

function steer(context: Context, customerId: string, work: (person: Person) => void): Result<View> {
  const { deps } = context
  const person = personById(deps.vault.store.read, customerId)
  if (person === undefined) return fail('customer-missing')
  work(person)
  deps.announcer.announce('automation.used', { customerId: customerId as CustomerId, automationId: null })
  return chatOf(context, customerId)
}
