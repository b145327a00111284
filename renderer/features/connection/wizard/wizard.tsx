import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react'
import { call, useCall, useShell, type AppError } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { routes, useGo } from '../../../navigation/index.ts'
import { EmptyState, ErrorStrip, Link, Page, Skeleton, scrollerOf } from '../../../ui/index.ts'
import { useSetup } from '../use-setup.ts'
import type { Setup } from '../types.ts'
import { AccountStep } from './account-step.tsx'
import { ChecksStep } from './checks-step.tsx'
import { LiveStep } from './live-step.tsx'
import { NumberStep } from './number-step.tsx'
import { Rail } from './rail.tsx'
import { canOpen, steps, type Step } from './steps.ts'
import styles from './wizard.module.css'

/** Draws the recovery code; hears whether the owner has it in hand. The vault's own screens own it. */
type RecoveryCodeSlot = (confirm: { readonly isKept: boolean; readonly onKept: (isKept: boolean) => void }) => ReactNode
type WizardProps = { readonly recoveryCode: RecoveryCodeSlot }

/** Connects a number in four steps. The engine keeps the progress, so leaving loses nothing. */
export function ConnectWizard({ recoveryCode }: WizardProps): ReactNode {
  const { t } = useWords()
  const { setup, error, adopt, refetch } = useSetup()
  const [isCodeKept, setIsCodeKept] = useState(false)
  const { data: shell } = useShell()
  const step = setup?.step ?? 'account'
  if (shell?.vault === 'demo') return <NotInDemo />
  return (
    <Page
      title={t('connection.wizard.title')}
      aside={t('connection.wizard.step', { step: steps.indexOf(step) + 1, total: steps.length })}
      width="flush"
      testId="connection-wizard"
    >
      {error === null ? null : <ErrorStrip error={error} action={{ label: t('ui.tryAgain'), onAction: refetch }} />}
      {setup === undefined ? (
        error === null && <Skeleton rows={8} />
      ) : (
        <Opened setup={setup} step={step} adopt={adopt} recoveryCode={recoveryCode} isCodeKept={isCodeKept} onKept={setIsCodeKept} />
      )}
    </Page>
  )
}

/** A demo never holds a real key. */
function NotInDemo(): ReactNode {
  const { t } = useWords()
  return (
    <EmptyState
      icon="phone"
      title={t('connection.wizard.demo.title')}
      text={t('connection.wizard.demo.text')}
      action={
        <Link to={routes.settings()} look="button">
          {t('ui.back')}
        </Link>
      }
    />
  )
}

type OpenedProps = WizardProps & {
  readonly setup: Setup | null
  readonly step: Step
  readonly adopt: (setup: Setup | null) => void
  readonly isCodeKept: boolean
  readonly onKept: (isKept: boolean) => void
}

function Opened({ setup, step, adopt, recoveryCode, isCodeKept, onKept }: OpenedProps): ReactNode {
  const { t } = useWords()
  const go = useGo()
  const status = useCall('connection.status', {})
  const [error, setError] = useState<AppError | null>(null)
  const body = useRef<HTMLElement>(null)
  useBeginAtTop(body, step)
  const isConnected = setup?.chosen !== null && status.data !== undefined && status.data !== null

  const goTo = async (next: Step): Promise<void> => {
    if (!canOpen(next, setup, isConnected)) return
    const result = await call('connection.goToSetupStep', { step: next })
    setError(result.ok ? null : result.error)
    if (!result.ok) return
    adopt(result.value)
  }
  const finish = async (): Promise<void> => {
    const result = await call('connection.endSetup', {})
    setError(result.ok ? null : result.error)
    if (result.ok) go(routes.settings())
  }
  return (
    <div className={styles['layout']}>
      <Rail setup={setup} step={step} isConnected={isConnected} onStep={(next) => void goTo(next)} />
      <section className={styles['step']} ref={body} data-testid={`connection-step-${step}`} aria-label={t(`connection.step.${step}`)}>
        {error === null ? null : <ErrorStrip error={error} testId="connection-wizard-error" />}
        {step === 'account' ? <AccountStep setup={setup} onBegun={adopt} onNext={() => void goTo('number')} /> : null}
        {step === 'number' && setup !== null ? (
          <NumberStep setup={setup} status={status.data ?? null} onChosen={adopt} onBack={() => void goTo('account')} />
        ) : null}
        {step === 'checks' ? <ChecksStep onBack={() => void goTo('number')} onNext={() => void goTo('live')} /> : null}
        {step === 'live' ? (
          <LiveStep
            recoveryCode={recoveryCode({ isKept: isCodeKept, onKept })}
            isCodeKept={isCodeKept}
            onBack={() => void goTo('checks')}
            onFinish={() => void finish()}
          />
        ) : null}
      </section>
    </div>
  )
}

/** Each step begins at its top, and its name is the first thing that is read. */
function useBeginAtTop(body: RefObject<HTMLElement | null>, step: Step): void {
  const shown = useRef(step)
  useEffect(() => {
    if (shown.current === step) return
    shown.current = step
    scrollerOf(body.current)?.scrollTo({ top: 0 })
    body.current?.querySelector('h2')?.focus()
  }, [body, step])
}
