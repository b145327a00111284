import type { ReactNode, RefObject } from 'react'
import { useCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { FloatingMenu, type MenuAction } from '../../../ui/index.ts'
import { ownerName } from './owner-name.ts'
import type { ChatActions } from './use-chat-actions.ts'

type AssignMenuProps = {
  readonly anchor: RefObject<HTMLButtonElement | null>
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly assignedTo: string | null
  readonly assign: ChatActions['assign']
}

/** Gives the chat to somebody: me first, then the others, then nobody. */
export function AssignMenu({ assignedTo, assign, isOpen, ...menu }: AssignMenuProps): ReactNode {
  const { t, number } = useWords()
  const staff = useCall('staff.list', {})
  // Who only looks can not answer.
  const members = (staff.data?.members ?? [])
    .filter(({ role }) => role !== 'viewer')
    .toSorted((one, other) => Number(other.isMe) - Number(one.isMe))
  const actions: readonly MenuAction[] = [
    ...members.map((member) => ({
      id: `assign-${member.isMe ? 'me' : member.staffId}`,
      label: member.isMe ? t('inbox.assign.me') : ownerName(member, t),
      icon: member.staffId === assignedTo ? ('check' as const) : ('customer' as const),
      aside: number(member.openConversations),
      isDisabled: member.staffId === assignedTo,
      onAction: () => assign(member),
    })),
    { id: 'assign-nobody', label: t('inbox.assign.nobody'), icon: 'close', isDisabled: assignedTo === null, onAction: () => assign(null) },
  ]
  // Opened before anybody is known, it would give the focus to nobody, and Enter would do nothing.
  const isKnown = staff.data !== undefined || staff.error !== null
  return <FloatingMenu {...menu} isOpen={isOpen && isKnown} label={t('inbox.assign')} actions={actions} />
}
