import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, Quiet, Select, Skeleton, useToast } from '../../ui/index.ts'
import styles from './consent.module.css'
import type { AskPlan, Selection } from './types.ts'

const NONE = '-'

/** Names of the templates that can ask: two buttons, nothing to fill in. */
function useAskingTemplates(): readonly string[] {
  const list = useCall('template.list', {})
  const fit = (list.data?.templates ?? []).filter(
    (one) =>
      one.status === 'APPROVED' &&
      one.category === 'UTILITY' &&
      one.sendable &&
      one.variables.length === 0 &&
      one.buttons.length === 2 &&
      one.buttons.every(({ type }) => type === 'QUICK_REPLY'),
  )
  return [...new Set(fit.map(({ name }) => name))]
}

/** Who would be asked, how, and who not and why; then asks them. */
export function AskDialog({ selection, onClose }: { readonly selection: Selection; readonly onClose: () => void }): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const templates = useAskingTemplates()
  const [template, setTemplate] = useState(NONE)
  const named = template === NONE ? {} : { templateName: template }
  const plan = useCall('consent.planAsk', { selection, ...named }, { keepPrevious: true })
  const asking = useMutationCall('consent.ask')
  const people = plan.data?.people ?? 0
  const ask = async (): Promise<void> => {
    const asked = await asking.run({ selection, ...named, expectedPeople: people })
    if (!asked.ok) return plan.refetch()
    toast({ text: t('consent.ask.done', { count: asked.value.people }) })
    onClose()
  }
  return (
    <Dialog
      title={t('consent.ask.title')}
      isOpen
      onClose={onClose}
      testId="consent-ask"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button
            needs={['consent.ask', 'consent.planAsk']}
            variant="main"
            onPress={() => void ask()}
            isBusy={asking.isRunning}
            isDisabled={people === 0}
            testId="consent-ask-do"
          >
            {t('consent.ask.do', { count: people })}
          </Button>
        </>
      }
    >
      <Quiet>{t('consent.ask.lead')}</Quiet>
      {asking.error === null ? null : <ErrorStrip error={asking.error} />}
      {plan.error === null ? null : <ErrorStrip error={plan.error} action={{ label: t('ui.tryAgain'), onAction: plan.refetch }} />}
      {templates.length === 0 ? (
        <Quiet isSmall>{t('consent.ask.noneFits')}</Quiet>
      ) : (
        <Select
          label={t('consent.ask.template')}
          value={template}
          onChange={setTemplate}
          choices={[{ value: NONE, label: t('consent.ask.noTemplate') }, ...templates.map((value) => ({ value, label: value }))]}
          testId="consent-ask-template"
        />
      )}
      {plan.data === undefined ? plan.error === null && <Skeleton rows={3} /> : <Plan plan={plan.data} />}
    </Dialog>
  )
}

function Plan({ plan }: { readonly plan: AskPlan }): ReactNode {
  const { t } = useWords()
  const line = (name: string, count: number): ReactNode =>
    count === 0 ? null : (
      <>
        <dt>{name}</dt>
        <dd>{t('consent.ask.people', { count })}</dd>
      </>
    )
  return (
    <>
      {plan.people === 0 ? <p>{t('consent.ask.nobody')}</p> : null}
      <dl className={styles['plan']} data-testid="consent-ask-plan">
        {line(t('consent.ask.byMessage'), plan.byMessage)}
        {line(t('consent.ask.byTemplate'), plan.byTemplate)}
      </dl>
      {plan.leftOut.length === 0 ? null : (
        <>
          <h3>{t('consent.ask.leftOut')}</h3>
          <dl className={styles['plan']}>
            {plan.leftOut.map(({ why, people }) => (
              <LeftOut key={why} name={t(`consent.ask.why.${why}`)} people={people} />
            ))}
          </dl>
        </>
      )}
    </>
  )
}

function LeftOut({ name, people }: { readonly name: string; readonly people: number }): ReactNode {
  const { t } = useWords()
  return (
    <>
      <dt>{name}</dt>
      <dd>{t('consent.ask.people', { count: people })}</dd>
    </>
  )
}
