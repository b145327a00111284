import type { ReactNode } from 'react'
import { useCall, useMutationCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, DateTime, Dialog, ErrorStrip, Quiet, Skeleton, Stack, Tag, RuledList, RuledRow } from '../../ui/index.ts'
import styles from './integration.module.css'
import type { Delivery, Hook } from './types.ts'

const TONES = { waiting: 'neutral', arrived: 'success', dead: 'danger' } as const

/** What was told to an address and what waits, without what was said; what was given up can be tried again. */
export function DeliveriesDialog({ hook, onClose }: { readonly hook: Hook; readonly onClose: () => void }): ReactNode {
  const { t } = useWords()
  const reading = useCall('integration.deliveries', { hookId: hook.hookId })
  const trying = useMutationCall('integration.tryAgain')
  const rows = reading.data?.deliveries ?? []
  return (
    <Dialog
      title={t('integration.deliveriesOf', { name: hook.name })}
      isOpen
      onClose={onClose}
      testId="integration-deliveries"
      footer={
        <>
          {rows.some(({ state }) => state === 'dead') ? (
            <Button
              needs="integration.tryAgain"
              icon="refresh"
              onPress={() => void trying.run({ hookId: hook.hookId })}
              isBusy={trying.isRunning}
            >
              {t('integration.tryAllAgain')}
            </Button>
          ) : null}
          <Button variant="main" onPress={onClose}>
            {t('ui.close')}
          </Button>
        </>
      }
    >
      {reading.error === null ? null : <ErrorStrip error={reading.error} />}
      {reading.data === undefined ? <Skeleton rows={3} /> : null}
      {reading.data !== undefined && rows.length === 0 ? <Quiet>{t('integration.noDeliveries')}</Quiet> : null}
      <RuledList>
        {rows.map((row) => (
          <DeliveryRow key={row.eventId} row={row} onAgain={() => void trying.run({ hookId: hook.hookId, eventId: row.eventId })} />
        ))}
      </RuledList>
    </Dialog>
  )
}

function DeliveryRow({ row, onAgain }: { readonly row: Delivery; readonly onAgain: () => void }): ReactNode {
  const { t } = useWords()
  return (
    <RuledRow>
      <div>
        <p className={styles['name']}>{t(`integration.event.${row.event}`)}</p>
        <Quiet>
          <DateTime at={row.at} style="short" /> · {t('integration.tries', { count: row.tries })}
          {row.trouble === null ? null : ` · ${t(`integration.trouble.${row.trouble}`)}`}
        </Quiet>
      </div>
      <Stack isRow gap={1}>
        <Tag tone={TONES[row.state]}>{t(`integration.delivery.${row.state}`)}</Tag>
        {row.state === 'dead' ? (
          <Button needs="integration.tryAgain" size="small" onPress={onAgain}>
            {t('ui.tryAgain')}
          </Button>
        ) : null}
      </Stack>
    </RuledRow>
  )
}
