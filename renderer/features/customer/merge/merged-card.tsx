import type { ReactNode } from 'react'
import { useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, Card, DateTime, ErrorStrip, Phone, useToast } from '../../../ui/index.ts'
import { CustomerName } from '../customer-name.tsx'
import type { CustomerCard } from '../types.ts'
import styles from './merge.module.css'

/** Records that were joined into this one; the latest can be parted again. */
export function MergedCard({ customer }: { readonly customer: CustomerCard }): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const parting = useMutationCall('customer.part')
  if (customer.merged.length === 0) return null
  const part = async (mergeId: CustomerCard['merged'][number]['mergeId']): Promise<void> => {
    const parted = await parting.run({ mergeId })
    if (parted.ok) toast({ text: t('record.merge.parted') })
  }
  return (
    <Card title={t('record.merge.list')} testId="customer-merged">
      {parting.error === null ? null : <ErrorStrip error={parting.error} />}
      <ul className={styles['list']}>
        {customer.merged.map((merge, index) => (
          <li key={merge.mergeId} className={styles['foot']}>
            <CustomerName name={merge.name} />
            {merge.phone === null ? null : <Phone phone={merge.phone} />}
            <DateTime at={merge.at} style="date" />
            <Button
              needs="customer.part"
              size="small"
              onPress={() => void part(merge.mergeId)}
              isBusy={parting.isRunning}
              isDisabled={index > 0}
              testId="customer-merged-part"
            >
              {t('record.merge.part')}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  )
}
