import type { ReactNode } from 'react'
import { languageName, useWords } from '../../../i18n/index.ts'
import { Button, Card, Quiet } from '../../../ui/index.ts'
import type { Draft } from '../use-draft.ts'
import type { Review } from './use-review.ts'
import { VerdictSummary } from './verdict-summary.tsx'
import styles from './wizard.module.css'

type WhoCardProps = { readonly draft: Draft; readonly review: Review; readonly onAudience: () => void }

/** Who gets it, who does not and why, in which languages, and who is kept back. */
export function WhoCard({ draft, review, onAudience }: WhoCardProps): ReactNode {
  const { t } = useWords()
  const { audience, byLanguage } = draft.content
  return (
    <Card title={t('broadcast.review.who')}>
      <div data-testid="broadcast-review-goes" data-count={review.goes}>
        <div data-testid="broadcast-review-left" data-count={review.matched - review.goes}>
          <VerdictSummary
            counts={review}
            audience={audience}
            content={draft.content}
            broadcastId={review.broadcastId}
            testId="broadcast-review-verdict"
          />
        </div>
      </div>
      {byLanguage ? <Languages languages={review.languages} /> : null}
      {review.holdout === 0 ? null : (
        <p className={styles['line']} data-testid="broadcast-review-holdout" data-count={review.holdout}>
          <Quiet isSmall>{t('broadcast.review.holdout', { count: review.holdout })}</Quiet>
          <Button size="small" variant="quiet" onPress={onAudience} testId="broadcast-review-holdout-change">
            {t('broadcast.fix.audience')}
          </Button>
        </p>
      )}
    </Card>
  )
}

function Languages({ languages }: Pick<Review, 'languages'>): ReactNode {
  const { t, locale } = useWords()
  return (
    <ul className={styles['languages']} aria-label={t('broadcast.language.title')}>
      {languages.map(({ language, people }) => (
        <li key={language} data-testid="broadcast-review-language" data-language={language} data-people={people}>
          {t('broadcast.review.language', { language: languageName(language, locale), count: people })}
        </li>
      ))}
    </ul>
  )
}
