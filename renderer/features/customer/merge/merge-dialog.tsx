import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { routes, useGo } from '../../../navigation/index.ts'
import { Button, Dialog, ErrorStrip, Quiet, Skeleton, Strip, useToast } from '../../../ui/index.ts'
import type { CustomerCard } from '../types.ts'
import { firstChoice, type MergeFact } from './merge-facts.ts'
import { MergeTable } from './merge-table.tsx'

type CustomerId = CustomerCard['customerId']
type MergeDialogProps = { readonly keep: CustomerId; readonly other: CustomerId; readonly onClose: () => void }

/** Two records beside each other, and which fact stays where they differ. */
export function MergeDialog({ keep, other, onClose }: MergeDialogProps): ReactNode {
  const [one, two] = [useCall('customer.get', { customerId: keep }), useCall('customer.get', { customerId: other })]
  const { t } = useWords()
  const error = one.error ?? two.error
  if (one.data !== undefined && two.data !== undefined) return <Loaded one={one.data} other={two.data} onClose={onClose} />
  return (
    <Dialog title={t('record.merge.title')} isOpen onClose={onClose} size="wide" testId="customer-merge">
      {error === null ? <Skeleton rows={6} /> : <ErrorStrip error={error} />}
    </Dialog>
  )
}

type LoadedProps = { readonly one: CustomerCard; readonly other: CustomerCard; readonly onClose: () => void }

function Loaded({ one, other, onClose }: LoadedProps): ReactNode {
  const { t } = useWords()
  const go = useGo()
  const toast = useToast()
  const merging = useMutationCall('customer.merge')
  const [fromOther, setFromOther] = useState(() => firstChoice(one, other))
  const choose = (fact: MergeFact, isOther: boolean): void => {
    const next = new Set(fromOther)
    if (isOther) next.add(fact)
    else next.delete(fact)
    setFromOther(next)
  }
  const merge = async (): Promise<void> => {
    const merged = await merging.run({ keep: one.customerId, other: other.customerId, fromOther: [...fromOther] })
    if (!merged.ok) return
    toast({ text: t('record.merge.done') })
    onClose()
    go(routes.customer(one.customerId))
  }
  const isRefused = [one, other].some(({ offers }) => offers === 'no' || offers === 'stopped')
  return (
    <Dialog
      title={t('record.merge.title')}
      isOpen
      onClose={onClose}
      size="wide"
      testId="customer-merge"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button variant="main" onPress={() => void merge()} isBusy={merging.isRunning} testId="customer-merge-do">
            {t('record.merge.do')}
          </Button>
        </>
      }
    >
      <Quiet>{t('record.merge.lead')}</Quiet>
      {merging.error === null ? null : <ErrorStrip error={merging.error} />}
      {isRefused ? <Strip tone="warning">{t('record.merge.refusal')}</Strip> : null}
      <MergeTable one={one} other={other} fromOther={fromOther} onChoose={choose} />
    </Dialog>
  )
}
