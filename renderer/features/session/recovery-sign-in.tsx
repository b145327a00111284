import { useState, type ReactNode } from 'react'
import { useAdoptSession, useMutationCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, ErrorStrip, TextField, focusFirstError } from '../../ui/index.ts'
import { emptyDraft, isReady, NewPasswordFields } from './new-password.tsx'
import styles from './session.module.css'

/** The owner forgot the password: the recovery code lets them choose a new one. */
export function RecoverySignIn({ onBack }: { readonly onBack: () => void }): ReactNode {
  const { t } = useWords()
  const adopt = useAdoptSession()
  const resetting = useMutationCall('session.resetWithRecoveryCode')
  const [recoveryCode, setRecoveryCode] = useState('')
  const [draft, setDraft] = useState(emptyDraft)
  const [isChecked, setIsChecked] = useState(false)
  const reset = async (): Promise<void> => {
    setIsChecked(true)
    if (recoveryCode.trim() === '' || !isReady(draft)) return focusFirstError()
    const result = await resetting.run({ recoveryCode: recoveryCode.trim(), newPassword: draft.password })
    if (result.ok) adopt(result.value)
  }
  return (
    <div className={styles['form']} data-testid="lock-recovery">
      <p className={styles['lead']}>{t('session.recover.lead')}</p>
      <TextField
        label={t('session.recover.code')}
        value={recoveryCode}
        onChange={setRecoveryCode}
        autoFocus
        autoComplete="off"
        maxLength={100}
        error={isChecked && recoveryCode.trim() === '' ? t('session.recover.codeMissing') : null}
        testId="lock-recovery-code"
      />
      <NewPasswordFields draft={draft} onChange={setDraft} isChecked={isChecked} onSubmit={() => void reset()} />
      {resetting.error === null ? null : <ErrorStrip error={resetting.error} testId="lock-recovery-error" />}
      <div className={styles['foot']}>
        <Button onPress={onBack}>{t('ui.back')}</Button>
        <Button variant="main" onPress={() => void reset()} isBusy={resetting.isRunning} testId="lock-recovery-do">
          {t('session.recover.do')}
        </Button>
      </div>
    </div>
  )
}
