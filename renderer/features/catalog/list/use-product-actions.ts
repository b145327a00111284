import { useMemo, useRef, useEffect } from 'react'
import { useMutationCall, type AppError } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { useToast } from '../../../ui/index.ts'
import type { Product } from '../types.ts'

/** What the card of a product can do. */
export type ProductActions = {
  readonly edit: (product: Product) => void
  readonly setHidden: (product: Product, isHidden: boolean) => void
  readonly setAvailability: (product: Product, availability: 'in stock' | 'out of stock') => void
  readonly remove: (product: Product) => void
  /** Forgets the change that waits for this product. */
  readonly forget: (product: Product) => void
}

/** The actions of all cards, and the failure of the last one. The same object as long as the screen stands, so that cards stay as they are. */
export function useProductActions(onEdit: (retailerId: string) => void): {
  readonly actions: ProductActions
  readonly error: AppError | null
} {
  const { t } = useWords()
  const toast = useToast()
  const hiding = useMutationCall('catalog.setHidden')
  const stocking = useMutationCall('catalog.setAvailability')
  const removing = useMutationCall('catalog.markRemoved')
  const forgetting = useMutationCall('catalog.discardDrafts')
  const setHidden = async ({ retailerId, name }: Product, isHidden: boolean): Promise<void> => {
    const result = await hiding.run({ retailerId, isHidden })
    if (!result.ok) return
    const action = { label: t('ui.undo'), onAction: () => void hiding.run({ retailerId, isHidden: !isHidden }) }
    toast({ text: t(isHidden ? 'catalog.hiddenNow' : 'catalog.shownNow', { name }), action })
  }
  const setAvailability = async ({ retailerId, name }: Product, availability: 'in stock' | 'out of stock'): Promise<void> => {
    const result = await stocking.run({ retailerId, availability })
    if (result.ok) toast({ text: t(availability === 'in stock' ? 'catalog.restocked' : 'catalog.outNow', { name }) })
  }
  const remove = async ({ retailerId, name }: Product): Promise<void> => {
    const result = await removing.run({ retailerIds: [retailerId] })
    if (!result.ok) return
    const action = { label: t('ui.undo'), onAction: () => void forgetting.run({ retailerIds: [retailerId] }) }
    toast({ text: t('catalog.removedNow', { name }), action })
  }
  const latest = useRef({ onEdit, setHidden, setAvailability, remove, forget: forgetting.run })
  useEffect(() => {
    latest.current = { onEdit, setHidden, setAvailability, remove, forget: forgetting.run }
  })
  const actions = useMemo<ProductActions>(
    () => ({
      edit: ({ retailerId }) => latest.current.onEdit(retailerId),
      setHidden: (product, isHidden) => void latest.current.setHidden(product, isHidden),
      setAvailability: (product, availability) => void latest.current.setAvailability(product, availability),
      remove: (product) => void latest.current.remove(product),
      forget: ({ retailerId }) => void latest.current.forget({ retailerIds: [retailerId] }),
    }),
    [],
  )
  return { actions, error: hiding.error ?? stocking.error ?? removing.error ?? forgetting.error }
}
