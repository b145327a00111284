import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Icon } from '../../../ui/index.ts'
import type { DraftState } from '../types.ts'
import styles from './builder.module.css'

type Step = 'draft' | 'review' | 'approved' | 'paused' | 'refused' | 'off'

/** Where a language stands on its way. */
export function stepOf(state: DraftState | undefined): Step {
  if (state === undefined || state.templateId === null) return 'draft'
  switch (state.status) {
    case 'APPROVED':
      return 'approved'
    case 'PAUSED':
      return 'paused'
    case 'REJECTED':
      return 'refused'
    case 'DISABLED':
    case 'DELETED':
    case 'ARCHIVED':
    case 'PENDING_DELETION':
      return 'off'
    default:
      return 'review'
  }
}

/** The way of a template, with the step where it stands now. */
export function StateLine({ state }: { readonly state: DraftState | undefined }): ReactNode {
  const { t } = useWords()
  const now = stepOf(state)
  const usual: readonly Step[] = ['draft', 'review', 'approved']
  const steps = usual.includes(now) ? usual : [...usual, now]
  return (
    <ol className={styles['steps']} aria-label={t('template.step.line')} data-testid="template-state" data-step={now}>
      {steps.map((step, index) => (
        <li key={step} className={styles['step']} {...(step === now ? { 'aria-current': 'step' as const } : {})}>
          {index === 0 ? null : <Icon name="chevron-right" size={14} />}
          {t(`template.step.${step}`)}
        </li>
      ))}
    </ol>
  )
}
