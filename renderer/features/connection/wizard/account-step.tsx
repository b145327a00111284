import { useState, type ReactNode } from 'react'
import { useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, ErrorStrip, Icon, focusFirstError, type IconName } from '../../../ui/index.ts'
import { accountInput, accountProblems, emptyAccount, type AccountDraft, type AccountField } from '../account-form.ts'
import { KeyReasons } from '../key-reasons.tsx'
import type { Setup } from '../types.ts'
import { WhereToFind } from '../where-to-find.tsx'
import { SecretFields, WhereFields } from './account-fields.tsx'
import { InSight } from './in-sight.tsx'
import { KeptKey } from './kept-key.tsx'
import { StepFrame } from './step-frame.tsx'
import styles from './wizard.module.css'

type AccountStepProps = {
  readonly setup: Setup | null
  readonly onBegun: (setup: Setup) => void
  readonly onNext: () => void
}

/** First step: the key. Once it has proved itself only its last four characters are left to see. */
export function AccountStep({ setup, onBegun, onNext }: AccountStepProps): ReactNode {
  const { t } = useWords()
  const [isReplacing, setIsReplacing] = useState(false)
  if (setup !== null && !isReplacing) {
    return (
      <StepFrame
        title={t('connection.step.account')}
        testId="connection-account"
        actions={
          <Button variant="main" onPress={onNext} testId="connection-account-next">
            {t('connection.next.number')}
          </Button>
        }
      >
        <KeptKey setup={setup} onReplace={() => setIsReplacing(true)} />
        <WhereToFind />
      </StepFrame>
    )
  }
  return <KeyForm setup={setup} onBegun={onBegun} onCancel={setup === null ? null : () => setIsReplacing(false)} />
}

type KeyFormProps = {
  readonly setup: Setup | null
  readonly onBegun: (setup: Setup) => void
  readonly onCancel: (() => void) | null
}

/** The form begins with what is known; secrets are never known again and stand empty. */
const startingDraft = (setup: Setup | null): AccountDraft =>
  setup === null || setup.kind === 'meta'
    ? emptyAccount
    : { ...emptyAccount, kind: 'provider', baseUrl: setup.baseUrl, authHeader: setup.authHeader, apiVersion: setup.apiVersion }

function KeyForm({ setup, onBegun, onCancel }: KeyFormProps): ReactNode {
  const { t } = useWords()
  const beginning = useMutationCall('connection.beginSetup')
  const [draft, setDraft] = useState(() => startingDraft(setup))
  const [isTried, setIsTried] = useState(false)
  const problems = accountProblems(draft)
  const problem = (field: AccountField): string | null => {
    const found = problems[field]
    return isTried && found !== undefined ? t(`connection.problem.${found}`) : null
  }
  const begin = async (): Promise<void> => {
    setIsTried(true)
    if (Object.keys(problems).length > 0) return focusFirstError()
    const result = await beginning.run(accountInput(draft))
    if (!result.ok) return
    onBegun(result.value)
    onCancel?.()
  }
  const change = (part: Partial<AccountDraft>): void => setDraft((before) => ({ ...before, ...part }))
  return (
    <StepFrame
      title={t('connection.step.account')}
      testId="connection-account"
      actions={
        <>
          {onCancel === null ? null : <Button onPress={onCancel}>{t('ui.cancel')}</Button>}
          <Button variant="main" onPress={() => void begin()} isBusy={beginning.isRunning} testId="connection-account-check">
            {t('connection.account.check')}
          </Button>
        </>
      }
    >
      <HaveReady />
      <WhereFields draft={draft} change={change} problem={problem} />
      <SecretFields draft={draft} change={change} problem={problem} onSubmit={() => void begin()} />
      {beginning.error === null ? null : (
        <InSight>
          <ErrorStrip error={beginning.error} testId="connection-account-error" />
          <KeyReasons error={beginning.error} />
        </InSight>
      )}
      <WhereToFind />
    </StepFrame>
  )
}

const ready: readonly { readonly id: 'login' | 'phone' | 'key' | 'secret'; readonly icon: IconName }[] = [
  { id: 'login', icon: 'customer' },
  { id: 'phone', icon: 'phone' },
  { id: 'key', icon: 'lock' },
  { id: 'secret', icon: 'id' },
]

function HaveReady(): ReactNode {
  const { t } = useWords()
  return (
    <section>
      <h3 className={styles['haveTitle']}>{t('connection.have')}</h3>
      <ul className={styles['have']}>
        {ready.map(({ id, icon }) => (
          <li key={id}>
            <Icon name={icon} />
            <span>{t(`connection.have.${id}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
