import { useEffect, useRef, type ReactNode } from 'react'
import { useCall } from '../../../bridge/index.ts'
import { failureWordIds, isMessageId, metaWordIds, useWords, type Words } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import {
  Button,
  Card,
  DateTime,
  EmptyState,
  ErrorStrip,
  Link,
  Phone,
  Quiet,
  SearchField,
  Select,
  Skeleton,
  Table,
  Tag,
  type Column,
  type IconName,
  type Tone,
} from '../../../ui/index.ts'
import { everybody, groupOrder, steps, type PeopleFilter, type Step } from './people-filter.ts'
import { groupCounts, type Counts } from './progress.ts'
import type { ReportData } from './report/types.ts'
import styles from './run.module.css'
import { useRecipients, type Recipient } from './use-recipients.ts'

type RecipientsProps = {
  readonly broadcastId: string
  readonly counts: Counts
  readonly filter: PeopleFilter
  readonly onFilter: (filter: PeopleFilter) => void
  /** Counts up each time a number elsewhere asks for its people, so that the list comes into sight. */
  readonly asked: number
}

/** What became of every single person. */
export function Recipients({ broadcastId, counts, filter, onFilter, asked }: RecipientsProps): ReactNode {
  const { t, number } = useWords()
  const people = useRecipients(broadcastId, filter)
  const top = useRef<HTMLDivElement>(null)
  // The report stands above and grows when it is read: the list comes into sight once nothing pushes it away again.
  const report = useCall('broadcast.report', { broadcastId })
  const isReady = (report.data !== undefined || report.error !== null) && !people.isLoading
  useEffect(() => {
    if (asked === 0 || !isReady) return
    top.current?.scrollIntoView({ block: 'start' })
    top.current?.focus({ preventScroll: true })
  }, [asked, isReady])
  const inGroup = groupCounts(counts)
  const choices = [
    { value: 'all' as const, label: t('broadcast.people.withCount', { what: t('broadcast.people.all'), count: number(counts.matched) }) },
    ...groupOrder.map((group) => ({
      value: group,
      label: t('broadcast.people.withCount', { what: t(`broadcast.group.${group}`), count: number(inGroup[group]) }),
    })),
    ...steps.map((step) => ({
      value: step,
      label: t('broadcast.people.withCount', { what: t(`broadcast.report.${step}`), count: number(countOf(report.data, step)) }),
    })),
  ]
  return (
    <div ref={top} tabIndex={-1} className={styles['people']}>
      <Card
        title={t('broadcast.people.title')}
        isFlush
        testId="broadcast-recipients"
        actions={
          <Quiet isSmall>{t(people.isMore ? 'broadcast.people.countMore' : 'broadcast.people.count', { count: people.total })}</Quiet>
        }
      >
        <div className={styles['tools']}>
          <div className={styles['filter']}>
            <Select
              label={t('broadcast.people.filter')}
              isLabelHidden
              value={filter.group}
              choices={choices}
              onChange={(group) => onFilter({ ...filter, group, reason: null })}
              testId="broadcast-recipients-filter"
            />
          </div>
          <div className={styles['search']}>
            <SearchField
              label={t('broadcast.people.search')}
              value={filter.search}
              onChange={(search) => onFilter({ ...filter, search })}
              testId="broadcast-recipients-search"
            />
          </div>
          {filter.reason === null ? null : (
            <span data-testid="broadcast-recipients-reason" data-reason={filter.reason}>
              <Tag tone="accent" onRemove={() => onFilter({ ...filter, reason: null })} removeLabel={t('broadcast.people.clearReason')}>
                <ReasonOf filter={filter} />
              </Tag>
            </span>
          )}
        </div>
        {people.error === null ? null : <ErrorStrip error={people.error} />}
        {people.isLoading ? <Skeleton rows={6} rowHeight="table" /> : null}
        {!people.isLoading && people.rows.length === 0 ? (
          <EmptyState
            icon="customers"
            title={t('broadcast.people.none')}
            action={
              filter === everybody ? undefined : (
                <Button onPress={() => onFilter(everybody)} testId="broadcast-recipients-all">
                  {t('broadcast.people.showAll')}
                </Button>
              )
            }
            testId="broadcast-recipients-empty"
          />
        ) : null}
        {people.rows.length === 0 ? null : <List rows={people.rows} more={people.more} isFetchingMore={people.isFetchingMore} />}
      </Card>
    </div>
  )
}

const countOf = (report: ReportData | undefined, step: Step): number =>
  report === undefined ? 0 : step === 'optedOut' ? report.optedOut : report.funnel[step]

function ReasonOf({ filter }: { readonly filter: PeopleFilter }): ReactNode {
  const { t } = useWords()
  const { reason } = filter
  if (reason === null) return null
  const id = `broadcast.reason.${reason}`
  return isMessageId(id) ? t(id) : /^\d+$/.test(reason) ? t('ui.meta.code', { code: reason }) : reason
}

type ListProps = { readonly rows: readonly Recipient[]; readonly more: (() => void) | null; readonly isFetchingMore: boolean }

function List({ rows, more, isFetchingMore }: ListProps): ReactNode {
  const words = useWords()
  const { t, number } = words
  const columns: readonly Column<Recipient>[] = [
    { id: 'name', header: t('broadcast.column.name'), isRowHeader: true, width: '16%', cell: (row) => <Person row={row} /> },
    {
      id: 'phone',
      header: t('broadcast.column.number'),
      width: '19%',
      cell: (row) => (row.phone === null ? <Quiet>{t('ui.noNumber')}</Quiet> : <Phone phone={row.phone} />),
    },
    { id: 'state', header: t('broadcast.column.state'), width: '15%', cell: (row) => <StateOf row={row} /> },
    { id: 'why', header: t('broadcast.column.why'), cell: (row) => <Quiet isSmall>{whyOf(row, words)}</Quiet> },
    {
      id: 'code',
      header: t('broadcast.column.code'),
      width: '12%',
      cell: (row) => (row.couponCode === null ? <Quiet>–</Quiet> : <bdi dir="ltr">{row.couponCode}</bdi>),
    },
    { id: 'tries', header: t('broadcast.column.attempts'), width: '7%', align: 'end', cell: (row) => number(row.attempts) },
    { id: 'at', header: t('broadcast.column.changed'), width: '10%', cell: (row) => <DateTime at={row.updatedAt} style="short" /> },
  ]
  return (
    <Table
      label={t('broadcast.people.title')}
      rows={rows}
      rowId={(row) => row.sendId ?? `${row.customerId ?? row.name} ${row.updatedAt}`}
      columns={columns}
      more={more}
      isFetchingMore={isFetchingMore}
      testId="broadcast-recipients-list"
    />
  )
}

function Person({ row }: { readonly row: Recipient }): ReactNode {
  const { t } = useWords()
  if (row.customerId === null) return <Quiet>{t('broadcast.people.erased')}</Quiet>
  return <Link to={routes.customer(row.customerId)}>{row.name === '' ? t('broadcast.noName') : <bdi>{row.name}</bdi>}</Link>
}

const looks: Readonly<Record<Recipient['state'], readonly [Tone, IconName]>> = {
  planned: ['neutral', 'clock'],
  skipped: ['neutral', 'minus'],
  sending: ['neutral', 'send'],
  in_doubt: ['warning', 'question'],
  accepted: ['neutral', 'check'],
  sent: ['neutral', 'check'],
  delivered: ['success', 'checks'],
  read: ['success', 'checks'],
  failed: ['danger', 'exclamation'],
  rejected: ['danger', 'exclamation'],
  unconfirmed: ['warning', 'question'],
}

function StateOf({ row }: { readonly row: Recipient }): ReactNode {
  const { t } = useWords()
  const [tone, icon] = looks[row.state]
  return (
    <span data-testid="broadcast-recipients-state" data-state={row.state}>
      <Tag tone={tone} icon={icon}>
        {t(`broadcast.recipient.${row.state}`)}
      </Tag>
    </span>
  )
}

/** Why a person stands where they stand: Meta's code in words, the reason for leaving out, or the time of the next try. */
function whyOf(row: Recipient, words: Words): ReactNode {
  const { t, rich } = words
  if (row.metaCode !== null && row.state !== 'delivered' && row.state !== 'read') {
    return (
      <>
        {t(metaWordIds(row.metaCode).what)} {t('ui.meta.code', { code: String(row.metaCode) })}
      </>
    )
  }
  if (row.state === 'planned' && row.nextTryAt !== null)
    return rich('broadcast.people.nextTry', { time: <DateTime key="at" at={row.nextTryAt} style="short" /> })
  if (row.state === 'rejected') return t(failureWordIds(row).what)
  const id = `broadcast.reason.${row.reason ?? ''}`
  return isMessageId(id) ? t(id) : ''
}
