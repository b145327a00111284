import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Button, Card, DateTime, Quiet, Table, Tag } from '../../../ui/index.ts'
import { needsOfFix, type Fix } from '../fixes.ts'
import { metaWords } from '../meta-words.ts'
import type { Health, Status } from '../types.ts'
import styles from './number.module.css'
import { SettingRow, SettingRows } from './setting-row.tsx'

const change: Fix = { kind: 'dialog', dialog: 'receiving' }

type Field = Health['fields'][number]
type ReceivingCardProps = {
  readonly status: Status
  readonly health: Health
  /** Null where nothing can be changed. */ readonly onFix: ((fix: Fix) => void) | null
}

/** The way in, and what each kind of event last brought. */
export function ReceivingCard({ status, health, onFix }: ReceivingCardProps): ReactNode {
  const words = useWords()
  const { t, number } = words
  return (
    <Card title={t('connection.receiving.title')} testId="connection-receiving-card">
      <SettingRows>
        <SettingRow
          name={t('connection.fact.receiving')}
          testId="connection-receiving"
          action={
            onFix === null ? undefined : (
              <Button needs={needsOfFix(change)} size="small" onPress={() => onFix(change)} testId="connection-change-receiving">
                {t('ui.change')}
              </Button>
            )
          }
        >
          <WayWords status={status} />
        </SettingRow>
        <SettingRow name={t('connection.fact.lastEvent')}>
          {status.receiving.lastEventAt === null ? t('connection.lastEvent.never') : <DateTime at={status.receiving.lastEventAt} />}
        </SettingRow>
      </SettingRows>
      <div className={styles['flush']}>
        <Table<Field>
          label={t('connection.events')}
          rows={health.fields}
          rowId={({ field }) => field}
          testId="connection-fields"
          columns={[
            {
              id: 'field',
              header: t('connection.events.kind'),
              isRowHeader: true,
              cell: ({ field }) => <bdi>{metaWords('field', field, words)}</bdi>,
            },
            {
              id: 'last',
              header: t('connection.events.last'),
              width: '30%',
              cell: ({ lastAt }) => (lastAt === null ? <Quiet>{t('connection.lastEvent.never')}</Quiet> : <DateTime at={lastAt} />),
            },
            { id: 'count', header: t('connection.events.count'), width: '16%', align: 'end', cell: ({ count }) => number(count) },
          ]}
        />
      </div>
    </Card>
  )
}

function WayWords({ status }: { readonly status: Status }): ReactNode {
  const { t } = useWords()
  const { way, verified } = status.receiving
  if (way === 'none') return t('connection.receiving.none')
  return (
    <>
      {t(`connection.receiving.${way}`)}{' '}
      <Tag tone={verified ? 'success' : 'warning'}>{t(verified ? 'connection.receiving.verified' : 'connection.receiving.unverified')}</Tag>
    </>
  )
}
