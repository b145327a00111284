import { useState, type ReactNode } from 'react'
import { useCall, type CallOutput } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Dialog, ErrorStrip, Skeleton } from '../../../ui/index.ts'
import { emptyForm, formOf } from './form.ts'
import { ProductForm } from './product-form.tsx'

type ProductDialogProps = {
  /** Null for a new product. */
  readonly retailerId: string | null
  readonly onClose: () => void
}

/** Everything that can be written about a product, kept here until somebody publishes it. */
export function ProductDialog({ retailerId, onClose }: ProductDialogProps): ReactNode {
  return retailerId === null ? <NewProduct onClose={onClose} /> : <KnownProduct retailerId={retailerId} onClose={onClose} />
}

type Closing = Pick<ProductDialogProps, 'onClose'>

function NewProduct(closing: Closing): ReactNode {
  const vault = useCall('vault.status', {})
  const currency = vault.data?.shop?.currency
  return currency === undefined ? null : <ProductForm product={null} start={emptyForm(currency)} {...closing} />
}

type Facts = CallOutput<'catalog.product'>

/** Waits for the newest answer before the fields are filled: later news must not change what somebody types. */
function KnownProduct({ retailerId, onClose }: Closing & { readonly retailerId: string }): ReactNode {
  const { t } = useWords()
  const reading = useCall('catalog.product', { retailerId })
  const [facts, setFacts] = useState<Facts | null>(null)
  if (facts === null && reading.data !== undefined && !reading.isFetching) setFacts(reading.data)
  if (facts !== null) {
    const product = reading.data?.product ?? facts.product
    return <ProductForm product={product} start={formOf(retailerId, facts.fields)} onClose={onClose} />
  }
  return (
    <Dialog title={t('catalog.product.title')} isOpen onClose={onClose} size="wide" testId="catalog-product-dialog">
      {reading.error === null ? (
        <Skeleton rows={8} />
      ) : (
        <ErrorStrip error={reading.error} action={{ label: t('ui.tryAgain'), onAction: reading.refetch }} />
      )}
    </Dialog>
  )
}
