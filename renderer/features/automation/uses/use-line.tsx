import type { ReactNode } from 'react'
import { useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import { Button, DateTime, Link, Tag, useToast } from '../../../ui/index.ts'
import styles from '../automation.module.css'
import type { Use } from '../types.ts'

const tones = { answered: 'success', 'handed-over': 'auto', missed: 'neutral', 'not-said': 'warning' } as const

/** One use: who, what was written, what came of it, and whether it was right. */
export function UseLine({ use }: { readonly use: Use }): ReactNode {
  const { t } = useWords()
  const mark = useMark(use)
  const { customerId, customerName, messageId, outcome } = use
  return (
    <li className={styles['use']} data-testid="automation-use" data-outcome={outcome}>
      <div className={styles['useHead']}>
        <Link
          to={messageId === null ? routes.conversation(customerId) : routes.message(customerId, messageId)}
          testId="automation-use-chat"
        >
          {customerName === '' ? t('automation.uses.noName') : customerName}
        </Link>
        <DateTime at={use.at} style="short" />
        <Tag tone={tones[outcome]}>{t(`automation.outcome.${outcome}`)}</Tag>
        {use.wrong === null ? null : <Tag tone="danger">{t('automation.uses.wrong')}</Tag>}
      </div>
      {use.said === '' ? null : (
        <p dir="auto" className={styles['said']}>
          {use.said}
        </p>
      )}
      <div className={styles['useFoot']}>
        {use.why === null ? null : <span>{t(`automation.why.${use.why}`)}</span>}
        {use.handedOver === null ? null : <span>{t(`automation.reason.${use.handedOver}`)}</span>}
        {messageId === null ? null : (
          <Button size="small" variant="quiet" onPress={mark} needs="automation.markWrong" testId="automation-use-wrong">
            {t(use.wrong === null ? 'automation.uses.markWrong' : 'automation.uses.unmark')}
          </Button>
        )}
      </div>
    </li>
  )
}

/** Marks an answer as wrong or takes the mark back, with Undo. */
function useMark({ useId, wrong }: Use): () => void {
  const { t } = useWords()
  const toast = useToast()
  const marking = useMutationCall('automation.markWrong')
  const set = async (isWrong: boolean): Promise<void> => {
    const result = await marking.run({ useId, wrong: isWrong })
    if (!result.ok) toast({ text: t(`errors.${result.error.code}.what`), tone: 'trouble' })
    else
      toast({
        text: t(isWrong ? 'automation.uses.marked' : 'automation.uses.unmarked'),
        action: { label: t('ui.undo'), onAction: () => void marking.run({ useId, wrong: !isWrong }) },
      })
  }
  return () => void set(wrong === null)
}
