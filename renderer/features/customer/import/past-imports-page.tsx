import type { ReactNode } from 'react'
import { useCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import { Card, DateTime, EmptyState, ErrorStrip, Link, Page, Quiet, Skeleton, Strip, Tag } from '../../../ui/index.ts'
import { personWords } from '../person-words.ts'
import type { ImportRun } from '../types.ts'
import styles from './import.module.css'
import { SaveRows } from './save-rows.tsx'
import { useUndoImport } from './undo-import.tsx'

/** Every list, card file and chat that was brought in, newest first, each to be undone while that is possible. */
export function PastImportsPage(): ReactNode {
  const { t } = useWords()
  const list = useCall('customer.imports', {})
  return (
    <Page
      title={t('customer.imports.title')}
      testId="customer-imports"
      actions={
        <Link to={routes.customers()} look="button">
          {t('customer.title')}
        </Link>
      }
    >
      <Quiet>{t('customer.imports.lead')}</Quiet>
      {list.error === null ? null : <ErrorStrip error={list.error} action={{ label: t('ui.tryAgain'), onAction: list.refetch }} />}
      {list.isLoading ? <Skeleton rows={6} /> : null}
      {list.data?.imports.length === 0 ? (
        <EmptyState icon="upload" title={t('customer.imports.none')} text={t('customer.imports.noneText')} />
      ) : null}
      <div className={styles['past']}>
        {list.data?.imports.map((run) => (
          <PastImport key={run.importId} run={run} />
        ))}
      </div>
    </Page>
  )
}

const TONES = { 'dry-run': 'neutral', running: 'neutral', done: 'success', undone: 'neutral', failed: 'warning' } as const

function PastImport({ run }: { readonly run: ImportRun }): ReactNode {
  const { t } = useWords()
  const { new: added, update: changed, refused } = run.counts
  return (
    <Card testId="customer-imports-one">
      <div className={styles['head']}>
        <strong>
          <bdi>{run.fileName}</bdi>
        </strong>
        <Tag tone={TONES[run.state]} testId="customer-imports-state">
          {t(`customer.imports.state.${run.state}`)}
        </Tag>
      </div>
      <Quiet>
        <DateTime at={run.startedAt} />
        {run.by === '' ? null : <> · {t('customer.imports.by', { name: personWords(run.by, t) })}</>}
      </Quiet>
      {run.state === 'done' || run.state === 'undone' ? <p>{t('customer.import.done', { added, changed, refused })}</p> : null}
      {run.state === 'done' ? <Acts run={run} /> : null}
    </Card>
  )
}

/** After seven days what the rows say of people is gone, and with it the undo and the rows that could be mended. */
function Acts({ run }: { readonly run: ImportRun }): ReactNode {
  const { t } = useWords()
  const { undone, error, offer } = useUndoImport(run, 'customer-imports-undo')
  if (undone !== null) return <Strip tone="info">{t('customer.import.undone', undone)}</Strip>
  return (
    <>
      {error === null ? null : <ErrorStrip error={error} />}
      <div className={styles['after']}>
        <Link to={routes.customersOfImport(run.importId)}>{t('customer.import.show')}</Link>
        {offer}
      </div>
      {run.undoUntil === null || run.counts.refused === 0 ? null : <SaveRows run={run} verdicts={['refused']} />}
    </>
  )
}
