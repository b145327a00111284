import type { ReactNode } from 'react'
import { useCall, useLeaveShop } from '../../bridge/index.ts'
import { formatBytes, useWords } from '../../i18n/index.ts'
import { Allowed, Button, Card, ErrorStrip, Facts, Quiet, Skeleton, Stack } from '../../ui/index.ts'
import { EraseShopCard, KeyCard } from './key-card.tsx'
import { RecoveryCode } from './recovery-code.tsx'

/** Where the shop's data lies, how large it is, where its key is kept, and the code that opens it when the key is lost. */
export function VaultPanel(): ReactNode {
  const { t, locale } = useWords()
  const vault = useCall('vault.status', {})
  const { leave, isLeaving, error: leaveError } = useLeaveShop()
  if (vault.error !== null) return <ErrorStrip error={vault.error} action={{ label: t('ui.tryAgain'), onAction: vault.refetch }} />
  if (vault.data === undefined) return <Skeleton rows={5} />
  const { shop, kind, keyIn, sizeBytes } = vault.data
  return (
    <>
      <Card title={t('vault.title')} testId="vault">
        <p>{t('vault.where')}</p>
        <Facts
          facts={[
            ...(shop === null ? [] : [{ name: t('vault.fact.shop'), value: shop.name }]),
            ...(kind === null ? [] : [{ name: t('vault.fact.place'), value: t(`vault.place.${kind}`) }]),
            { name: t('vault.fact.size'), value: formatBytes(sizeBytes, locale), testId: 'vault-size' },
            ...(keyIn === null ? [] : [{ name: t('vault.fact.key'), value: t(`vault.key.${keyIn}`), testId: 'vault-key' }]),
            ...(shop === null ? [] : [{ name: t('vault.fact.zone'), value: shop.timeZone.replaceAll('_', ' ') }]),
          ]}
        />
        <Stack gap={1} align="start">
          <Button onPress={leave} isBusy={isLeaving} testId="vault-leave">
            {t('vault.leave')}
          </Button>
          <Quiet isSmall>{t('vault.leaveNote')}</Quiet>
        </Stack>
        {leaveError === null ? null : <ErrorStrip error={leaveError} />}
      </Card>
      {kind === 'shop' ? (
        <>
          <Allowed needs={['vault.makeRecoveryCode', 'backup.run']}>
            <RecoveryCode />
          </Allowed>
          <Allowed needs="vault.changeKey">
            <KeyCard />
          </Allowed>
          <Allowed needs="vault.erase">
            <EraseShopCard />
          </Allowed>
        </>
      ) : null}
    </>
  )
}
