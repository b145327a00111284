import type { ReactNode } from 'react'
import { useCall, useMutationCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, DateTime, ErrorStrip, Quiet, Skeleton, Stack } from '../../ui/index.ts'
import { HoursCard } from './hours-card.tsx'
import { LinksCard } from './links-card.tsx'
import { PictureCard } from './picture-card.tsx'
import { TextsCard } from './texts-card.tsx'

/** What customers see when they tap the shop's name in WhatsApp, and the links and codes that lead to it. */
export function ProfilePanel(): ReactNode {
  const { t } = useWords()
  const reading = useCall('profile.read', {})
  const refreshing = useMutationCall('profile.read')
  const failure =
    reading.error === null ? null : <ErrorStrip error={reading.error} action={{ label: t('ui.tryAgain'), onAction: reading.refetch }} />
  // A failed reading takes nothing away that stands already: there may be words in the fields.
  if (reading.data === undefined) return failure ?? <Skeleton rows={8} />
  const { profile, hours } = reading.data
  return (
    <>
      {failure}
      <Stack isRow align="between">
        <Quiet>
          {t('profile.readAt')} <DateTime at={profile.readAt} />
        </Quiet>
        <Button
          size="small"
          icon="refresh"
          onPress={() => void refreshing.run({ refresh: true })}
          isBusy={refreshing.isRunning}
          testId="profile-refresh"
        >
          {t('profile.refresh')}
        </Button>
      </Stack>
      {refreshing.error === null ? null : <ErrorStrip error={refreshing.error} />}
      <PictureCard picture={profile.picture} />
      <TextsCard profile={profile} hours={hours} />
      <HoursCard hours={hours} />
      <LinksCard />
    </>
  )
}
