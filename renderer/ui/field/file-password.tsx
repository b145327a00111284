import type { ReactNode } from 'react'
import { useWords } from '../../i18n/index.ts'
import { Strip } from '../feedback/index.ts'
import { TextField } from './text-field.tsx'

const LEAST_SIGNS = 8

/** Nothing, or long enough to be worth it. */
export const isPasswordGood = (password: string): boolean => password === '' || password.length >= LEAST_SIGNS

/** A password for a file; without one, says that anybody who has the file can read it. */
export function PasswordFields({
  password,
  onChange,
}: {
  readonly password: string
  readonly onChange: (password: string) => void
}): ReactNode {
  const { t } = useWords()
  return (
    <>
      <TextField
        label={t('privacy.password.label')}
        type="password"
        value={password}
        onChange={onChange}
        isOptional
        maxLength={128}
        autoComplete="new-password"
        hint={t('privacy.password.hint')}
        error={isPasswordGood(password) ? null : t('privacy.password.short')}
        testId="privacy-password"
      />
      <Strip tone="info" icon="lock">
        {t(password === '' ? 'privacy.password.none' : 'privacy.password.keep')}
      </Strip>
    </>
  )
}
