import type { ReactNode } from 'react'
import type { CallOutput } from '../../../bridge/index.ts'
import { formatDate, useWords } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import { Hidden, Icon, Link, type IconName } from '../../../ui/index.ts'
import styles from './calendar.module.css'

/** One thing of a day. */
export type Entry = CallOutput<'broadcast.calendar'>['entries'][number]

const icons: Readonly<Record<Entry['kind'], IconName>> = {
  done: 'ok',
  running: 'send',
  planned: 'clock',
  missed: 'alert',
  series: 'refresh',
}

const addressOf = ({ broadcastId, seriesId }: Entry): string =>
  broadcastId !== null ? routes.broadcast(broadcastId) : seriesId !== null ? routes.series(seriesId) : routes.broadcasts()

/** A broadcast or a time of a series: when, what, and how it stands in words. */
export function EntryLink({ entry, isLong = false }: { readonly entry: Entry; readonly isLong?: boolean }): ReactNode {
  const words = useWords()
  const { t } = words
  const state = t(`broadcast.calendar.kind.${entry.kind}`)
  return (
    <span className={styles['entry']} data-kind={entry.kind} data-long={isLong ? '' : undefined}>
      <Link to={addressOf(entry)} look="row" testId="calendar-entry">
        <span className={styles['entryTime']}>
          <Icon name={icons[entry.kind]} size={14} />
          {formatDate(entry.at, 'time', words)}
        </span>
        <bdi className={styles['entryName']}>{entry.name}</bdi>
        {isLong ? <span className={styles['entryState']}>{state}</span> : <Hidden>{state}</Hidden>}
        {isLong && entry.people !== null ? (
          <span className={styles['entryState']}>{t('broadcast.people.count', { count: entry.people })}</span>
        ) : null}
      </Link>
    </span>
  )
}
