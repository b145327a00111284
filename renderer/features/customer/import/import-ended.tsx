import { useState, type ReactNode } from 'react'
import { useEvent, useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { routes, useGo, useOverlays } from '../../../navigation/index.ts'
import { useToast } from '../../../ui/index.ts'
import type { ImportProgress } from './eta.ts'
import { isTold } from './is-told.ts'

/** Says on whatever screen that an import has ended whose dialog was closed; the dialog says so itself. */
export function ImportEnded({ isDemo }: { readonly isDemo: boolean }): ReactNode {
  const { t } = useWords()
  const go = useGo()
  const { overlay } = useOverlays()
  const isDialogOpen = overlay?.kind === 'import-customers'
  const [wasDialogOpen, setWasDialogOpen] = useState(false)
  if (isDialogOpen && !wasDialogOpen) setWasDialogOpen(true)
  const toast = useToast()
  const asking = useMutationCall('customer.imports')
  const tell = async ({ importId, outcome }: ImportProgress): Promise<void> => {
    const action = { label: t('customer.imports.title'), onAction: () => go(routes.customersImports()) }
    if (outcome === 'failed') toast({ text: t('customer.import.ended.failed'), tone: 'trouble', action })
    if (outcome === 'cancelled') toast({ text: t('customer.import.ended.cancelled'), action })
    if (outcome !== 'done') return
    const past = await asking.run({})
    const run = past.ok ? past.value.imports.find((one) => one.importId === importId) : undefined
    if (run === undefined) return
    const { new: added, update: changed, refused } = run.counts
    toast({ text: t('customer.import.ended.done', { added, changed, refused }), tone: 'done', action })
  }
  useEvent('customer.importProgress', (progress) => {
    if (isTold(progress, { isDialogOpen, wasDialogOpen, isDemo })) void tell(progress)
  })
  return null
}
