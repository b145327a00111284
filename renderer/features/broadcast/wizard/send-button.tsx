import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Button } from '../../../ui/index.ts'
import { AskButton } from './approval-strip.tsx'
import type { Reviewing } from './use-review.ts'

type SendButtonProps = {
  readonly isShut: boolean
  readonly isPlan: boolean
  readonly reviewing: Reviewing
  readonly acceptsUnknown: boolean
  readonly onSend: () => void
}

/**
 * States how many people it sends to, plans for, or approves it for where somebody asked; stays shut while something stops the
 * broadcast. Whoever may not approve asks instead.
 */
export function SendButton({ isShut, isPlan, reviewing, acceptsUnknown, onSend }: SendButtonProps): ReactNode {
  const { t } = useWords()
  const { review } = reviewing
  const isStopped =
    review === null || review.issues.some((issue) => issue.level === 'stop') || (review.cost.unknownPeople > 0 && !acceptsUnknown)
  if (review !== null && review.approval.by !== 'self') return <AskButton reviewing={reviewing} isDisabled={isShut} />
  const isAsked = review !== null && review.approval.askedAt !== null
  return (
    <Button
      variant="main"
      icon={isPlan ? 'clock' : 'send'}
      onPress={onSend}
      isDisabled={isShut || isStopped || reviewing.isLoading}
      isBusy={reviewing.isApproving}
      needs="broadcast.approve"
      testId="broadcast-review-send"
    >
      {t(isPlan ? 'broadcast.review.plan' : isAsked ? 'broadcast.approval.approve' : 'broadcast.review.send', { count: review?.goes ?? 0 })}
    </Button>
  )
}
