import type { ReactNode } from 'react'
import { usePages } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, Card, DateTime, ErrorStrip, Quiet, Skeleton } from '../../../ui/index.ts'
import styles from '../customer.module.css'
import { personWords } from '../person-words.ts'
import type { CustomerCard } from '../types.ts'
import { changeWords, entryWords, type TimelineEntry } from './timeline-words.ts'

const FIRST = 15

/** What happened with one customer, newest first, with before and after of what was changed. */
export function TimelineCard({ customerId }: { readonly customerId: CustomerCard['customerId'] }): ReactNode {
  const { t } = useWords()
  const list = usePages('customer.timeline', { customerId, limit: FIRST })
  const entries = list.pages.flatMap((page) => page.entries)
  return (
    <Card title={t('record.timeline.title')} testId="customer-timeline">
      {list.error === null ? null : <ErrorStrip error={list.error} action={{ label: t('ui.tryAgain'), onAction: list.refetch }} />}
      {list.isLoading ? <Skeleton rows={4} /> : null}
      <ol className={styles['consent']} aria-label={t('record.timeline.title')}>
        {entries.map((entry, index) => (
          <Entry key={`${entry.at}-${entry.kind}-${index}`} entry={entry} />
        ))}
      </ol>
      {list.more === null ? null : (
        <Button size="small" onPress={list.more} isBusy={list.isFetchingMore} testId="customer-timeline-more">
          {t('ui.showMore')}
        </Button>
      )}
    </Card>
  )
}

function Entry({ entry }: { readonly entry: TimelineEntry }): ReactNode {
  const words = useWords()
  return (
    <li className={styles['entry']} data-testid="customer-timeline-entry" data-kind={entry.kind}>
      <span className={styles['entryDay']}>
        <DateTime at={entry.at} style="date" />
      </span>
      <span className={styles['entryWords']}>
        <span dir="auto">{entryWords(entry, words)}</span>
        {entry.by === '' || entry.kind === 'consent' ? null : (
          <Quiet isSmall> {words.t('record.timeline.by', { person: personWords(entry.by, words.t) })}</Quiet>
        )}
        {entry.changes.map((change) => (
          <span key={change.fact} className={styles['wording']} dir="auto">
            {changeWords(change, words)}
          </span>
        ))}
      </span>
    </li>
  )
}
