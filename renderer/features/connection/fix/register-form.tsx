import { useState, type ReactNode } from 'react'
import { useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, ErrorStrip, Quiet, RadioGroup, Stack, TextField } from '../../../ui/index.ts'
import styles from '../connection.module.css'

/** Meta's names of the languages in which a code is read out or written. */
const codeLanguages = { en: 'en_US', 'zh-TW': 'zh_TW', 'zh-CN': 'zh_CN' } as const
const CODE = /^\d{3}-?\d{3}$/
const PIN = /^\d{6}$/

/** Proves that the number is ours by a code, then registers it with a PIN. Each part can be done alone: some numbers need no code. */
export function RegisterForm({ onRegistered }: { readonly onRegistered: () => void }): ReactNode {
  const { t } = useWords()
  return (
    <>
      <p>{t('connection.register.lead')}</p>
      <ol className={styles['numbered']}>
        <CodeParts />
        <li>
          <PinPart onRegistered={onRegistered} />
        </li>
      </ol>
    </>
  )
}

function CodeParts(): ReactNode {
  const { t, locale } = useWords()
  const asking = useMutationCall('connection.requestCode')
  const verifying = useMutationCall('connection.verifyCode')
  const [method, setMethod] = useState<'SMS' | 'VOICE'>('SMS')
  const [isSent, setIsSent] = useState(false)
  const [code, setCode] = useState('')
  const [isVerified, setIsVerified] = useState(false)
  const ask = async (): Promise<void> => setIsSent((await asking.run({ method, language: codeLanguages[locale] })).ok)
  const verify = async (): Promise<void> => {
    if (CODE.test(code.trim())) setIsVerified((await verifying.run({ code: code.trim() })).ok)
  }
  return (
    <>
      <li>
        <div className={styles['numberedBody']}>
          <RadioGroup
            label={t('connection.register.method')}
            look="segments"
            value={method}
            onChange={setMethod}
            options={(['SMS', 'VOICE'] as const).map((value) => ({ value, label: t(`connection.register.method.${value}`) }))}
            testId="connection-register-method"
          />
          <Stack isRow gap={2}>
            <Button onPress={() => void ask()} isBusy={asking.isRunning} testId="connection-register-ask">
              {t('connection.register.ask')}
            </Button>
            <span role="status">{isSent ? <Quiet>{t('connection.register.sent')}</Quiet> : null}</span>
          </Stack>
          {asking.error === null ? null : <ErrorStrip error={asking.error} testId="connection-register-ask-error" />}
        </div>
      </li>
      <li>
        <div className={styles['numberedBody']}>
          <div className={styles['short']}>
            <TextField
              label={t('connection.register.code')}
              value={code}
              onChange={setCode}
              autoComplete="one-time-code"
              maxLength={7}
              onSubmit={() => void verify()}
              testId="connection-register-code"
            />
          </div>
          <Stack isRow gap={2}>
            <Button
              onPress={() => void verify()}
              isBusy={verifying.isRunning}
              isDisabled={!CODE.test(code.trim())}
              testId="connection-register-verify"
            >
              {t('connection.register.verify')}
            </Button>
            <span role="status">{isVerified ? <Quiet>{t('connection.register.verified')}</Quiet> : null}</span>
          </Stack>
          {verifying.error === null ? null : <ErrorStrip error={verifying.error} testId="connection-register-verify-error" />}
        </div>
      </li>
    </>
  )
}

function PinPart({ onRegistered }: { readonly onRegistered: () => void }): ReactNode {
  const { t } = useWords()
  const registering = useMutationCall('connection.register')
  const [pin, setPin] = useState('')
  const register = async (): Promise<void> => {
    if (PIN.test(pin) && (await registering.run({ pin })).ok) onRegistered()
  }
  return (
    <div className={styles['numberedBody']}>
      <div className={styles['short']}>
        <TextField
          label={t('connection.register.pin')}
          value={pin}
          onChange={setPin}
          hint={t('connection.register.pinHint')}
          autoComplete="off"
          maxLength={6}
          onSubmit={() => void register()}
          testId="connection-register-pin"
        />
      </div>
      <Stack isRow gap={2}>
        <Button
          variant="main"
          onPress={() => void register()}
          isBusy={registering.isRunning}
          isDisabled={!PIN.test(pin)}
          testId="connection-register-do"
        >
          {t('connection.register.do')}
        </Button>
      </Stack>
      {registering.error === null ? null : <ErrorStrip error={registering.error} testId="connection-register-error" />}
    </div>
  )
}
