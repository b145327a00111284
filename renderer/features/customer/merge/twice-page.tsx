import { useState, type ReactNode } from 'react'
import { useMutationCall, usePages, type CallOutput } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import { Button, Card, EmptyState, ErrorStrip, Link, OffersTag, Page, Phone, Quiet, Skeleton, Tag } from '../../../ui/index.ts'
import { CustomerName } from '../customer-name.tsx'
import type { CustomerRow } from '../types.ts'
import { MergeDialog } from './merge-dialog.tsx'
import styles from './merge.module.css'

type Pair = CallOutput<'customer.duplicates'>['pairs'][number]

/** Records that are likely one person, the surest first, each to be merged or called two people. */
export function TwicePage(): ReactNode {
  const { t } = useWords()
  const list = usePages('customer.duplicates', {})
  const [merging, setMerging] = useState<Pair | null>(null)
  const pairs = list.pages.flatMap((page) => page.pairs)
  const total = list.pages[0]?.total
  return (
    <Page
      title={t('record.twice.title')}
      aside={total === undefined ? undefined : t('record.twice.count', { count: total })}
      testId="customer-twice"
      actions={
        <Link to={routes.customers()} look="button">
          {t('customer.title')}
        </Link>
      }
    >
      <Quiet>{t('record.twice.lead')}</Quiet>
      {list.error === null ? null : <ErrorStrip error={list.error} action={{ label: t('ui.tryAgain'), onAction: list.refetch }} />}
      {list.isLoading ? <Skeleton rows={6} /> : null}
      {total === 0 ? <EmptyState icon="ok" title={t('record.twice.none')} text={t('record.twice.noneText')} /> : null}
      <div className={styles['list']}>
        {pairs.map((pair) => (
          <PairCard key={`${pair.one.customerId}-${pair.other.customerId}`} pair={pair} onMerge={() => setMerging(pair)} />
        ))}
      </div>
      {list.more === null ? null : (
        <Button onPress={list.more} isBusy={list.isFetchingMore}>
          {t('ui.showMore')}
        </Button>
      )}
      {merging === null ? null : (
        <MergeDialog keep={merging.one.customerId} other={merging.other.customerId} onClose={() => setMerging(null)} />
      )}
    </Page>
  )
}

function PairCard({ pair, onMerge }: { readonly pair: Pair; readonly onMerge: () => void }): ReactNode {
  const { t, percent } = useWords()
  const parting = useMutationCall('customer.notSame')
  const { one, other, why, sureness } = pair
  return (
    <Card testId="customer-twice-pair">
      {parting.error === null ? null : <ErrorStrip error={parting.error} />}
      <div className={styles['pair']}>
        <Side row={one} />
        <Side row={other} />
      </div>
      <div className={styles['foot']}>
        <Tag tone={sureness >= 75 ? 'warning' : 'neutral'}>{t(`record.twice.why.${why}`)}</Tag>
        <Quiet isSmall>{t('record.twice.sure', { percent: percent(sureness / 100) })}</Quiet>
        <Button needs="customer.merge" onPress={onMerge} testId="customer-twice-merge">
          {t('record.twice.merge')}
        </Button>
        <Button
          needs="customer.notSame"
          onPress={() => void parting.run({ one: one.customerId, other: other.customerId })}
          isBusy={parting.isRunning}
          testId="customer-twice-not-same"
        >
          {t('record.twice.notSame')}
        </Button>
      </div>
    </Card>
  )
}

function Side({ row }: { readonly row: CustomerRow }): ReactNode {
  const { t } = useWords()
  return (
    <div className={styles['side']}>
      <Link to={routes.customer(row.customerId)}>
        <CustomerName name={row.name} />
      </Link>
      {row.phone === null ? <Quiet isSmall>{t('ui.noNumber')}</Quiet> : <Phone phone={row.phone} />}
      {row.username === null ? null : <bdi>@{row.username.replace(/^@/, '')}</bdi>}
      <span>
        <OffersTag offers={row.offers} />
      </span>
      {row.tags.length === 0 ? null : <bdi>{row.tags.join(', ')}</bdi>}
    </div>
  )
}
