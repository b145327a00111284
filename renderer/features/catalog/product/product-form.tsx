import { useState, type ReactNode } from 'react'
import { useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, Limited, Stack, Strip, useAnnounce } from '../../../ui/index.ts'
import type { Product } from '../types.ts'
import { DetailFields, MoneyFields, NameFields } from './fields.tsx'
import type { Form } from './form.ts'
import { PhotoBox } from './photo-box.tsx'
import { Problems } from './problems.tsx'
import styles from './product.module.css'
import { useProductForm } from './use-product-form.ts'

type ProductFormProps = {
  /** Null for a new product. */
  readonly product: Product | null
  readonly start: Form
  readonly onClose: () => void
}

/** The fields of a product. Saving keeps them here; only publishing takes them to Meta. */
export function ProductForm({ product, start, onClose }: ProductFormProps): ReactNode {
  const { t } = useWords()
  const announce = useAnnounce()
  const state = useProductForm(product, start)
  const [isKeptWithTroubles, setKeptWithTroubles] = useState(false)
  const save = async (): Promise<void> => {
    const outcome = await state.save()
    setKeptWithTroubles(outcome === 'has-troubles')
    if (outcome !== 'fits') return
    announce(t('catalog.product.kept'))
    onClose()
  }
  return (
    <Dialog
      title={product === null ? t('catalog.product.new') : product.name}
      isOpen
      onClose={onClose}
      size="wide"
      testId="catalog-product-dialog"
      footer={
        <>
          <Button onPress={onClose}>{t(state.isChanged ? 'ui.cancel' : 'ui.close')}</Button>
          <Button
            needs="catalog.saveDraft"
            variant="main"
            onPress={() => void save()}
            isBusy={state.isSaving}
            isDisabled={!state.isChanged}
            testId="catalog-product-save"
          >
            {t('catalog.product.save')}
          </Button>
        </>
      }
    >
      {isKeptWithTroubles ? (
        <Strip tone="warning" testId="catalog-product-kept">
          {t('catalog.product.keptWithTroubles')}
        </Strip>
      ) : null}
      {product === null ? null : <Waiting product={product} onForgotten={onClose} />}
      {product === null ? null : <Problems problems={product.problems} />}
      {state.error === null ? null : <ErrorStrip error={state.error} />}
      <Limited needs="catalog.saveDraft">
        <div className={styles['columns']}>
          <PhotoBox state={state} thumbnail={product?.thumbnail ?? null} />
          <Stack gap={3}>
            <NameFields state={state} isNew={product === null} />
            <MoneyFields state={state} />
            <DetailFields state={state} />
          </Stack>
        </div>
      </Limited>
    </Dialog>
  )
}

/** Says that a change waits here, with the way to forget it. */
function Waiting({ product, onForgotten }: { readonly product: Product; readonly onForgotten: () => void }): ReactNode {
  const { t } = useWords()
  const forgetting = useMutationCall('catalog.discardDrafts')
  const { draft, retailerId } = product
  if (draft === null) return null
  const forget = async (): Promise<void> => {
    const result = await forgetting.run({ retailerIds: [retailerId] })
    if (result.ok) onForgotten()
  }
  return (
    <>
      <Strip
        tone="info"
        testId="catalog-product-waiting"
        actions={
          <Button
            needs="catalog.discardDrafts"
            size="small"
            onPress={() => void forget()}
            isBusy={forgetting.isRunning}
            testId="catalog-product-forget"
          >
            {t('catalog.forgetOne')}
          </Button>
        }
      >
        {t(draft.kind === 'removed' ? 'catalog.product.waitsRemoved' : 'catalog.product.waits')}
      </Strip>
      {forgetting.error === null ? null : <ErrorStrip error={forgetting.error} />}
    </>
  )
}
