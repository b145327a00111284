import type { ReactNode } from 'react'
import { useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, Strip, useToast } from '../../../ui/index.ts'
import type { OpenDialog } from '../types.ts'

type DraftStripProps = { readonly count: number; readonly onOpen: (dialog: OpenDialog) => void }

/** Says that changes wait here, and leads to publishing them. */
export function DraftStrip({ count, onOpen }: DraftStripProps): ReactNode {
  const { t } = useWords()
  return (
    <Strip
      tone="info"
      testId="catalog-drafts"
      actions={
        <>
          <Button needs="catalog.discardDrafts" onPress={() => onOpen({ kind: 'discard' })} testId="catalog-drafts-discard">
            {t('catalog.drafts.discard')}
          </Button>
          <Button needs={['catalog.review', 'catalog.publish']} onPress={() => onOpen({ kind: 'review' })} testId="catalog-drafts-review">
            {t('catalog.drafts.review')}
          </Button>
        </>
      }
    >
      {t('catalog.drafts.wait', { count })}
    </Strip>
  )
}

type DiscardDialogProps = { readonly count: number; readonly onClose: () => void }

/** Forgets every change that waits; there is no way back, so it says what goes and what stays. */
export function DiscardDialog({ count, onClose }: DiscardDialogProps): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const discarding = useMutationCall('catalog.discardDrafts')
  const discard = async (): Promise<void> => {
    const result = await discarding.run({})
    if (!result.ok) return
    toast({ text: t('catalog.drafts.discarded') })
    onClose()
  }
  return (
    <Dialog
      title={t('catalog.drafts.discardTitle', { count })}
      isOpen
      onClose={onClose}
      size="small"
      role="alertdialog"
      testId="catalog-discard"
      footer={
        <>
          <Button onPress={onClose} autoFocus>
            {t('ui.cancel')}
          </Button>
          <Button variant="danger" onPress={() => void discard()} isBusy={discarding.isRunning} testId="catalog-discard-sure">
            {t('catalog.drafts.discardSure', { count })}
          </Button>
        </>
      }
    >
      <p>{t('catalog.drafts.discardText')}</p>
      {discarding.error === null ? null : <ErrorStrip error={discarding.error} />}
    </Dialog>
  )
}
