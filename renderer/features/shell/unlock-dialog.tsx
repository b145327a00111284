import { useState, type ReactNode } from 'react'
import { useAdoptShell, useMutationCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, TextField } from '../../ui/index.ts'

type UnlockDialogProps = { readonly isOpen: boolean; readonly onClose: () => void }

/** Asks for the passphrase of a shop whose key is not in the password store. Pasting is allowed. */
export function UnlockDialog({ isOpen, onClose }: UnlockDialogProps): ReactNode {
  const { t } = useWords()
  const [passphrase, setPassphrase] = useState('')
  const adopt = useAdoptShell()
  const shop = useMutationCall('shell.openShop')
  const open = async (): Promise<void> => {
    const result = await shop.run({ passphrase })
    if (!result.ok) return
    setPassphrase('')
    adopt(result.value)
  }
  return (
    <Dialog
      title={t('shell.unlock.title')}
      isOpen={isOpen}
      onClose={onClose}
      size="small"
      testId="unlock"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button variant="main" isDisabled={passphrase === ''} isBusy={shop.isRunning} onPress={() => void open()} testId="unlock-open">
            {t('shell.unlock.open')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('shell.unlock.passphrase')}
        type="password"
        value={passphrase}
        onChange={setPassphrase}
        autoFocus
        autoComplete="current-password"
        testId="unlock-passphrase"
        onSubmit={() => void open()}
      />
      {shop.error === null ? null : <ErrorStrip error={shop.error} />}
    </Dialog>
  )
}
