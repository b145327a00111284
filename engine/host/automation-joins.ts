import { calls } from '#contract/ipc/index.ts'
import type { AutomationDeps } from '../automation/index.ts'
import type { CallContext, Handlers } from '../kernel/index.ts'
import { whatFollows } from '../quick-reply/index.ts'
import { sql, type ReadHandle } from '../store/index.ts'

const BY_ITSELF: CallContext = { role: 'staff', person: 'auto', signal: new AbortController().signal }

const customerIdOf = (db: ReadHandle, customerSeq: number): string | undefined =>
  db.get<{ customerId: string }>(sql`select customer_id as customerId from customer where seq = ${customerSeq}`)?.customerId

/** Quick replies as automations say them: filled in by the quick replies' own list, and not at all where a value is missing. */
export const quickReplyAnswers = (handlers: Handlers): AutomationDeps['quickReply'] => ({
  outgoing(db, quickReplyId, customerSeq) {
    const customerId = customerIdOf(db, customerSeq)
    const input = calls['quickReply.list'].input.parse(customerId === undefined ? {} : { customerId })
    const listed = handlers['quickReply.list']?.(input, BY_ITSELF)
    if (listed === undefined || listed instanceof Promise || !listed.ok) return null
    const found = listed.value.quickReplies.find((reply) => reply.quickReplyId === quickReplyId)
    if (found === undefined) return null
    if (customerId !== undefined && found.missing.length > 0) return []
    return [{ kind: 'text', text: found.filled }, ...whatFollows(found.files, found.retailerIds)]
  },
})
