import type { ReactNode } from 'react'
import { formatDate, useWords } from '../../i18n/index.ts'
import { printPage, useSaving } from '../../printing/index.ts'
import { Button, DateTime, ErrorStrip, Facts, Strip, useToast } from '../../ui/index.ts'
import { Counts, useKindWords } from './counts.tsx'
import styles from './customer.module.css'
import type { Receipt } from './types.ts'

/** Proof of an erasure: when, by whom, how many items, and a check code. It names nobody. */
export function ReceiptView({ receipt }: { readonly receipt: Receipt }): ReactNode {
  const { t, number } = useWords()
  return (
    <div className={styles['receipt']}>
      <Strip tone="success">{t('customer.receipt.done')}</Strip>
      <Facts
        facts={[
          { name: t('customer.receipt.number'), value: receipt.receiptId, testId: 'customer-receipt-number' },
          { name: t('customer.receipt.at'), value: <DateTime at={receipt.at} /> },
          { name: t('customer.receipt.by'), value: receipt.by === 'owner' ? t('customer.person.owner') : receipt.by },
          { name: t('customer.receipt.removed'), value: <Counts counts={receipt.removed} /> },
          {
            name: t('customer.receipt.suppression'),
            value: t(receipt.suppressionKept ? 'customer.receipt.suppressionKept' : 'customer.receipt.suppressionNot'),
          },
          { name: t('privacy.receipt.backups'), value: number(receipt.backups.rewritten) },
          ...(receipt.backups.waiting.length === 0
            ? []
            : [{ name: t('privacy.receipt.waiting'), value: receipt.backups.waiting.join(', ') }]),
          { name: t('customer.receipt.checkCode'), value: <span className={styles['checkCode']}>{receipt.checkCode}</span> },
        ]}
      />
    </div>
  )
}

/** Saves a receipt as a PDF where the owner says. */
export function SaveReceiptButton({ receipt }: { readonly receipt: Receipt }): ReactNode {
  const { t, locale, timeZone, number } = useWords()
  const words = useKindWords()
  const toast = useToast()
  const saving = useSaving()
  const html = (): string =>
    printPage({
      locale,
      title: t('customer.receipt.title', { number: receipt.receiptId }),
      facts: [
        [t('customer.receipt.at'), formatDate(receipt.at, 'date-time', { locale, timeZone })],
        [t('customer.receipt.by'), receipt.by === 'owner' ? t('customer.person.owner') : receipt.by],
        ...receipt.removed
          .filter(({ count }) => count > 0)
          .map(({ kind, count }): readonly [string, string] => [words(kind), number(count)]),
        [
          t('customer.receipt.suppression'),
          t(receipt.suppressionKept ? 'customer.receipt.suppressionKept' : 'customer.receipt.suppressionNot'),
        ],
        [t('privacy.receipt.backups'), number(receipt.backups.rewritten)],
        [t('customer.receipt.checkCode'), receipt.checkCode],
      ],
      notes: [t('customer.receipt.foot')],
    })
  const save = (): void =>
    saving.print({
      suggestedName: `${receipt.receiptId}.pdf`,
      purpose: 'erase-receipt',
      html,
      done: () => toast({ text: t('customer.receipt.saved') }),
    })
  return (
    <>
      {saving.error === null ? null : <ErrorStrip error={saving.error} />}
      <Button icon="print" onPress={save} isBusy={saving.isBusy} testId="customer-receipt-save">
        {t('customer.receipt.save')}
      </Button>
    </>
  )
}
