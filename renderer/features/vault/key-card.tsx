import { useState, type ReactNode } from 'react'
import { useMutationCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Card, Dialog, ErrorStrip, Stack, useToast } from '../../ui/index.ts'
import { EraseShopDialog } from './erase-shop-dialog.tsx'

/** Gives the shop a new key, for the day somebody may know the old one. */
export function KeyCard(): ReactNode {
  const { t } = useWords()
  const [isAsking, setIsAsking] = useState(false)
  return (
    <Card title={t('vault.newKey')} testId="vault-new-key">
      <p>{t('vault.newKey.lead')}</p>
      <span>
        <Button needs="vault.changeKey" icon="lock" onPress={() => setIsAsking(true)} testId="vault-new-key-open">
          {t('vault.newKey.open')}
        </Button>
      </span>
      {isAsking ? <KeyDialog onClose={() => setIsAsking(false)} /> : null}
    </Card>
  )
}

function KeyDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const changing = useMutationCall('vault.changeKey')
  const change = async (): Promise<void> => {
    const result = await changing.run({})
    if (!result.ok) return
    onClose()
    toast({ text: t('vault.newKey.done') })
  }
  return (
    <Dialog
      title={t('vault.newKey')}
      isOpen
      onClose={onClose}
      testId="vault-new-key-dialog"
      footer={
        <>
          <Button onPress={onClose} isDisabled={changing.isRunning}>
            {t('ui.cancel')}
          </Button>
          <Button variant="main" onPress={() => void change()} isBusy={changing.isRunning} testId="vault-new-key-start">
            {t('vault.newKey.start')}
          </Button>
        </>
      }
    >
      <Stack gap={3}>
        <p>{t('vault.newKey.what')}</p>
        <p>{t('vault.newKey.backups')}</p>
        {changing.isRunning ? <p role="status">{t('vault.newKey.running')}</p> : null}
        {changing.error === null ? null : <ErrorStrip error={changing.error} testId="vault-new-key-error" />}
      </Stack>
    </Dialog>
  )
}

/** Takes the shop off this computer, once its name was typed. */
export function EraseShopCard(): ReactNode {
  const { t } = useWords()
  const [isAsking, setIsAsking] = useState(false)
  return (
    <Card title={t('vault.erase')} testId="vault-erase">
      <p>{t('vault.erase.lead')}</p>
      <span>
        <Button needs="vault.erase" onPress={() => setIsAsking(true)} testId="vault-erase-open">
          {t('vault.erase.open')}
        </Button>
      </span>
      {isAsking ? <EraseShopDialog onClose={() => setIsAsking(false)} /> : null}
    </Card>
  )
}
