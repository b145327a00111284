import { useState, type ReactNode } from 'react'
import { useCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { routes } from '../../navigation/index.ts'
import { Allowed, Card, ErrorStrip, Link, Quiet, Skeleton } from '../../ui/index.ts'
import { ActRow } from './act-row.tsx'
import styles from './audit.module.css'
import { EntryDialog } from './entry-dialog.tsx'
import type { Entry } from './types.ts'

const SHOWN = 5

/** The newest acts about one customer, for whoever may read the log; nothing for anybody else. */
export function CustomerActs({ customerId }: { readonly customerId: string }): ReactNode {
  return (
    <Allowed needs="audit.list">
      <ActsAbout customerId={customerId} />
    </Allowed>
  )
}

function ActsAbout({ customerId }: { readonly customerId: string }): ReactNode {
  const { t } = useWords()
  const list = useCall('audit.list', { customerId, limit: SHOWN })
  const [shown, setShown] = useState<Entry | null>(null)
  const entries = list.data?.entries ?? []
  return (
    <Card
      title={t('audit.about.title')}
      testId="customer-log"
      actions={entries.length === 0 ? null : <Link to={routes.actsAbout(customerId)}>{t('audit.about.all')}</Link>}
    >
      {list.error === null ? null : <ErrorStrip error={list.error} action={{ label: t('ui.tryAgain'), onAction: list.refetch }} />}
      {list.isLoading ? <Skeleton rows={2} /> : null}
      {list.data !== undefined && entries.length === 0 ? <Quiet>{t('audit.about.none')}</Quiet> : null}
      {entries.length === 0 ? null : (
        <ul className={styles['about']}>
          {entries.map((entry, index) => (
            <li key={entry.index}>
              <ActRow entry={entry} above={entries[index - 1]?.at ?? null} onOpen={setShown} />
            </li>
          ))}
        </ul>
      )}
      {shown === null ? null : <EntryDialog entry={shown} onClose={() => setShown(null)} />}
    </Card>
  )
}
