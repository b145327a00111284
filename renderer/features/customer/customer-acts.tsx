import { useState, type ReactNode } from 'react'
import { useMutationCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Menu, useToast } from '../../ui/index.ts'
import { FindOtherDialog } from './merge/find-other-dialog.tsx'
import { MergeDialog } from './merge/merge-dialog.tsx'
import { HoldDialog, RestrictDialog } from './record/wish-dialogs.tsx'
import type { CustomerCard } from './types.ts'

/** What is being done with a whole record. */
export type Act = 'merge' | 'restrict' | 'hold'

type MoreMenuProps = { readonly customer: CustomerCard; readonly onEdit: (act: Act) => void }

/** What is seldom done with a record. */
export function MoreMenu({ customer, onEdit }: MoreMenuProps): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const [restricting, holding] = [useMutationCall('customer.restrict'), useMutationCall('customer.hold')]
  const { customerId } = customer
  const lift = async (doing: Promise<{ readonly ok: boolean }>): Promise<void> => {
    if (!(await doing).ok) toast({ text: t('errors.role-too-low.what'), tone: 'trouble' })
  }
  return (
    <Menu
      label={t('record.more')}
      trigger={
        <Button icon="more" testId="customer-detail-more">
          {t('record.more')}
        </Button>
      }
      actions={[
        { id: 'merge', needs: 'customer.merge', label: t('record.merge.action'), icon: 'customers', onAction: () => onEdit('merge') },
        customer.restrictedAt === null
          ? {
              id: 'restrict',
              needs: 'customer.restrict',
              label: t('record.restrict.action'),
              icon: 'ban',
              onAction: () => onEdit('restrict'),
            }
          : {
              id: 'lift',
              needs: 'customer.restrict',
              label: t('record.restrict.lift'),
              icon: 'ban',
              onAction: () => void lift(restricting.run({ customerId, isRestricted: false })),
            },
        customer.heldWhy === null
          ? { id: 'hold', needs: 'customer.hold', label: t('record.hold.action'), icon: 'lock', onAction: () => onEdit('hold') }
          : {
              id: 'end-hold',
              needs: 'customer.hold',
              label: t('record.hold.lift'),
              icon: 'lock',
              onAction: () => void lift(holding.run({ customerId, why: null })),
            },
      ]}
    />
  )
}

type ActDialogProps = {
  readonly act: Act | null
  readonly customer: CustomerCard
  readonly name: string
  readonly onAct: (act: Act | null) => void
}

/** The dialog of what is being done. */
export function ActDialog({ act, customer, name, onAct }: ActDialogProps): ReactNode {
  const [other, setOther] = useState<CustomerCard['customerId'] | null>(null)
  const close = (): void => {
    setOther(null)
    onAct(null)
  }
  if (act === 'restrict') return <RestrictDialog customer={customer} name={name} onClose={close} />
  if (act === 'hold') return <HoldDialog customer={customer} name={name} onClose={close} />
  if (act !== 'merge') return null
  return other === null ? (
    <FindOtherDialog customerId={customer.customerId} onFound={setOther} onClose={close} />
  ) : (
    <MergeDialog keep={customer.customerId} other={other} onClose={close} />
  )
}
