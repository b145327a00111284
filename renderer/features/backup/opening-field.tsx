import type { ReactNode } from 'react'
import { useWords } from '../../i18n/index.ts'
import { Button, TextField } from '../../ui/index.ts'

/** With what a backup or a shop is opened whose key is not at hand. */
export type OpeningWith = { readonly way: 'recovery-code' | 'passphrase'; readonly typed: string }

/** Errors that say that the key of a backup, or of the shop, has to be given. */
const keyErrors: ReadonlySet<string> = new Set([
  'passphrase-needed',
  'passphrase-wrong',
  'keychain-entry-missing',
  'keychain-unavailable',
  'recovery-code-wrong',
  'vault-wrong-key',
])
export const asksForKey = (code: string): boolean => keyErrors.has(code)

export const startingWith: OpeningWith = { way: 'recovery-code', typed: '' }

/** As the calls take it; nothing while nothing is typed. */
export function openingOf({ way, typed }: OpeningWith): { recoveryCode?: string; passphrase?: string } {
  if (typed.trim() === '') return {}
  return way === 'recovery-code' ? { recoveryCode: typed.trim() } : { passphrase: typed }
}

type OpeningFieldProps = {
  readonly value: OpeningWith
  readonly onChange: (value: OpeningWith) => void
  readonly hint?: string | undefined
  readonly onSubmit?: (() => void) | undefined
}

/** Asks for the recovery code or, the other way, for the passphrase. Pasting is allowed. */
export function OpeningField({ value, onChange, hint, onSubmit }: OpeningFieldProps): ReactNode {
  const { t } = useWords()
  const isCode = value.way === 'recovery-code'
  return (
    <>
      <TextField
        key={value.way}
        label={t(isCode ? 'shell.unlock.recoveryCode' : 'shell.unlock.passphrase')}
        type={isCode ? 'text' : 'password'}
        value={value.typed}
        onChange={(typed) => onChange({ ...value, typed })}
        autoComplete={isCode ? 'off' : 'current-password'}
        maxLength={isCode ? 100 : 256}
        hint={hint ?? (isCode ? t('shell.unlock.recoveryCodeHint') : undefined)}
        testId="backup-opening"
        onSubmit={onSubmit}
      />
      <span>
        <Button
          variant="quiet"
          size="small"
          onPress={() => onChange({ way: isCode ? 'passphrase' : 'recovery-code', typed: '' })}
          testId="backup-opening-other"
        >
          {t(isCode ? 'shell.unlock.usePassphrase' : 'shell.unlock.useRecoveryCode')}
        </Button>
      </span>
    </>
  )
}
