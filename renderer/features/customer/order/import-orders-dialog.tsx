import { useState, type ReactNode } from 'react'
import { useFileTaking, useMutationCall, type CallOutput } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, DateTime, Dialog, ErrorStrip, Money, Phone, Quiet, Strip, Table } from '../../../ui/index.ts'
import styles from './order.module.css'

type Outcome = CallOutput<'order.import'>
type Tried = { readonly handle: string; readonly outcome: Outcome }

/** Brings in past orders from a file: first what would happen, then all of them or none. */
export function ImportOrdersDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useWords()
  const importing = useMutationCall('order.import')
  const [tried, setTried] = useState<Tried | null>(null)
  const [done, setDone] = useState<Outcome | null>(null)
  const look = async (handle: string): Promise<void> => {
    const result = await importing.run({ file: handle, dryRun: true })
    setTried(result.ok ? { handle, outcome: result.value } : null)
  }
  const taking = useFileTaking('import-orders', ({ handle }) => void look(handle))
  const finish = async (): Promise<void> => {
    if (tried === null) return
    const result = await importing.run({ file: tried.handle })
    if (!result.ok) return
    // The file may have changed since it was looked at.
    if (result.value.refused.length > 0) setTried({ ...tried, outcome: result.value })
    else setDone(result.value)
  }
  const error = importing.error ?? taking.error
  const canFinish = tried !== null && tried.outcome.added > 0 && tried.outcome.refused.length === 0
  return (
    <Dialog
      title={t('order.import.title')}
      isOpen
      onClose={onClose}
      size="wide"
      testId="order-import"
      footer={
        <>
          <Button onPress={onClose} testId="order-import-close">
            {t(done === null ? 'ui.cancel' : 'ui.close')}
          </Button>
          {canFinish && done === null ? (
            <Button variant="main" icon="upload" onPress={() => void finish()} isBusy={importing.isRunning} testId="order-import-finish">
              {t('order.import.finish', { count: tried.outcome.added })}
            </Button>
          ) : null}
        </>
      }
    >
      {error === null ? null : <ErrorStrip error={error} />}
      {done === null ? (
        <>
          <p>{t('order.import.text')}</p>
          <Quiet isSmall>{t('order.import.columns')}</Quiet>
          <div>
            <Button
              icon="file"
              variant={canFinish ? 'plain' : 'main'}
              onPress={taking.choose}
              isBusy={taking.isChoosing || (importing.isRunning && tried === null)}
              testId="order-import-choose"
            >
              {t(tried === null ? 'order.import.choose' : 'order.import.chooseOther')}
            </Button>
          </div>
          {tried === null ? null : <Preview outcome={tried.outcome} />}
        </>
      ) : (
        <Strip tone="success" testId="order-import-done">
          {t('order.import.done', { count: done.added })}
        </Strip>
      )}
    </Dialog>
  )
}

function Preview({ outcome }: { readonly outcome: Outcome }): ReactNode {
  const { t, number } = useWords()
  const { rows, added, known, unknownCustomers, refused } = outcome
  const counts = [
    [rows, t('order.import.rows')],
    [refused.length === 0 ? added : 0, t('order.import.new')],
    [known, t('order.import.known')],
    [unknownCustomers, t('order.import.nobody')],
  ] as const
  return (
    <div className={styles['preview']} data-testid="order-import-preview" data-added={added} data-refused={refused.length}>
      <p>
        <bdi>{outcome.fileName}</bdi>
      </p>
      <dl className={styles['counts']}>
        {counts.map(([count, words]) => (
          <div key={words} className={styles['count']}>
            <dt>{number(count)}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      {refused.length === 0 ? <Sample outcome={outcome} /> : <Refused outcome={outcome} />}
    </div>
  )
}

function Refused({ outcome }: { readonly outcome: Outcome }): ReactNode {
  const { t } = useWords()
  return (
    <Strip tone="warning" testId="order-import-refused">
      <p>{t('order.import.refused', { count: outcome.refused.length })}</p>
      <ul className={styles['refused']}>
        {outcome.refused.slice(0, 100).map(({ row, reason }) => (
          <li key={row}>{t('order.import.refusedRow', { row, reason: t(`order.import.reason.${reason}`) })}</li>
        ))}
      </ul>
    </Strip>
  )
}

function Sample({ outcome }: { readonly outcome: Outcome }): ReactNode {
  const { t } = useWords()
  if (outcome.sample.length === 0) return null
  return (
    <Table
      label={t('order.import.sample')}
      rows={outcome.sample.map((row, index) => ({ ...row, index }))}
      rowId={({ index }) => String(index)}
      columns={[
        { id: 'phone', header: t('order.import.customer'), isRowHeader: true, cell: ({ phone }) => <Phone phone={phone} /> },
        { id: 'day', header: t('order.field.day'), cell: ({ at }) => <DateTime at={at} style="date" /> },
        {
          id: 'total',
          header: t('order.total'),
          align: 'end',
          cell: ({ totalMicros, currency }) => <Money micros={totalMicros} currency={currency} />,
        },
      ]}
    />
  )
}
