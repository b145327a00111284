import { useLocation } from 'wouter'
import { useCall } from '../bridge/index.ts'
import { inAllLanguages, useWords } from '../i18n/index.ts'
import { useOverlays } from '../navigation/index.ts'
import { matchPieces } from '../text-match/index.ts'
import { useMay } from '../ui/index.ts'
import type { Entry } from './palette-actions.ts'
import { fitting } from './palette-fit.ts'

/** The customer whose chat or page is in front, as the address says. */
export const customerInAddress = (path: string): string | null => /^\/(?:inbox|customers)\/(cus_[0-9a-z]+)/u.exec(path)?.[1] ?? null

/** What can be done by keys alone with the customer in front: a copy of their data, and erasure. Both open their review, none is done from here. */
export function useCustomerActions(query: string): readonly Entry[] {
  const { t } = useWords()
  const [path] = useLocation()
  const { open } = useOverlays()
  const may = useMay()
  const mayAct = may('customer.export') || may('customer.erase')
  const customerId = customerInAddress(path)
  const { data } = useCall('customer.get', { customerId: customerId ?? '' }, { isEnabled: customerId !== null && mayAct })
  if (customerId === null || data === undefined || !mayAct) return []
  const name = data.name === '' ? (data.phone ?? t('customer.noName')) : data.name
  const actions = [
    {
      id: 'export-customer',
      needs: 'customer.export' as const,
      words: t('customer.export.title', { name }),
      icon: 'download' as const,
      act: () => open({ kind: 'export-customer', customerId, name }),
      matches: inAllLanguages('customer.export'),
    },
    {
      id: 'erase-customer',
      needs: 'customer.erase' as const,
      words: t('customer.erase.title', { name }),
      icon: 'erase' as const,
      act: () => open({ kind: 'erase-customer', customerId, name }),
      matches: inAllLanguages('customer.erase'),
    },
  ].filter(({ needs }) => may(needs))
  const wanted = query.trim()
  // What is there for everybody comes first: these are seldom meant.
  if (wanted === '') return []
  return fitting(actions, wanted).map((action) => ({ ...action, aside: '', pieces: matchPieces(action.words, wanted) }))
}
