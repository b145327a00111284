import { useState, type ReactNode } from 'react'
import { call, useMutationCall, type CallOutput } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, QrCode, Quiet, Stack, TextField, useToast } from '../../ui/index.ts'
import styles from './session.module.css'

/** A code app as a second step: begun, confirmed by its first code, taken away. */
export function SecondStep({ hasTotp }: { readonly hasTotp: boolean }): ReactNode {
  const { t } = useWords()
  const beginning = useMutationCall('session.beginTotp')
  const ending = useMutationCall('session.endTotp')
  const [begun, setBegun] = useState<CallOutput<'session.beginTotp'> | null>(null)
  const begin = async (): Promise<void> => {
    const result = await beginning.run({})
    if (result.ok) setBegun(result.value)
  }
  const error = beginning.error ?? ending.error
  return (
    <>
      <Stack isRow gap={2}>
        {hasTotp ? (
          <Button onPress={() => void ending.run({})} isBusy={ending.isRunning} testId="totp-end">
            {t('session.totp.end')}
          </Button>
        ) : (
          <Button onPress={() => void begin()} isBusy={beginning.isRunning} icon="phone" testId="totp-begin">
            {t('session.totp.begin')}
          </Button>
        )}
        <Quiet>{t(hasTotp ? 'session.totp.on' : 'session.totp.off')}</Quiet>
      </Stack>
      {error === null ? null : <ErrorStrip error={error} testId="totp-error" />}
      {begun === null ? null : <TotpDialog begun={begun} onClose={() => setBegun(null)} />}
    </>
  )
}

type TotpDialogProps = { readonly begun: CallOutput<'session.beginTotp'>; readonly onClose: () => void }

function TotpDialog({ begun, onClose }: TotpDialogProps): ReactNode {
  const { t } = useWords()
  const confirming = useMutationCall('session.confirmTotp')
  const [code, setCode] = useState('')
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const confirm = async (): Promise<void> => {
    if (code.trim() === '') return
    const result = await confirming.run({ code: code.trim() })
    if (result.ok) setCodes(result.value.recoveryCodes)
  }
  return (
    <Dialog
      title={t(codes === null ? 'session.totp.title' : 'session.totp.codesTitle')}
      isOpen
      onClose={onClose}
      testId="totp-dialog"
      // Codes that are shown once must not go by a click beside them.
      role={codes === null ? 'dialog' : 'alertdialog'}
      footer={
        codes === null ? (
          <>
            <Button onPress={onClose}>{t('ui.cancel')}</Button>
            <Button
              variant="main"
              isDisabled={code === ''}
              isBusy={confirming.isRunning}
              onPress={() => void confirm()}
              testId="totp-confirm"
            >
              {t('session.totp.confirm')}
            </Button>
          </>
        ) : (
          <Button variant="main" onPress={onClose} testId="totp-done">
            {t('session.totp.kept')}
          </Button>
        )
      }
    >
      {codes === null ? (
        <>
          <p>{t('session.totp.scan')}</p>
          <div className={styles['qr']}>
            <QrCode text={begun.address} label={t('session.totp.qr')} testId="totp-qr" />
          </div>
          <p>
            {t('session.totp.orType')}{' '}
            <bdi dir="ltr" className={styles['secret']} data-testid="totp-secret">
              {begun.secret.match(/.{1,4}/gu)?.join(' ') ?? begun.secret}
            </bdi>
          </p>
          <TextField
            label={t('session.totp.code')}
            value={code}
            onChange={setCode}
            autoComplete="one-time-code"
            maxLength={10}
            onSubmit={() => void confirm()}
            testId="totp-code"
          />
          {confirming.error === null ? null : <ErrorStrip error={confirming.error} testId="totp-confirm-error" />}
        </>
      ) : (
        <ShownCodes codes={codes} />
      )}
    </Dialog>
  )
}

function ShownCodes({ codes }: { readonly codes: readonly string[] }): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const copy = async (): Promise<void> => {
    const copied = await call('shell.copySecret', { text: codes.join('\n') })
    if (copied.ok) toast({ text: t('session.totp.copied') })
  }
  return (
    <>
      <p>{t('session.totp.codesLead')}</p>
      <ul className={styles['codes']} dir="ltr" data-testid="totp-codes">
        {codes.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <span>
        <Button icon="copy" onPress={() => void copy()} testId="totp-copy">
          {t('session.totp.copy')}
        </Button>
      </span>
    </>
  )
}
