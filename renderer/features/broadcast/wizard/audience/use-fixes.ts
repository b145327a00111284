import { useWords } from '../../../../i18n/index.ts'
import { routes, useGo } from '../../../../navigation/index.ts'
import type { Fixes } from '../verdict-summary.tsx'

/** Brings the focus to the control of the step that decides about a reason. */
function focusControl(id: string): void {
  const place = document.getElementById(id)
  place?.scrollIntoView({ block: 'center' })
  place?.querySelector<HTMLElement>('input, button')?.focus()
}

/** What can be done at once about a reason for being left out: a control of this step, or the screen where it is put right. */
export function useFixes(): Fixes {
  const { t } = useWords()
  const go = useGo()
  const change = (id: string) => ({ label: t('ui.change'), onFix: () => focusControl(id) })
  return {
    'no-consent': { label: t('broadcast.fixIt'), onFix: () => go(routes.customersWithoutAgreement()) },
    'waiting-for-answer': { label: t('broadcast.answerThem'), onFix: () => go(routes.inbox()) },
    'resting-time': change('broadcast-leave-out-resting'),
    'offered-often': change('broadcast-leave-out-most'),
    excluded: change('broadcast-leave-out-excluded'),
    holdout: change('broadcast-leave-out-holdout'),
  }
}
