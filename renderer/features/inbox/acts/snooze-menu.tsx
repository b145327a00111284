import { useState, type ReactNode, type RefObject } from 'react'
import { formatDate, useWords } from '../../../i18n/index.ts'
import { FloatingMenu, useNow, type MenuAction } from '../../../ui/index.ts'
import { SnoozeDialog } from './snooze-dialog.tsx'
import { snoozeTimes } from './snooze-times.ts'

const EVERY_MS = 30_000

type SnoozeMenuProps = {
  readonly anchor: RefObject<HTMLButtonElement | null>
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly name: string
  readonly snoozedUntil: number | null
  readonly snooze: (until: number | null) => void
}

/** Puts the chat out of sight for a while, by the shop's clock. */
export function SnoozeMenu({ name, snoozedUntil, snooze, ...menu }: SnoozeMenuProps): ReactNode {
  const words = useWords()
  const { t, timeZone } = words
  const [isOwn, setIsOwn] = useState(false)
  const now = useNow(EVERY_MS)
  const times = snoozeTimes(now, timeZone)
  const actions: readonly MenuAction[] = [
    ...times.map(({ id, at }) => ({
      id: `snooze-${id}`,
      label: t(`inbox.snooze.${id}`),
      icon: 'clock' as const,
      aside: formatDate(at, id === 'hour' || id === 'evening' ? 'time' : 'date-time', words),
      onAction: () => snooze(at),
    })),
    { id: 'snooze-own', label: t('inbox.snooze.own'), icon: 'calendar', onAction: () => setIsOwn(true) },
    ...(snoozedUntil === null
      ? []
      : [{ id: 'snooze-end', label: t('inbox.snooze.end'), icon: 'inbox' as const, onAction: () => snooze(null) }]),
  ]
  return (
    <>
      <FloatingMenu {...menu} label={t('inbox.snooze')} actions={actions} />
      {isOwn ? <SnoozeDialog name={name} onClose={() => setIsOwn(false)} onSnooze={snooze} /> : null}
    </>
  )
}
