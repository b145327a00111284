import { useState, type ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Card, IconButton, Quiet } from '../../../ui/index.ts'
import { PersonMessage } from './person-message.tsx'
import type { Review } from './use-review.ts'
import styles from './wizard.module.css'

/** Real messages, the oddest first. */
export function Samples({ samples }: Pick<Review, 'samples'>): ReactNode {
  const { t, number } = useWords()
  const [at, setAt] = useState(0)
  const place = Math.min(at, samples.length - 1)
  const sample = samples[place]
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
              <strong className={styles['placeName']} dir="auto">
                {sample.customerName === '' ? t('broadcast.noName') : sample.customerName}
              </strong>
              <span>{t('broadcast.review.samplePlace', { index: number(place + 1), of: number(samples.length) })}</span>
            </p>
            <IconButton
              icon="chevron-right"
              label={t('broadcast.review.sampleNext')}
              onPress={() => setAt(place + 1)}
              isDisabled={place + 1 >= samples.length}
              size="small"
              testId="broadcast-review-sample-next"
            />
          </div>
          <PersonMessage message={sample} testId="broadcast-review-sample-phone" />
        </div>
      )}
    </Card>
  )
}
