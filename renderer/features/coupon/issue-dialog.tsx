import { useState, type ReactNode } from 'react'
import { MOST_HANDED_OUT } from '#contract/limits/lists.ts'
import { useCall, useMutationCall, type CallInput } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, NumberField, Quiet, SearchField, Stack, TextField, useToast } from '../../ui/index.ts'
import type { Coupon } from './types.ts'

type Customer = { readonly customerId: NonNullable<CallInput<'coupon.issue'>['customerId']>; readonly name: string }
type IssueDialogProps = { readonly coupon: Coupon; readonly onClose: () => void; readonly onDone: () => void }

const MOST_SHOWN = 5

/** Gives out codes by hand: so many for paper or another tool, or some to one customer. */
export function IssueDialog({ coupon, onClose, onDone }: IssueDialogProps): ReactNode {
  const { t, number } = useWords()
  const toast = useToast()
  const issuing = useMutationCall('coupon.issue')
  const [count, setCount] = useState(1)
  const [note, setNote] = useState('')
  const [customer, setCustomer] = useState<Customer | null>(null)
  // One for as long as the dialog is open, so that a second press gives out nothing more.
  const [requestId] = useState(() => crypto.randomUUID())
  const most = coupon.origin === 'imported' ? Math.min(MOST_HANDED_OUT, coupon.counts.free) : MOST_HANDED_OUT
  const give = async (): Promise<void> => {
    const whose = customer === null ? {} : { customerId: customer.customerId }
    const given = await issuing.run({ couponId: coupon.couponId, count, note, requestId, ...whose })
    if (!given.ok) return
    toast({ text: t('coupon.issue.done', { count: given.value.codes }) })
    onDone()
  }
  return (
    <Dialog
      title={t('coupon.issue.title')}
      isOpen
      onClose={onClose}
      testId="coupon-issue"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button
            variant="main"
            onPress={() => void give()}
            isBusy={issuing.isRunning}
            isDisabled={count < 1 || most < 1}
            testId="coupon-issue-give"
          >
            {t('coupon.issue.give', { count })}
          </Button>
        </>
      }
    >
      <Stack gap={4}>
        <Quiet>{t('coupon.issue.lead')}</Quiet>
        <NumberField
          label={t('coupon.issue.count')}
          hint={coupon.origin === 'imported' ? t('coupon.issue.left', { left: number(coupon.counts.free) }) : t('coupon.issue.drawn')}
          value={count}
          min={1}
          max={Math.max(1, most)}
          onChange={setCount}
          testId="coupon-issue-count"
        />
        <TextField
          label={t('coupon.issue.note')}
          hint={t('coupon.issue.noteHint')}
          value={note}
          onChange={setNote}
          maxLength={120}
          testId="coupon-issue-note"
        />
        <ForWhom customer={customer} onChange={setCustomer} />
        {issuing.error === null ? null : <ErrorStrip error={issuing.error} testId="coupon-issue-error" />}
      </Stack>
    </Dialog>
  )
}

type ForWhomProps = { readonly customer: Customer | null; readonly onChange: (customer: Customer | null) => void }

/** One customer, found by a part of name or number; nobody where the codes are for whoever comes. */
function ForWhom({ customer, onChange }: ForWhomProps): ReactNode {
  const { t } = useWords()
  const [search, setSearch] = useState('')
  const typed = search.trim()
  const found = useCall(
    'customer.list',
    { search: typed, limit: MOST_SHOWN },
    { isEnabled: typed !== '' && customer === null, keepPrevious: true },
  )
  if (customer !== null)
    return (
      <Stack isRow gap={2} align="center">
        <span data-testid="coupon-issue-customer">{t('coupon.issue.for', { name: customer.name })}</span>
        <Button size="small" onPress={() => onChange(null)} testId="coupon-issue-nobody">
          {t('coupon.issue.nobody')}
        </Button>
      </Stack>
    )
  return (
    <Stack gap={2}>
      <SearchField label={t('coupon.issue.customer')} value={search} onChange={setSearch} testId="coupon-issue-search" />
      {typed === '' || found.data === undefined ? null : found.data.customers.length === 0 ? (
        <Quiet>{t('coupon.issue.none')}</Quiet>
      ) : (
        found.data.customers.map(({ customerId, name, phone }) => (
          <div key={customerId}>
            <Button
              size="small"
              onPress={() => onChange({ customerId, name: name === '' ? (phone ?? '') : name })}
              testId="coupon-issue-choose"
            >
              {[name, phone].filter((part) => part !== null && part !== '').join(' · ')}
            </Button>
          </div>
        ))
      )}
    </Stack>
  )
}
