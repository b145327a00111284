import { useState, type ReactNode } from 'react'
import { useCall, type CallInput, type CallOutput } from '../../../bridge/index.ts'
import { formatDate, useWords } from '../../../i18n/index.ts'
import { Card, ErrorStrip, Quiet, Skeleton, Strip } from '../../../ui/index.ts'
import styles from '../automation.module.css'
import type { Work } from '../types.ts'
import { CustomerPick, type Picked } from './customer-pick.tsx'
import { Said } from './said.tsx'
import { useSettled } from './use-settled.ts'

type Result = CallOutput<'automation.tryDue'>
type Step = Result['steps'][number]

type TryDueCardProps = { readonly automationId: string; readonly work: Work; readonly isPaused: boolean }

/** What it would say to a customer while the reply window is open and while it is closed, and what would keep it back. Nothing is sent. */
export function TryDueCard({ automationId, work, isPaused }: TryDueCardProps): ReactNode {
  const { t } = useWords()
  const [customer, setCustomer] = useState<Picked | null>(null)
  const input: CallInput<'automation.tryDue'> = { automationId, work, ...(customer === null ? {} : { customerId: customer.customerId }) }
  const settled = useSettled(input)
  const { data, error } = useCall('automation.tryDue', settled, { keepPrevious: true })
  return (
    <Card title={t('automation.try')} testId="automation-try-due">
      <CustomerPick picked={customer} onPick={setCustomer} />
      {error === null ? null : <ErrorStrip error={error} />}
      {isPaused ? <Strip tone="warning">{t('automation.try.paused')}</Strip> : null}
      <div aria-live="polite" className={styles['outcome']} data-testid="automation-try-due-result">
        {data === undefined ? <Skeleton rows={2} /> : <Steps result={data} />}
      </div>
      <Quiet isSmall>{t('automation.tryDue.note')}</Quiet>
    </Card>
  )
}

function Steps({ result: { window, steps } }: { readonly result: Result }): ReactNode {
  const { t } = useWords()
  return (
    <>
      {window === null ? null : <p data-testid="automation-try-due-window">{t(`automation.tryDue.window.${window}`)}</p>}
      {steps.map((step, at) => (
        <section key={step.partId ?? ''} aria-label={t('automation.drip.step', { number: at + 1 })} className={styles['outcome']}>
          {steps.length < 2 ? null : <h3 className={styles['tryStep']}>{t('automation.drip.step', { number: at + 1 })}</h3>}
          <StepSaid step={step} />
        </section>
      ))}
    </>
  )
}

function StepSaid({ step: { open, closed, keptBack, waitsUntil } }: { readonly step: Step }): ReactNode {
  const words = useWords()
  const { t } = words
  return (
    <>
      <Quiet isSmall>{t('automation.due.open')}</Quiet>
      {open === null ? <p>{t('automation.tryDue.nothing')}</p> : <Said message={open} />}
      <Quiet isSmall>{t('automation.due.closed')}</Quiet>
      {closed === null ? <p>{t('automation.tryDue.nothing')}</p> : <Said message={closed} />}
      {keptBack === null ? null : (
        <Strip tone="warning" testId="automation-try-due-kept">
          {t('automation.try.keptBack', { why: t(`automation.planned.reason.${keptBack}`) })}
        </Strip>
      )}
      {waitsUntil === null ? null : (
        <Strip tone="info">{t('automation.tryDue.waits', { until: formatDate(waitsUntil, 'date-time', words) })}</Strip>
      )}
    </>
  )
}
