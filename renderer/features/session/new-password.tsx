import type { ReactNode } from 'react'
import { useWords } from '../../i18n/index.ts'
import { TextField } from '../../ui/index.ts'

/** The shortest password that is taken. @source contract/ipc/session.ts */
const SHORTEST = 12
const LONGEST = 128

export type PasswordDraft = { readonly password: string; readonly again: string }
export const emptyDraft: PasswordDraft = { password: '', again: '' }

/** Whether the draft may be handed in. */
export const isReady = ({ password, again }: PasswordDraft): boolean => [...password].length >= SHORTEST && password === again

type NewPasswordProps = {
  readonly draft: PasswordDraft
  readonly onChange: (draft: PasswordDraft) => void
  /** Shows what does not fit; not before somebody has tried. */
  readonly isChecked: boolean
  readonly onSubmit: () => void
  readonly autoFocus?: boolean
}

/** A new password, typed twice. Pasting is allowed, and nothing is asked of it but its length. */
export function NewPasswordFields({ draft, onChange, isChecked, onSubmit, autoFocus = false }: NewPasswordProps): ReactNode {
  const { t } = useWords()
  const isShort = [...draft.password].length < SHORTEST
  return (
    <>
      <TextField
        label={t('session.password.new')}
        hint={t('session.password.hint')}
        type="password"
        value={draft.password}
        onChange={(password) => onChange({ ...draft, password })}
        isRequired
        autoFocus={autoFocus}
        autoComplete="new-password"
        maxLength={LONGEST}
        error={isChecked && isShort ? t('session.password.short') : null}
        onSubmit={onSubmit}
        testId="session-new-password"
      />
      <TextField
        label={t('session.password.again')}
        type="password"
        value={draft.again}
        onChange={(again) => onChange({ ...draft, again })}
        isRequired
        autoComplete="new-password"
        maxLength={LONGEST}
        error={isChecked && !isShort && draft.password !== draft.again ? t('session.password.differs') : null}
        onSubmit={onSubmit}
        testId="session-new-password-again"
      />
    </>
  )
}
