import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Button, ErrorStrip, Quiet, Skeleton, Strip } from '../../../ui/index.ts'
import type { Content } from '../content.ts'
import type { Draft } from '../use-draft.ts'
import { ApprovalStrip } from './approval-strip.tsx'
import { BudgetCard } from './budget-card.tsx'
import { Checks } from './checks.tsx'
import { CostCard } from './cost-card.tsx'
import { DailyLimit } from './daily-limit.tsx'
import { FromLine } from './from-line.tsx'
import { Samples } from './review-samples.tsx'
import { WhoCard } from './review-who.tsx'
import type { Step } from './steps.ts'
import { TestSend } from './test-send.tsx'
import type { Review, Reviewing } from './use-review.ts'
import styles from './wizard.module.css'

type ReviewStepProps = {
  readonly draft: Draft
  readonly reviewing: Reviewing
  readonly onStep: (step: Step) => void
  readonly acceptsUnknown: boolean
  readonly onAccept: (accepts: boolean) => void
}

/** Everything that the send button stands for: who, who not, what it costs at most, the limits, and the odd messages. */
export function ReviewStep(props: ReviewStepProps): ReactNode {
  const { t } = useWords()
  const { reviewing } = props
  const { review, error } = reviewing
  const failure =
    error === null ? null : (
      <ErrorStrip
        error={error}
        action={{ label: t('broadcast.review.again'), onAction: reviewing.again }}
        testId="broadcast-review-error"
      />
    )
  if (review === null) return failure ?? <Skeleton rows={10} rowHeight="table" />
  return (
    <>
      {failure}
      {reviewing.hasChanged ? (
        <Strip tone="warning" testId="broadcast-review-changed">
          <span role="status">{t('broadcast.review.changed')}</span>
        </Strip>
      ) : null}
      <ApprovalStrip approval={review.approval} />
      <FromLine template={props.draft.content.template?.name ?? null} />
      <Cards {...props} review={review} />
      <p className={styles['line']}>
        <Quiet isSmall>{t('broadcast.review.sealed')}</Quiet>
        <Button
          size="small"
          variant="quiet"
          icon="refresh"
          onPress={reviewing.again}
          isBusy={reviewing.isLoading}
          testId="broadcast-review-again"
        >
          {t('broadcast.review.again')}
        </Button>
      </p>
    </>
  )
}

function Cards({ draft, review, reviewing, onStep, acceptsUnknown, onAccept }: ReviewStepProps & { readonly review: Review }): ReactNode {
  /** What is changed here is saved and reviewed at once, so that the numbers beside it are of it. */
  const change = (part: Partial<Content>): void => {
    draft.change(part)
    reviewing.again()
  }
  return (
    <div className={styles['review']}>
      <div className={styles['column']}>
        <WhoCard draft={draft} review={review} onAudience={() => onStep('audience')} />
        <DailyLimit limit={review.dailyLimit} />
        <BudgetCard review={review} budgetMicros={draft.content.budgetMicros} onChange={(budgetMicros) => change({ budgetMicros })} />
      </div>
      <div className={styles['column']}>
        <CostCard
          review={review}
          acceptsUnknown={acceptsUnknown}
          onAccept={onAccept}
          onCheapest={(cheapestWay) => change({ cheapestWay })}
        />
        <Checks review={review} content={draft.content} onStep={onStep} onAsk={reviewing.ask} />
      </div>
      <div className={styles['column']}>
        <Samples samples={review.samples} />
        <TestSend content={draft.content} />
      </div>
    </div>
  )
}
