import type { ReactNode } from 'react'
import { TillDialog } from '../features/coupon/index.ts'
import { EraseDialog, ExportDialog, ImportDialog } from '../features/customer/index.ts'
import { QuickReplyDialog } from '../features/quick-reply/index.ts'
import { useOverlays } from '../navigation/index.ts'

/** Draws the overlay that some screen asked for; the feature that owns the noun knows what it does. */
export function Overlays(): ReactNode {
  const { overlay, close } = useOverlays()
  if (overlay === null) return null
  switch (overlay.kind) {
    case 'export-customer':
      return <ExportDialog customerId={overlay.customerId} name={overlay.name} onClose={close} />
    case 'erase-customer':
      return <EraseDialog customerId={overlay.customerId} name={overlay.name} onClose={close} />
    case 'import-customers':
      return <ImportDialog onClose={close} />
    case 'save-quick-reply':
      return <QuickReplyDialog quickReply={null} text={overlay.text} onClose={close} />
    case 'till':
      return <TillDialog onClose={close} />
  }
}
