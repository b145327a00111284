import { createHash } from 'node:crypto'
import { SAME_ANSWER_MS } from '#contract/limits/automation.ts'
import type { WhyNot } from '#contract/ipc/automation-views.ts'
import type { ReadHandle, WriteHandle } from '../store/index.ts'
import type { AutomationDeps, Outgoing } from './deps.ts'
import { noteSaid, wasSaid } from './kept/uses.ts'

/** What became of messages that were to be said: the first that was, and why the rest, or all, was not. */
export type Said = { readonly messageId: string | null; readonly why: WhyNot | null; readonly code: string | null }

type Saying = {
  readonly automationId: string | null
  readonly customerSeq: number
  readonly messages: readonly Outgoing[]
  /** Told of the shop's own accord; nobody's question is answered by it. */
  readonly isNotice?: boolean
}

const hashOf = (message: Outgoing): string => createHash('sha256').update(JSON.stringify(message)).digest('base64url').slice(0, 22)

/** Whether these words went to the customer within ten minutes. */
export const isRepeated = (db: ReadHandle, customerSeq: number, told: { readonly message: Outgoing; readonly now: number }): boolean =>
  wasSaid(db, { customerSeq, hash: hashOf(told.message), now: told.now, withinMs: SAME_ANSWER_MS })

/** Says messages by themselves, but none that the customer got within ten minutes; in the caller's transaction. */
export function sayAll(deps: AutomationDeps, db: WriteHandle, saying: Saying): Said {
  const { customerSeq, automationId } = saying
  const now = deps.clock.now()
  let messageId: string | null = null
  let why: WhyNot | null = null
  for (const message of saying.messages) {
    if (isRepeated(db, customerSeq, { message, now })) {
      why = 'said-already'
      continue
    }
    const queued = deps.inbox.enqueue(db, customerSeq, message, {
      sentBy: 'auto',
      holdMs: 0,
      ...(saying.isNotice === true ? { isNotice: true } : {}),
    })
    if (!queued.ok) return { messageId, why: whyOf(queued.error.code), code: queued.error.code }
    noteSaid(db, { messageId: queued.value, automationId, customerSeq, hash: hashOf(message), at: now })
    messageId ??= queued.value
  }
  return { messageId, why, code: null }
}

const whyOf = (code: string): WhyNot =>
  code === 'window-closed' ? 'window-closed' : code === 'customer-unreachable' ? 'blocked' : 'send-refused'
