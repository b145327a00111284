import { useEffect, useRef, useState, type ReactNode } from 'react'
import { onProofNeeded, useMutationCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, TextField } from '../../ui/index.ts'
import type { Status } from './person-name.ts'

type Asking = { readonly answer: (isProven: boolean) => void }

/** Asks once more who sits here when an act wants it, and lets the act go on by itself. */
export function StepUp({ status }: { readonly status: Status }): ReactNode {
  const [asking, setAsking] = useState<Asking | null>(null)
  const waiting = useRef<((isProven: boolean) => void)[]>([])
  useEffect(
    () =>
      onProofNeeded(
        () =>
          new Promise((resolve) => {
            // Several acts may ask at once; one answer is for all.
            waiting.current.push(resolve)
            setAsking({
              answer: (isProven) => {
                for (const tell of waiting.current.splice(0)) tell(isProven)
                setAsking(null)
              },
            })
          }),
      ),
    [],
  )
  return asking === null ? null : <ProofDialog needsCode={status.me?.hasTotp === true} onAnswer={asking.answer} />
}

type ProofDialogProps = { readonly needsCode: boolean; readonly onAnswer: (isProven: boolean) => void }

function ProofDialog({ needsCode, onAnswer }: ProofDialogProps): ReactNode {
  const { t } = useWords()
  const proving = useMutationCall('session.prove')
  const [typed, setTyped] = useState('')
  const prove = async (): Promise<void> => {
    if (typed.trim() === '') return
    const result = await proving.run(needsCode ? { code: typed.trim() } : { password: typed })
    if (result.ok) onAnswer(true)
  }
  return (
    <Dialog
      title={t('session.proof.title')}
      isOpen
      onClose={() => onAnswer(false)}
      size="small"
      testId="proof"
      footer={
        <>
          <Button onPress={() => onAnswer(false)}>{t('ui.cancel')}</Button>
          <Button variant="main" isDisabled={typed === ''} isBusy={proving.isRunning} onPress={() => void prove()} testId="proof-do">
            {t('session.proof.do')}
          </Button>
        </>
      }
    >
      <p>{t('session.proof.lead')}</p>
      <TextField
        label={t(needsCode ? 'session.lock.code' : 'session.lock.password')}
        type={needsCode ? 'text' : 'password'}
        value={typed}
        onChange={setTyped}
        autoFocus
        autoComplete={needsCode ? 'one-time-code' : 'current-password'}
        maxLength={128}
        onSubmit={() => void prove()}
        testId="proof-field"
      />
      {proving.error === null ? null : <ErrorStrip error={proving.error} testId="proof-error" />}
    </Dialog>
  )
}
