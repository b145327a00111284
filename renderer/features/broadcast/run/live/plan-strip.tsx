import type { ReactNode } from 'react'
import { useWords } from '../../../../i18n/index.ts'
import { Strip, useNow } from '../../../../ui/index.ts'
import { formatWhen } from '../../time/when.ts'
import type { Progress } from '../progress.ts'

/** When it begins, or that it should have begun and nothing was sent. */
export function PlanStrip({ progress }: { readonly progress: Progress }): ReactNode {
  const words = useWords()
  const { t } = words
  const now = useNow(10_000)
  const { state, plannedAt, latestAt } = progress
  if (plannedAt === null || (state !== 'planned' && state !== 'missed')) return null
  const time = formatWhen(plannedAt, words)
  const latest = latestAt === null ? null : formatWhen(latestAt, words)
  if (state === 'planned')
    return (
      <Strip tone="info" icon="clock" testId="broadcast-live-planned">
        <p>
          <strong>{t('broadcast.live.begins', { time })}</strong>
        </p>
        <p>{t('broadcast.live.beginsNeeds')}</p>
        {latest === null ? null : <p>{t('broadcast.live.latest', { time: latest })}</p>}
      </Strip>
    )
  return (
    <Strip tone="warning" testId="broadcast-live-missed">
      <p>
        <strong>{t('broadcast.live.missed', { time })}</strong>
      </p>
      <p>{latestAt !== null && latestAt <= now ? t('broadcast.live.missedLate', { time: latest ?? '' }) : t('broadcast.live.missedAsk')}</p>
    </Strip>
  )
}
