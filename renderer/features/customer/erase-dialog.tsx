import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall } from '../../bridge/index.ts'
import { formatDate, useWords } from '../../i18n/index.ts'
import { routes, useGo, useOverlays } from '../../navigation/index.ts'
import { Button, Checkbox, DateTime, Dialog, ErrorStrip, Skeleton, Strip, TextField } from '../../ui/index.ts'
import { Counts } from './counts.tsx'
import styles from './customer.module.css'
import { ReceiptView, SaveReceiptButton } from './receipt.tsx'
import type { ErasePreview, Receipt } from './types.ts'

type EraseDialogProps = { readonly customerId: string; readonly name: string; readonly onClose: () => void }

/** What goes, what stays, what is out of reach; then four digits, and the receipt. Cancel has the focus. */
export function EraseDialog({ customerId, name, onClose }: EraseDialogProps): ReactNode {
  const { t } = useWords()
  const go = useGo()
  const preview = useCall('customer.erasePreview', { customerId: customerId })
  const erasing = useMutationCall('customer.erase')
  const [typed, setTyped] = useState('')
  const [keepSuppression, setKeepSuppression] = useState(true)
  const [rewriteBackups, setRewriteBackups] = useState(true)
  const [receipt, setReceipt] = useState<Receipt | null>(null)
  const erase = async (): Promise<void> => {
    const result = await erasing.run({ customerId: customerId, confirmation: typed.trim(), keepSuppression, rewriteBackups })
    if (!result.ok) return
    setReceipt(result.value)
    go(routes.customers())
  }
  if (receipt !== null) return <ReceiptDialog receipt={receipt} onClose={onClose} />
  return (
    <Dialog
      title={t('customer.erase.title', { name })}
      isOpen
      onClose={onClose}
      role="alertdialog"
      size="wide"
      testId="customer-erase"
      footer={
        <>
          <Button onPress={onClose} autoFocus testId="customer-erase-cancel">
            {t('ui.cancel')}
          </Button>
          <Button
            variant="danger"
            icon="erase"
            onPress={() => void erase()}
            isBusy={erasing.isRunning}
            isDisabled={typed.trim().length !== 4 || (preview.data?.heldWhy ?? null) !== null}
            testId="customer-erase-confirm"
          >
            {t('customer.erase.do', { name })}
          </Button>
        </>
      }
    >
      {preview.error === null ? null : <ErrorStrip error={preview.error} action={{ label: t('ui.tryAgain'), onAction: preview.refetch }} />}
      {erasing.error === null ? null : <ErrorStrip error={erasing.error} />}
      {preview.data === undefined ? (
        preview.error === null && <Skeleton rows={6} />
      ) : (
        <Lists
          preview={preview.data}
          keepSuppression={keepSuppression}
          onKeep={setKeepSuppression}
          rewriteBackups={rewriteBackups}
          onRewrite={setRewriteBackups}
          typed={typed}
          onType={setTyped}
          name={name}
        />
      )}
    </Dialog>
  )
}

type ListsProps = {
  readonly preview: ErasePreview
  readonly name: string
  readonly keepSuppression: boolean
  readonly onKeep: (keep: boolean) => void
  readonly rewriteBackups: boolean
  readonly onRewrite: (rewrite: boolean) => void
  readonly typed: string
  readonly onType: (typed: string) => void
}

function Lists({ preview, name, keepSuppression, onKeep, rewriteBackups, onRewrite, typed, onType }: ListsProps): ReactNode {
  const { t } = useWords()
  const { open } = useOverlays()
  return (
    <div className={styles['eraseList']}>
      {preview.heldWhy === null ? null : (
        <Strip tone="warning" icon="lock" testId="customer-erase-held">
          {t('privacy.erase.held', { why: preview.heldWhy })}
        </Strip>
      )}
      <p>
        <strong>{t('customer.erase.cannotReturn')}</strong>
      </p>
      <section data-testid="customer-erase-removed">
        <h3 className={styles['eraseHead']}>{t('customer.erase.removed')}</h3>
        <Counts counts={preview.removed} />
      </section>
      <section data-testid="customer-erase-kept">
        <h3 className={styles['eraseHead']}>{t('customer.erase.kept')}</h3>
        <Checkbox
          isSelected={keepSuppression}
          onChange={onKeep}
          note={t('customer.erase.suppressionNote')}
          testId="customer-erase-suppression"
        >
          {t('customer.erase.suppression')}
        </Checkbox>
        <Counts counts={preview.kept} />
      </section>
      <section data-testid="customer-erase-out-of-reach">
        <h3 className={styles['eraseHead']}>{t('customer.erase.outOfReach')}</h3>
        <p>{t('customer.erase.outOfReachText')}</p>
        <FilesOutside preview={preview} />
        {preview.backups.files === 0 ? (
          <p>{t('privacy.erase.noBackups')}</p>
        ) : (
          <Checkbox
            isSelected={rewriteBackups}
            onChange={onRewrite}
            note={t('privacy.erase.backupsNote', { files: preview.backups.files, seconds: preview.backups.seconds })}
            testId="customer-erase-backups"
          >
            {t('privacy.erase.backups')}
          </Checkbox>
        )}
      </section>
      <p>
        {t('customer.erase.copyFirst')}{' '}
        <Button
          size="small"
          icon="download"
          onPress={() => open({ kind: 'export-customer', customerId: preview.customerId, name })}
          testId="customer-erase-export"
        >
          {t('customer.export')}
        </Button>
      </p>
      <div className={styles['confirm']}>
        <TextField
          label={t(preview.confirmWith === 'phone' ? 'customer.erase.typePhone' : 'customer.erase.typeCode')}
          value={typed}
          onChange={onType}
          maxLength={4}
          autoComplete="off"
          testId="customer-erase-digits"
        />
      </div>
    </div>
  )
}

/** Files that left Shopbell, and earlier states of the shop that still hold this person. */
function FilesOutside({ preview }: { readonly preview: ErasePreview }): ReactNode {
  const words = useWords()
  const { t } = words
  const dates = preview.asides.map(({ at }) => formatDate(at, 'date', words)).join(', ')
  return (
    <>
      {preview.exportedFiles.map(({ at, fileName, isSure }) => (
        <p key={`${at} ${fileName}`}>
          {fileName === ''
            ? t('customer.erase.exportedOn')
            : t(isSure ? 'privacy.erase.file' : 'privacy.erase.mayFile', { name: fileName })}{' '}
          <DateTime at={at} />
        </p>
      ))}
      {preview.asides.length === 0 ? null : (
        <p data-testid="customer-erase-asides">{t('privacy.erase.asides', { count: preview.asides.length, dates })}</p>
      )}
    </>
  )
}

function ReceiptDialog({ receipt, onClose }: { readonly receipt: Receipt; readonly onClose: () => void }): ReactNode {
  const { t } = useWords()
  return (
    <Dialog
      title={t('customer.receipt.title', { number: receipt.receiptId })}
      isOpen
      onClose={onClose}
      testId="customer-receipt"
      footer={
        <>
          <SaveReceiptButton receipt={receipt} />
          <Button variant="main" onPress={onClose} autoFocus testId="customer-receipt-close">
            {t('ui.close')}
          </Button>
        </>
      }
    >
      <ReceiptView receipt={receipt} />
    </Dialog>
  )
}
