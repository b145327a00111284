import { useState, type ReactNode } from 'react'
import { useAdoptShell, useMutationCall, type CallInput } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, TextField } from '../../ui/index.ts'
import type { UnlockWith } from './unlock-with.ts'

type UnlockDialogProps = { /** What is asked for first. */ readonly first: UnlockWith; readonly onClose: () => void }

/** What was typed; which of it counts depends on the way. */
type Typed = { readonly secret: string; readonly name: string; readonly code: string }
const nothing: Typed = { secret: '', name: '', code: '' }

function inputOf(way: UnlockWith, { secret, name, code }: Typed): CallInput<'shell.openShop'> {
  switch (way) {
    case 'passphrase':
      return { passphrase: secret }
    case 'recovery-code':
      return { recoveryCode: secret.trim() }
    case 'person':
      return { person: { name: name.trim(), password: secret, ...(code.trim() === '' ? {} : { code: code.trim() }) } }
  }
}

/** Opens a shop whose key is not at hand: with the passphrase, by name and password, or with the recovery code. Pasting is allowed. */
export function UnlockDialog({ first, onClose }: UnlockDialogProps): ReactNode {
  const { t } = useWords()
  const [way, setWay] = useState<UnlockWith>(first)
  const [typed, setTyped] = useState(nothing)
  const adopt = useAdoptShell()
  const shop = useMutationCall('shell.openShop')
  const open = async (): Promise<void> => {
    if (typed.secret.trim() === '') return
    const result = await shop.run(inputOf(way, typed))
    if (!result.ok) return
    setTyped(nothing)
    adopt(result.value)
  }
  // The other way of who forgot theirs is the recovery code; from there back to what the shop asks for first.
  const usual: UnlockWith = first === 'person' ? 'person' : 'passphrase'
  const change = (): void => {
    setWay(way === 'recovery-code' ? usual : 'recovery-code')
    setTyped(nothing)
    shop.reset()
  }
  const needsCode = way === 'person' && (shop.error?.code === 'totp-needed' || shop.error?.code === 'totp-wrong')
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
          <Button variant="main" isDisabled={typed.secret === ''} isBusy={shop.isRunning} onPress={() => void open()} testId="unlock-open">
            {t('shell.unlock.open')}
          </Button>
        </>
      }
    >
      {way === 'person' ? (
        <TextField
          label={t('shell.unlock.name')}
          hint={t('shell.unlock.nameHint')}
          value={typed.name}
          onChange={(name) => setTyped((before) => ({ ...before, name }))}
          autoFocus
          autoComplete="username"
          maxLength={60}
          testId="unlock-name"
        />
      ) : null}
      <SecretField
        key={way}
        way={way}
        value={typed.secret}
        onChange={(secret) => setTyped((before) => ({ ...before, secret }))}
        onSubmit={() => void open()}
      />
      {needsCode ? (
        <TextField
          label={t('shell.unlock.code')}
          value={typed.code}
          onChange={(code) => setTyped((before) => ({ ...before, code }))}
          autoFocus
          autoComplete="one-time-code"
          maxLength={40}
          onSubmit={() => void open()}
          testId="unlock-code"
        />
      ) : null}
      {shop.error === null || shop.error.code === 'totp-needed' ? null : <ErrorStrip error={shop.error} testId="unlock-error" />}
      <span>
        <Button variant="quiet" size="small" onPress={change} testId="unlock-other">
          {t(
            way === 'recovery-code'
              ? usual === 'person'
                ? 'shell.unlock.usePassword'
                : 'shell.unlock.usePassphrase'
              : 'shell.unlock.useRecoveryCode',
          )}
        </Button>
      </span>
    </Dialog>
  )
}

type SecretFieldProps = {
  readonly way: UnlockWith
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onSubmit: () => void
}

function SecretField({ way, value, onChange, onSubmit }: SecretFieldProps): ReactNode {
  const { t } = useWords()
  const shared = { value, onChange, onSubmit }
  switch (way) {
    case 'recovery-code':
      return (
        <TextField
          {...shared}
          label={t('shell.unlock.recoveryCode')}
          hint={t('shell.unlock.recoveryCodeHint')}
          autoFocus
          autoComplete="off"
          maxLength={100}
          testId="unlock-recovery-code"
        />
      )
    case 'passphrase':
      return (
        <TextField
          {...shared}
          label={t('shell.unlock.passphrase')}
          type="password"
          autoFocus
          autoComplete="current-password"
          maxLength={256}
          testId="unlock-passphrase"
        />
      )
    case 'person':
      return (
        <TextField
          {...shared}
          label={t('shell.unlock.password')}
          type="password"
          autoComplete="current-password"
          maxLength={128}
          testId="unlock-password"
        />
      )
  }
}
