import type { ReactNode } from 'react'
import { useWords } from '../../../../i18n/index.ts'
import { DateTime, useNow } from '../../../../ui/index.ts'
import { spanWords } from '../../span-words.ts'
import type { Progress } from '../progress.ts'
import styles from '../run.module.css'

/** How long it still takes; nothing while nobody knows. */
export function Eta({ progress }: { readonly progress: Progress }): ReactNode {
  if (progress.state !== 'running') return null
  return (
    <p className={styles['eta']} data-testid="broadcast-live-eta">
      <EtaWords progress={progress} />
    </p>
  )
}

function EtaWords({ progress }: { readonly progress: Progress }): ReactNode {
  const { t, rich, number } = useWords()
  const now = useNow(1000)
  const { endsAt, nextTryAt, perSecond, counts } = progress
  if (counts.planned + counts.sending === 0) return t('broadcast.live.checking', { count: counts.inDoubt })
  if (endsAt !== null)
    return t('broadcast.live.eta', {
      span: spanWords(endsAt - now, t),
      speed: number(perSecond, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    })
  return nextTryAt === null
    ? t('broadcast.live.noEta')
    : rich('broadcast.live.nextTry', { time: <DateTime key="at" at={nextTryAt} style="short" /> })
}
