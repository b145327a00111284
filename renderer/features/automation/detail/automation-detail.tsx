import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Allowed, Card, ErrorStrip, Strip } from '../../../ui/index.ts'
import styles from '../automation.module.css'
import { WorkEditor } from '../edit/work-editor.tsx'
import { HandOverCard } from '../rules/hand-over-card.tsx'
import { sentenceWords } from '../sentence-words.ts'
import { TryCard } from '../try/try-card.tsx'
import { TryDueCard } from '../try/try-due-card.tsx'
import type { Automation } from '../types.ts'
import { PlannedCard } from '../uses/planned-card.tsx'
import { SurveyReport } from '../uses/survey-report.tsx'
import { UsesCard } from '../uses/uses-card.tsx'
import { DetailHead } from './detail-head.tsx'
import { IssueList } from './issue-list.tsx'
import { useAutosave } from './use-autosave.ts'
import { WorkText } from './work-text.tsx'

type AutomationDetailProps = {
  readonly automation: Automation
  readonly isPaused: boolean
  readonly title: string
  readonly mayEdit: boolean
}

/** Speaks of its own accord, so a customer is tried on it instead of a text. */
const planning: ReadonlySet<Automation['kind']> = new Set(['reminder', 'drip', 'survey'])

/** One automation: its sentence, its fields, a place to try it, what holds for all, and what it did. */
export function AutomationDetail({ automation, isPaused, title, mayEdit }: AutomationDetailProps): ReactNode {
  const words = useWords()
  const { t } = words
  const autosave = useAutosave(automation)
  const { form, change, missing, error } = autosave
  const plans = planning.has(automation.kind)
  const trying = { automationId: automation.automationId, work: missing.length === 0 ? form.work : automation.work, isPaused }
  return (
    <article className={styles['automation']} aria-label={automation.name} data-testid="automation-detail">
      <DetailHead automation={automation} autosave={autosave} mayEdit={mayEdit} />
      <p className={styles['plain']} data-testid="automation-sentence">
        {sentenceWords(automation.sentence, words)}
      </p>
      {error === null ? null : <ErrorStrip error={error} testId="automation-error" />}
      {missing.length === 0 ? null : (
        <Strip tone="warning" testId="automation-missing">
          {t('automation.missing', { what: (missing[0]?.what ?? 'name').replace('-', '_'), at: missing[0]?.at ?? 0 })}
        </Strip>
      )}
      <IssueList issues={automation.issues} isOn={automation.on} refused={error?.params?.['issue']} />
      <div className={styles['columns']}>
        <Card title={title} testId="automation-editor">
          {mayEdit ? <WorkEditor work={form.work} onChange={(work) => change({ work })} /> : <WorkText work={automation.work} />}
        </Card>
        <div className={styles['aside']}>
          <Allowed needs={plans ? 'automation.tryDue' : 'automation.try'}>
            {plans ? <TryDueCard {...trying} /> : <TryCard {...trying} />}
          </Allowed>
          <HandOverCard mayEdit={mayEdit} />
          <UsesCard automation={automation} />
          {plans ? <PlannedCard automation={automation} /> : null}
        </div>
      </div>
      {automation.kind === 'survey' ? <SurveyReport automationId={automation.automationId} /> : null}
    </article>
  )
}
