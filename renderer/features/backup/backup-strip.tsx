import type { ReactNode } from 'react'
import { useCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { routes } from '../../navigation/index.ts'
import { Link, Strip, useMay, useNow } from '../../ui/index.ts'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
/** Late is a backup that two of its times went by. */
const TIMES_MISSED = 3

/** Says on every screen that the last backup failed, or is older than the rules want. Only for who may do something about it. */
export function BackupStrip(): ReactNode {
  const { t } = useWords()
  const now = useNow(MINUTE_MS)
  const mayKnow = useMay()('backup.status')
  const { data } = useCall('backup.status', {}, { isEnabled: mayKnow })
  if (data === undefined || !data.settings.isOn) return null
  const newest = data.files[0]?.at
  const isLate = newest !== undefined && now - newest > TIMES_MISSED * data.settings.everyHours * HOUR_MS
  if (data.trouble === null && !isLate) return null
  return (
    <Strip
      look="bar"
      tone="warning"
      testId="backup-strip"
      actions={
        <Link to={routes.settingsPage('backup')} look="button" testId="backup-strip-open">
          {t('backup.strip.do')}
        </Link>
      }
    >
      <span role="status">{t(data.trouble === null ? 'backup.strip.late' : 'backup.strip.failed')}</span>
    </Strip>
  )
}
