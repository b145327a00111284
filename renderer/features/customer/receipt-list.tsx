import { useState, type ReactNode } from 'react'
import { useCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Card, DateTime, Dialog, ErrorStrip, Quiet, Table } from '../../ui/index.ts'
import { ReceiptView, SaveReceiptButton } from './receipt.tsx'
import type { Receipt } from './types.ts'

/** Every receipt of an erasure, newest first; each opens and can be saved again. */
export function ReceiptList(): ReactNode {
  const { t, number } = useWords()
  const list = useCall('customer.receipts', {})
  const [shown, setShown] = useState<Receipt | null>(null)
  const receipts = list.data?.receipts ?? []
  return (
    <Card title={t('customer.receipts.title')} testId="customer-receipts" isFlush={receipts.length > 0}>
      {list.error === null ? null : <ErrorStrip error={list.error} />}
      {receipts.length === 0 ? (
        <Quiet>{t('customer.receipts.none')}</Quiet>
      ) : (
        <Table
          label={t('customer.receipts.title')}
          rows={receipts}
          rowId={(receipt) => receipt.receiptId}
          onOpen={setShown}
          testId="customer-receipts-list"
          columns={[
            {
              id: 'number',
              header: t('customer.receipt.number'),
              isRowHeader: true,
              cell: (receipt) => (
                <Button variant="quiet" size="small" onPress={() => setShown(receipt)}>
                  {receipt.receiptId}
                </Button>
              ),
            },
            { id: 'at', header: t('customer.receipt.at'), cell: (receipt) => <DateTime at={receipt.at} /> },
            {
              id: 'items',
              header: t('customer.receipt.removed'),
              align: 'end',
              cell: (receipt) => number(receipt.removed.reduce((sum, { count }) => sum + count, 0)),
            },
          ]}
        />
      )}
      {shown === null ? null : (
        <Dialog
          title={t('customer.receipt.title', { number: shown.receiptId })}
          isOpen
          onClose={() => setShown(null)}
          testId="customer-receipt"
          footer={<SaveReceiptButton receipt={shown} />}
        >
          <ReceiptView receipt={shown} />
        </Dialog>
      )}
    </Card>
  )
}
