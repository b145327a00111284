import type { ReactNode } from 'react'
import { useWords } from '../../../../i18n/index.ts'
import { routes } from '../../../../navigation/index.ts'
import { Link, Strip } from '../../../../ui/index.ts'
import type { Progress } from '../progress.ts'

/** Why it is paused, in plain words, and what is kept. */
export function PausedStrip({ progress }: { readonly progress: Progress }): ReactNode {
  const { t } = useWords()
  if (progress.state !== 'paused') return null
  const reason = progress.pauseReason ?? 'by-hand'
  const isOfNumber = reason === 'key-refused' || reason === 'account-restricted'
  const fix = isOfNumber ? routes.settingsPage('connection') : reason === 'template-stopped' ? routes.templates() : null
  const actions =
    fix === null ? undefined : (
      <Link to={fix} needs={isOfNumber ? 'connection.replaceKey' : undefined} look="button" testId="broadcast-live-fix">
        {t(isOfNumber ? 'broadcast.fix.connection' : 'broadcast.template.open')}
      </Link>
    )
  return (
    <Strip tone="warning" icon="pause" actions={actions}>
      <div data-testid="broadcast-live-paused" data-reason={reason}>
        <p>
          <strong>{t(`broadcast.pause.${reason}`)}</strong>
        </p>
        <p>{t('broadcast.live.kept', { left: progress.counts.planned })}</p>
      </div>
    </Strip>
  )
}
