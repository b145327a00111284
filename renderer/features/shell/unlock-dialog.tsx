import { useState, type ReactNode } from 'react'
import { useAdoptShell, useMutationCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, TextField } from '../../ui/index.ts'
import type { UnlockWith } from './unlock-with.ts'

type UnlockDialogProps = { /** What is asked for first. */ readonly first: UnlockWith; readonly onClose: () => void }

/** Opens a shop whose key is not in the password store: with the passphrase, or with the recovery code. Pasting is allowed. */
export function UnlockDialog({ first, onClose }: UnlockDialogProps): ReactNode {
  const { t } = useWords()
  const [way, setWay] = useState<UnlockWith>(first)
  const [typed, setTyped] = useState('')
  const adopt = useAdoptShell()
  const shop = useMutationCall('shell.openShop')
  const isCode = way === 'recovery-code'
  const open = async (): Promise<void> => {
    if (typed.trim() === '') return
    const result = await shop.run(isCode ? { recoveryCode: typed.trim() } : { passphrase: typed })
    if (!result.ok) return
    setTyped('')
    adopt(result.value)
  }
  const change = (): void => {
    setWay(isCode ? 'passphrase' : 'recovery-code')
    setTyped('')
    shop.reset()
  }
  return (
    <Dialog
      title={t('shell.unlock.title')}
      isOpen
      onClose={onClose}
      size="small"
      testId="unlock"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button variant="main" isDisabled={typed === ''} isBusy={shop.isRunning} onPress={() => void open()} testId="unlock-open">
            {t('shell.unlock.open')}
          </Button>
        </>
      }
    >
      <TextField
        key={way}
        label={t(isCode ? 'shell.unlock.recoveryCode' : 'shell.unlock.passphrase')}
        type={isCode ? 'text' : 'password'}
        value={typed}
        onChange={setTyped}
        autoFocus
        autoComplete={isCode ? 'off' : 'current-password'}
        maxLength={isCode ? 100 : 256}
        {...(isCode ? { hint: t('shell.unlock.recoveryCodeHint') } : {})}
        testId={isCode ? 'unlock-recovery-code' : 'unlock-passphrase'}
        onSubmit={() => void open()}
      />
      {shop.error === null ? null : <ErrorStrip error={shop.error} testId="unlock-error" />}
      <span>
        <Button variant="quiet" size="small" onPress={change} testId="unlock-other">
          {t(isCode ? 'shell.unlock.usePassphrase' : 'shell.unlock.useRecoveryCode')}
        </Button>
      </span>
    </Dialog>
  )
}
