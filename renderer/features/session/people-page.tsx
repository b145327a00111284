import type { ReactNode } from 'react'
import { useCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Allowed, ErrorStrip, Skeleton } from '../../ui/index.ts'
import { LockSettings } from './lock-settings.tsx'
import { OwnPanel } from './own-panel.tsx'
import { PeoplePanel } from './people-panel.tsx'

/** The page of the settings about who works here: people, own password and second step, the lock. */
export function PeoplePage(): ReactNode {
  const { t } = useWords()
  const session = useCall('session.status', {})
  if (session.error !== null) return <ErrorStrip error={session.error} action={{ label: t('ui.tryAgain'), onAction: session.refetch }} />
  if (session.data === undefined) return <Skeleton rows={6} />
  return (
    <>
      <OwnPanel status={session.data} />
      <PeoplePanel hasLock={session.data.me !== null} />
      <Allowed needs="session.saveSettings">
        <LockSettings settings={session.data.settings} hasLock={session.data.me !== null} />
      </Allowed>
    </>
  )
}
