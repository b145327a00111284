import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import { useCall, useEvent } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { routes } from '../../navigation/index.ts'
import { Link, Strip, useAnnounce } from '../../ui/index.ts'
import { formatWhen } from './time/when.ts'

/** Asks above every screen what becomes of broadcasts that missed their time; silent where that very broadcast is open. */
export function MissedStrip(): ReactNode {
  const words = useWords()
  const { t } = words
  const [path] = useLocation()
  const announce = useAnnounce()
  const list = useCall('broadcast.list', {})
  useEvent('broadcast.missed', () => announce(t('broadcast.missed.said'), 'now'))
  const missed = list.data?.broadcasts.filter(({ state }) => state === 'missed') ?? []
  const [first] = missed
  if (first === undefined || path === routes.broadcast(first.broadcastId)) return null
  return (
    <Strip
      look="bar"
      tone="warning"
      icon="clock"
      actions={
        <Link
          to={routes.broadcast(first.broadcastId)}
          needs={['broadcast.start', 'broadcast.replan']}
          look="button"
          testId="missed-strip-open"
        >
          {t('broadcast.missed.decide')}
        </Link>
      }
      testId="missed-strip"
    >
      {t('broadcast.missed.strip', {
        name: first.name,
        time: first.plannedAt === null ? '' : formatWhen(first.plannedAt, words),
        others: missed.length - 1,
      })}
    </Strip>
  )
}
