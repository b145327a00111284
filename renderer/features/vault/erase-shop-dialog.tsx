import { useState, type ReactNode } from 'react'
import { call, useAdoptShell, useCall, useMutationCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, Quiet, Stack, TextField } from '../../ui/index.ts'

/** Asks for the shop's name before everything of it goes. */
export function EraseShopDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useWords()
  const vault = useCall('vault.status', {})
  const adopt = useAdoptShell()
  const erasing = useMutationCall('vault.erase')
  const [typed, setTyped] = useState('')
  const name = vault.data?.shop?.name ?? ''
  const erase = async (): Promise<void> => {
    const erased = await erasing.run({ confirmation: typed })
    if (!erased.ok) return
    // Not through the dialog's own state: it goes away with the shop.
    const left = await call('shell.leaveVault', {})
    if (left.ok) adopt(left.value)
  }
  return (
    <Dialog
      title={t('vault.erase')}
      isOpen
      onClose={onClose}
      role="alertdialog"
      testId="vault-erase-dialog"
      footer={
        <>
          <Button onPress={onClose} isDisabled={erasing.isRunning} autoFocus>
            {t('ui.cancel')}
          </Button>
          <Button
            variant="danger"
            onPress={() => void erase()}
            isBusy={erasing.isRunning}
            isDisabled={typed.trim() === ''}
            testId="vault-erase-start"
          >
            {t('vault.erase.start', { shop: name })}
          </Button>
        </>
      }
    >
      <Stack gap={3}>
        <p>{t('vault.erase.what')}</p>
        <p>{t('vault.erase.backups')}</p>
        <TextField
          label={t('vault.erase.name', { shop: name })}
          value={typed}
          onChange={setTyped}
          maxLength={100}
          autoComplete="off"
          testId="vault-erase-name"
        />
        <Quiet isSmall>{t('vault.erase.meta')}</Quiet>
        {erasing.error === null ? null : <ErrorStrip error={erasing.error} testId="vault-erase-error" />}
      </Stack>
    </Dialog>
  )
}
