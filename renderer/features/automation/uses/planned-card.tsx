import { useState, type ReactNode } from 'react'
import { useMutationCall, usePages, type CallOutput } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import { Button, Card, DateTime, ErrorStrip, Link, Quiet, RadioGroup, Skeleton, Tag, useToast } from '../../../ui/index.ts'
import styles from '../automation.module.css'
import type { Automation } from '../types.ts'

type Planned = CallOutput<'automation.planned'>['steps'][number]

/** What it will say and to whom, and what became of what is over. */
export function PlannedCard({ automation }: { readonly automation: Automation }): ReactNode {
  const { t } = useWords()
  const [view, setView] = useState<'waiting' | 'over'>('waiting')
  const reading = usePages('automation.planned', { automationId: automation.automationId, over: view === 'over', limit: 20 })
  const steps = reading.pages.flatMap((page) => page.steps)
  return (
    <Card title={t('automation.planned')} testId="automation-planned">
      <RadioGroup
        label={t('automation.planned.show')}
        isLabelHidden
        look="segments"
        value={view}
        onChange={setView}
        options={[
          { value: 'waiting' as const, label: t('automation.planned.waiting', { count: automation.planned }) },
          { value: 'over' as const, label: t('automation.planned.over') },
        ]}
      />
      {reading.error === null ? null : <ErrorStrip error={reading.error} action={{ label: t('ui.tryAgain'), onAction: reading.refetch }} />}
      {reading.isLoading ? <Skeleton rows={3} /> : null}
      {!reading.isLoading && steps.length === 0 ? <Quiet isSmall>{t(`automation.planned.none.${view}`)}</Quiet> : null}
      <ul className={styles['uses']}>
        {steps.map((step) => (
          <PlannedLine key={step.plannedId} step={step} />
        ))}
      </ul>
      {reading.more === null ? null : (
        <Button size="small" onPress={reading.more} isBusy={reading.isFetchingMore}>
          {t('ui.showMore')}
        </Button>
      )}
    </Card>
  )
}

function PlannedLine({ step }: { readonly step: Planned }): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const cancelling = useMutationCall('automation.cancelPlanned')
  const resuming = useMutationCall('automation.resumePlanned')
  const cancel = async (): Promise<void> => {
    const result = await cancelling.run({ plannedId: step.plannedId })
    toast(
      result.ok
        ? {
            text: t('automation.planned.cancelled', { name: step.customerName }),
            action: { label: t('ui.undo'), onAction: () => void resuming.run({ plannedId: step.plannedId }) },
          }
        : { text: t(`errors.${result.error.code}.what`), tone: 'trouble' },
    )
  }
  return (
    <li className={styles['use']} data-testid="automation-planned-step">
      <div className={styles['useHead']}>
        <Link to={routes.conversation(step.customerId)}>{step.customerName === '' ? t('automation.uses.noName') : step.customerName}</Link>
        <DateTime at={step.overAt ?? step.dueAt} />
        <Tag tone={step.state === 'sent' ? 'success' : 'neutral'}>{t(`automation.planned.state.${step.state}`)}</Tag>
      </div>
      <div className={styles['useFoot']}>
        {step.reason === null ? null : <span>{t(`automation.planned.reason.${step.reason}`)}</span>}
        {step.state === 'waiting' ? (
          <Button
            size="small"
            variant="quiet"
            label={t('automation.planned.cancelOf', { name: step.customerName })}
            onPress={() => void cancel()}
            isBusy={cancelling.isRunning}
            needs={['automation.cancelPlanned', 'automation.resumePlanned']}
            testId="automation-planned-cancel"
          >
            {t('automation.planned.cancel')}
          </Button>
        ) : null}
      </div>
    </li>
  )
}
