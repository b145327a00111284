import { calls, type CallName, type CallOutput, type ParsedInput } from '#contract/ipc/index.ts'
import { assert } from '#contract/kernel/assert.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { Inbox } from '../inbox/index.ts'
import type { CallContext } from '../kernel/index.ts'
import type { OrderHands, OrderRoom } from '../order/index.ts'
import { sayTo, type QuickReplyRoom } from '../quick-reply/index.ts'
import type { TemplateRoom } from '../template/index.ts'

const ON_BEHALF: CallContext = { role: 'staff', person: 'owner', signal: new AbortController().signal }

type AtOnce = Extract<CallName, 'inbox.propose' | 'inbox.takeBack' | 'inbox.saveDraft'>

/** A call of the conversations inside the engine; these answer at once, in the transaction that is open. */
function ask<N extends AtOnce>(inbox: Inbox, name: N, input: unknown): Result<CallOutput<N>> {
  const answer = inbox.handlers[name]?.(calls[name].input.parse(input) as ParsedInput<N>, ON_BEHALF)
  assert(answer !== undefined && !(answer instanceof Promise), 'the inbox binds these calls and answers them at once')
  return answer
}

const takeBack = (inbox: Inbox, messageId: string): boolean => {
  const taken = ask(inbox, 'inbox.takeBack', { messageId })
  return taken.ok && taken.value.takenBack
}

/** Orders and quick replies speak by way of the conversations. */
export function introduceToChats(
  rooms: { readonly order: Pick<OrderRoom, 'meet'>; readonly quickReply: Pick<QuickReplyRoom, 'meet'> },
  { inbox, template }: { readonly inbox: Inbox; readonly template: Pick<TemplateRoom, 'find'> },
): void {
  const hands: OrderHands = {
    inbox,
    template,
    propose: (input) => ask(inbox, 'inbox.propose', input),
    takeBack: (messageId) => takeBack(inbox, messageId),
    say: sayTo,
  }
  rooms.order.meet(hands)
  rooms.quickReply.meet({
    inbox,
    takeBack: (messageId) => void takeBack(inbox, messageId),
    clearDraft: (customerId) => void ask(inbox, 'inbox.saveDraft', { customerId, text: '' }),
  })
}
