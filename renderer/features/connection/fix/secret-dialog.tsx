import { useState, type ReactNode } from 'react'
import type { AppError } from '../../../bridge/index.ts'
import { useWords, type MessageId } from '../../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, TextField } from '../../../ui/index.ts'
import { Fold } from '../fold.tsx'

type SecretDialogProps = {
  readonly words: {
    readonly title: MessageId
    readonly lead: MessageId
    readonly field: MessageId
    readonly save: MessageId
    readonly where: MessageId
  }
  readonly maxLength: number
  readonly isBusy: boolean
  readonly error: AppError | null
  readonly onSave: (secret: string) => void
  readonly onClose: () => void
  /** What helps with a refusal. */
  readonly help?: ReactNode
  readonly testId: string
}

/** Asks for one secret. It is masked at once, goes to the password store, and is not shown again. */
export function SecretDialog({ words, maxLength, isBusy, error, onSave, onClose, help, testId }: SecretDialogProps): ReactNode {
  const { t } = useWords()
  const [secret, setSecret] = useState('')
  const save = (): void => {
    if (secret.trim() !== '') onSave(secret.trim())
  }
  return (
    <Dialog
      title={t(words.title)}
      isOpen
      onClose={onClose}
      testId={testId}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button variant="main" onPress={save} isBusy={isBusy} isDisabled={secret.trim() === ''} testId={`${testId}-save`}>
            {t(words.save)}
          </Button>
        </>
      }
    >
      <p>{t(words.lead)}</p>
      <TextField
        label={t(words.field)}
        type="password"
        autoComplete="off"
        autoFocus
        value={secret}
        onChange={setSecret}
        hint={t('connection.secret.hint')}
        maxLength={maxLength}
        onSubmit={save}
        testId={`${testId}-field`}
      />
      {error === null ? null : <ErrorStrip error={error} testId={`${testId}-error`} />}
      {help}
      <Fold title={t('connection.where.title')}>
        <p>{t(words.where)}</p>
      </Fold>
    </Dialog>
  )
}
