import type { HandOverReason } from '#contract/ipc/automation-views.ts'
import type { CustomerId } from '#contract/kernel/values.ts'
import type { WriteHandle } from '../store/index.ts'
import { readerOf, said, valuesOf } from './compose.ts'
import type { Context } from './context.ts'
import { silence } from './kept/chats.ts'
import type { Person } from './kept/people.ts'
import { sayAll } from './say.ts'

const HOUR_MS = 3_600_000

type HandingOver = {
  readonly person: Person
  readonly reason: HandOverReason
  /** Whether the customer is told. */
  readonly speaks: boolean
  readonly wrote: string
}

/** Gives a conversation to a person: tells the customer, assigns it, and is silent for the set time. @returns the message that told */
export function handOver(context: Context, db: WriteHandle, { person, reason, speaks, wrote }: HandingOver): string | null {
  const { deps } = context
  const book = context.book()
  const { handOver: settings } = book.settings
  const speaking = { deps, db, book, person, reader: readerOf(person, wrote), values: valuesOf(deps, person) }
  const messages = speaks ? said(speaking, settings.texts).messages : []
  // That somebody will answer is no answer yet: the customer goes on waiting.
  const { messageId } = sayAll(deps, db, { automationId: null, customerSeq: person.customerSeq, messages, isNotice: true })
  silence(db, person.customerSeq, { until: deps.clock.now() + settings.silentHours * HOUR_MS, reason })
  if (settings.assignTo !== null) {
    const assigned = deps.inbox.assign(db, person.customerSeq, settings.assignTo)
    // Whoever it was left the shop or only looks now: the conversation stays among the new ones, where everybody looks.
    if (!assigned.ok) deps.logger.warn('automation.not-assigned', { code: assigned.error.code })
  }
  db.afterCommit(() =>
    deps.announcer.announce('automation.handedOver', {
      customerId: person.customerId as CustomerId,
      reason,
      staffId: settings.assignTo,
    }),
  )
  return messageId
}
