import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import { Button, Card, DateTime, ErrorStrip, Link, Strip, Tag } from '../../../ui/index.ts'
import styles from '../automation.module.css'
import { useHeldDecision, type Decision, type Doubt } from './use-held-decision.ts'

/** Which decisions fit: what it may mean or neither; every other one where it was settled before. */
const decisionsOf = ({ settled, mayMean }: Doubt): readonly Decision[] =>
  (['stop', 'start', 'neither'] as const).filter(
    (decision) => decision !== settled?.decision && (decision === 'neither' || decision === mayMean || settled !== null),
  )

/** One doubtful message with what it may mean, and the buttons that say what it meant. */
export function DoubtCard({ doubt }: { readonly doubt: Doubt }): ReactNode {
  const { t } = useWords()
  const { customerId, messageId, customerName, settled } = doubt
  const { held, decide, takeBack, error } = useHeldDecision(doubt)
  const name = customerName === '' ? t('automation.uses.noName') : customerName
  return (
    <Card testId="automation-doubt">
      <div className={styles['useHead']}>
        <Link to={messageId === null ? routes.conversation(customerId) : routes.message(customerId, messageId)}>{name}</Link>
        <DateTime at={doubt.at} />
        <Tag tone="warning">{t(`automation.doubts.mayMean.${doubt.mayMean}`)}</Tag>
        {settled === null ? null : <Tag tone="accent">{t(`automation.doubts.decided.${settled.decision}`)}</Tag>}
      </div>
      <p dir="auto" className={styles['doubtText']}>
        {doubt.text}
      </p>
      {error === null ? null : <ErrorStrip error={error} />}
      {held === null ? (
        <div className={styles['useFoot']}>
          {decisionsOf(doubt).map((decision) => (
            <Button
              key={decision}
              size="small"
              label={t(`automation.doubts.${decision}.of`, { name })}
              onPress={() => decide(decision)}
              needs="automation.settleDoubt"
              testId={`automation-doubt-${decision}`}
            >
              {t(`automation.doubts.${decision}`)}
            </Button>
          ))}
        </div>
      ) : (
        <Strip
          tone="success"
          actions={
            <Button size="small" icon="undo" autoFocus onPress={takeBack} testId="automation-doubt-undo">
              {t('ui.undo')}
            </Button>
          }
        >
          <span role="status">{t(`automation.doubts.done.${held}`, { name })}</span>
        </Strip>
      )}
    </Card>
  )
}
