import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Button, DateTime, Strip } from '../../../ui/index.ts'
import type { Review, Reviewing } from './use-review.ts'

/** Whom the history names where only the shop's owner was there. */
const FIRST_PERSON = 'owner'

/** Who has to approve, whether somebody was asked, and who asked whoever looks at it now. */
export function ApprovalStrip({ approval }: { readonly approval: Review['approval'] }): ReactNode {
  const { t, rich } = useWords()
  const { by, askedAt, askedBy } = approval
  if (by === 'self' && askedAt === null) return null
  const who = askedBy === null || askedBy === FIRST_PERSON ? t('broadcast.approval.owner') : askedBy
  return (
    <Strip tone={by === 'self' ? 'info' : 'warning'} icon="question" testId="broadcast-review-approval">
      {by === 'self' ? null : <p>{t(`broadcast.approval.${by}`)}</p>}
      {askedAt === null ? null : (
        <p role="status" data-testid="broadcast-review-asked" data-by={askedBy ?? undefined}>
          {rich(by === 'self' ? 'broadcast.approval.yours' : 'broadcast.approval.asked', {
            who: <bdi key="who">{who}</bdi>,
            time: <DateTime key="time" at={askedAt} style="date-time" />,
          })}
        </p>
      )}
    </Strip>
  )
}

type AskButtonProps = { readonly reviewing: Reviewing; readonly isDisabled: boolean }

/** Stands where the send button stands for whoever may not approve. */
export function AskButton({ reviewing, isDisabled }: AskButtonProps): ReactNode {
  const { t } = useWords()
  const { review } = reviewing
  const isStopped = review === null || review.issues.some((issue) => issue.level === 'stop')
  const isAsked = review?.approval.askedAt !== null
  return (
    <Button
      variant="main"
      icon="question"
      onPress={reviewing.ask}
      isDisabled={isDisabled || isStopped || reviewing.isLoading}
      isBusy={reviewing.isAsking}
      needs="broadcast.askApproval"
      testId="broadcast-review-ask"
    >
      {t(isAsked ? 'broadcast.approval.askAgain' : 'broadcast.approval.ask')}
    </Button>
  )
}
