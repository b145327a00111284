import { useState, type ReactNode } from 'react'
import { useAdoptSession, useCall, useLeaveShop, useMutationCall, type AppError } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, ErrorStrip, Icon, Mark, Select, TextField, useNow } from '../../ui/index.ts'
import { personName, type SessionPerson, type Status } from './person-name.ts'
import { RecoverySignIn } from './recovery-sign-in.tsx'
import styles from './session.module.css'

/** Nothing of the shop but who may sign in, and when. */
export function LockScreen({ status }: { readonly status: Status }): ReactNode {
  const { t } = useWords()
  const vault = useCall('vault.status', {})
  const [isRecovering, setIsRecovering] = useState(false)
  return (
    <main className={styles['screen']} id="content" data-testid="lock-screen">
      <div className={styles['box']}>
        <header className={styles['head']}>
          <Mark size={36} />
          <h1 className={styles['title']} dir="auto">
            {vault.data?.shop?.name ?? t('app.name')}
          </h1>
        </header>
        <Waiting until={status.waitUntil} />
        {isRecovering ? (
          <RecoverySignIn onBack={() => setIsRecovering(false)} />
        ) : (
          <SignIn status={status} onRecover={() => setIsRecovering(true)} />
        )}
        <LeaveShop />
      </div>
    </main>
  )
}

/** Until when nobody can sign in, counted down. */
function Waiting({ until }: { readonly until: number | null }): ReactNode {
  const { t } = useWords()
  const now = useNow(1000)
  const leftS = until === null ? 0 : Math.ceil((until - now) / 1000)
  if (leftS <= 0) return null
  return (
    <p className={styles['wait']} role="status" data-testid="lock-wait">
      <Icon name="clock" size={16} />
      {leftS < 90 ? t('session.lock.waitSeconds', { seconds: leftS }) : t('session.lock.waitMinutes', { minutes: Math.ceil(leftS / 60) })}
    </p>
  )
}

const canSignIn = ({ hasPassword }: SessionPerson): boolean => hasPassword

function SignIn({ status, onRecover }: { readonly status: Status; readonly onRecover: () => void }): ReactNode {
  const words = useWords()
  const { t } = words
  const adopt = useAdoptSession()
  const signing = useMutationCall('session.signIn')
  const people = status.people.filter(canSignIn)
  const [chosen, setChosen] = useState<string | null>(null)
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const person = people.find(({ staffId }) => staffId === chosen) ?? people[0]
  if (person === undefined) return null
  // Whether there is a second step is seen once the password fits.
  const needsCode = isCodeMissing(signing.error)
  const signIn = async (): Promise<void> => {
    if (password === '') return
    const result = await signing.run({ staffId: person.staffId, password, ...(code.trim() === '' ? {} : { code: code.trim() }) })
    if (!result.ok) return
    setPassword('')
    adopt(result.value)
  }
  return (
    <div className={styles['form']}>
      {people.length > 1 ? (
        <Select
          label={t('session.lock.who')}
          value={person.staffId}
          choices={people.map((one) => ({ value: one.staffId, label: personName(words, one) }))}
          onChange={(staffId) => {
            setChosen(staffId)
            setPassword('')
            setCode('')
            signing.reset()
          }}
          testId="lock-person"
        />
      ) : (
        <p className={styles['personName']} dir="auto">
          {personName(words, person)}
        </p>
      )}
      <TextField
        key={person.staffId}
        label={t('session.lock.password')}
        type="password"
        value={password}
        onChange={setPassword}
        autoFocus
        autoComplete="current-password"
        maxLength={128}
        onSubmit={() => void signIn()}
        testId="lock-password"
      />
      {needsCode ? (
        <TextField
          label={t('session.lock.code')}
          hint={t('session.lock.codeHint')}
          value={code}
          onChange={setCode}
          autoFocus
          autoComplete="one-time-code"
          maxLength={40}
          onSubmit={() => void signIn()}
          testId="lock-code"
        />
      ) : null}
      {signing.error === null || signing.error.code === 'totp-needed' ? null : <ErrorStrip error={signing.error} testId="lock-error" />}
      <Button
        variant="main"
        icon="lock"
        isDisabled={password === ''}
        isBusy={signing.isRunning}
        onPress={() => void signIn()}
        testId="lock-sign-in"
      >
        {t('session.lock.signIn')}
      </Button>
      <span>
        <Button variant="quiet" size="small" onPress={onRecover} testId="lock-forgot">
          {t('session.lock.forgot')}
        </Button>
      </span>
    </div>
  )
}

const isCodeMissing = (error: AppError | null): boolean => error?.code === 'totp-needed' || error?.code === 'totp-wrong'

function LeaveShop(): ReactNode {
  const { t } = useWords()
  const { leave, isLeaving } = useLeaveShop()
  return (
    <span>
      <Button variant="quiet" size="small" icon="back" onPress={leave} isBusy={isLeaving} testId="lock-leave">
        {t('session.lock.leave')}
      </Button>
    </span>
  )
}
