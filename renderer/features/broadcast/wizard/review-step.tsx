import { useState, type ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Card, ErrorStrip, IconButton, Quiet, Skeleton, Strip, Button } from '../../../ui/index.ts'
import type { Draft } from '../use-draft.ts'
import { Checks } from './checks.tsx'
import { CostCard } from './cost-card.tsx'
import { DailyLimit } from './daily-limit.tsx'
import { PersonMessage } from './person-message.tsx'
import type { Step } from './steps.ts'
import type { Review, Reviewing } from './use-review.ts'
import { VerdictSummary } from './verdict-summary.tsx'
import styles from './wizard.module.css'

type ReviewStepProps = {
  readonly draft: Draft
  readonly reviewing: Reviewing
  readonly onStep: (step: Step) => void
  readonly acceptsUnknown: boolean
  readonly onAccept: (accepts: boolean) => void
}

/** Everything that the send button stands for: who, who not, what it costs at most, the day's limit, and the odd messages. */
export function ReviewStep({ draft, reviewing, onStep, acceptsUnknown, onAccept }: ReviewStepProps): ReactNode {
  const { t } = useWords()
  const { review, error } = reviewing
  if (review === null) {
    return error === null ? (
      <Skeleton rows={10} rowHeight="table" />
    ) : (
      <ErrorStrip
        error={error}
        action={{ label: t('broadcast.review.again'), onAction: reviewing.again }}
        testId="broadcast-review-error"
      />
    )
  }
  return (
    <>
      {error === null ? null : (
        <ErrorStrip
          error={error}
          action={{ label: t('broadcast.review.again'), onAction: reviewing.again }}
          testId="broadcast-review-error"
        />
      )}
      {reviewing.hasChanged ? (
        <Strip tone="warning" testId="broadcast-review-changed">
          <span role="status">{t('broadcast.review.changed')}</span>
        </Strip>
      ) : null}
      <div className={styles['review']}>
        <div className={styles['column']}>
          <WhoCard draft={draft} review={review} />
          <DailyLimit limit={review.dailyLimit} />
        </div>
        <div className={styles['column']}>
          <CostCard cost={review.cost} acceptsUnknown={acceptsUnknown} onAccept={onAccept} />
          <Checks review={review} onStep={onStep} />
        </div>
        <Samples review={review} language={draft.content.template.language} />
      </div>
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

function WhoCard({ draft, review }: { readonly draft: Draft; readonly review: Review }): ReactNode {
  const { t } = useWords()
  return (
    <Card title={t('broadcast.review.who')}>
      <div data-testid="broadcast-review-goes" data-count={review.goes}>
        <div data-testid="broadcast-review-left" data-count={review.matched - review.goes}>
          <VerdictSummary counts={review} audience={draft.content.audience} content={draft.content} testId="broadcast-review-verdict" />
        </div>
      </div>
    </Card>
  )
}

/** Real messages, the oddest first. */
function Samples({ review, language }: { readonly review: Review; readonly language: string }): ReactNode {
  const { t, number } = useWords()
  const [at, setAt] = useState(0)
  const place = Math.min(at, review.samples.length - 1)
  const sample = review.samples[place]
  return (
    <Card title={t('broadcast.review.samples')} testId="broadcast-review-samples">
      {sample === undefined ? (
        <Quiet>{t('broadcast.issue.nobody')}</Quiet>
      ) : (
        <div className={styles['preview']}>
          <div className={styles['place']}>
            <IconButton
              icon="back"
              label={t('broadcast.review.samplePrevious')}
              onPress={() => setAt(place - 1)}
              isDisabled={place === 0}
              size="small"
              testId="broadcast-review-sample-previous"
            />
            <p className={styles['placeWords']}>
              <strong className={styles['placeName']}>
                <bdi>{sample.customerName === '' ? t('broadcast.noName') : sample.customerName}</bdi>
              </strong>
              <span>{t('broadcast.review.samplePlace', { index: number(place + 1), of: number(review.samples.length) })}</span>
            </p>
            <IconButton
              icon="chevron-right"
              label={t('broadcast.review.sampleNext')}
              onPress={() => setAt(place + 1)}
              isDisabled={place + 1 >= review.samples.length}
              size="small"
              testId="broadcast-review-sample-next"
            />
          </div>
          <PersonMessage message={sample} language={language} testId="broadcast-review-sample-phone" />
        </div>
      )}
    </Card>
  )
}
