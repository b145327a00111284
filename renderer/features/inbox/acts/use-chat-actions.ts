import { call, type AppError } from '../../../bridge/index.ts'
import { errorWordIds, formatDate, useWords } from '../../../i18n/index.ts'
import { routes, useGo } from '../../../navigation/index.ts'
import { useToast } from '../../../ui/index.ts'
import { ownerName } from './owner-name.ts'
import type { StaffMember } from '../types.ts'

/** What can be done with a whole chat; each is done at once and can be taken back for ten seconds. */
export type ChatActions = {
  readonly assign: (member: StaffMember | null) => void
  readonly snooze: (until: number | null) => void
  readonly setClosed: (closed: boolean) => void
  readonly unblock: () => void
}

/** What is done with the chat of one customer. */
export function useChatActions(customerId: string, name: string): ChatActions {
  const words = useWords()
  const { t } = words
  const toast = useToast()
  const go = useGo()
  const undo = (onAction: () => void) => ({ label: t('ui.undo'), onAction })
  const tell = (error: AppError): void => toast({ text: t(errorWordIds(error).what), tone: 'trouble' })

  const assign = async (member: StaffMember | null): Promise<void> => {
    const result = await call('inbox.assign', { customerId, staffId: member?.staffId ?? null })
    if (!result.ok) return tell(result.error)
    const { before } = result.value
    const who = member === null ? '' : member.isMe ? t('inbox.staff.me') : ownerName(member, t)
    toast({
      text: member === null ? t('inbox.assign.freed', { name }) : t('inbox.assign.done', { name, who }),
      action: undo(() => void call('inbox.assign', { customerId, staffId: before?.staffId ?? null })),
    })
  }
  const snooze = async (until: number | null): Promise<void> => {
    const result = await call('inbox.snooze', { customerId, until })
    if (!result.ok) return tell(result.error)
    const { before } = result.value
    if (until !== null) go(routes.inbox())
    toast({
      text:
        until === null ? t('inbox.snooze.back', { name }) : t('inbox.snooze.done', { name, time: formatDate(until, 'date-time', words) }),
      action: undo(() => {
        void call('inbox.snooze', { customerId, until: before })
        if (until !== null) go(routes.conversation(customerId))
      }),
    })
  }
  const setClosed = async (closed: boolean): Promise<void> => {
    const result = await call('inbox.setClosed', { customerId, closed })
    if (!result.ok) return tell(result.error)
    if (closed) go(routes.inbox())
    toast({
      text: t(closed ? 'inbox.closed.toast' : 'inbox.reopened.toast', { name }),
      action: undo(() => {
        void call('inbox.setClosed', { customerId, closed: !closed })
        if (closed) go(routes.conversation(customerId))
      }),
    })
  }
  const unblock = async (): Promise<void> => {
    const result = await call('inbox.setBlocked', { customerId, blocked: false })
    if (!result.ok) return tell(result.error)
    toast({ text: t('inbox.block.undone', { name }) })
  }
  return {
    assign: (member) => void assign(member),
    snooze: (until) => void snooze(until),
    setClosed: (closed) => void setClosed(closed),
    unblock: () => void unblock(),
  }
}
