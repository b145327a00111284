import { useEffect, useRef, type ReactNode } from 'react'
import { AskDialog } from '../features/consent/index.ts'
import { TillDialog } from '../features/coupon/index.ts'
import { EraseDialog, ExportDialog, ImportDialog } from '../features/customer/index.ts'
import { QuickReplyDialog } from '../features/quick-reply/index.ts'
import { useOverlays } from '../navigation/index.ts'

/** Draws the overlay that some screen asked for; the feature that owns the noun knows what it does. */
export function Overlays(): ReactNode {
  const { overlay, close } = useOverlays()
  useFocusAfter(overlay !== null)
  if (overlay === null) return null
  switch (overlay.kind) {
    case 'export-customer':
      return <ExportDialog customerId={overlay.customerId} name={overlay.name} onClose={close} />
    case 'erase-customer':
      return <EraseDialog customerId={overlay.customerId} name={overlay.name} onClose={close} />
    case 'import-customers':
      return <ImportDialog onClose={close} />
    case 'ask-consent':
      return <AskDialog selection={overlay.selection} onClose={close} />
    case 'save-quick-reply':
      return <QuickReplyDialog quickReply={null} text={overlay.text} onClose={close} />
    case 'till':
      return <TillDialog onClose={close} />
  }
}

/** Focus that has nowhere to return to, because what it was on is gone with the customer or the palette, goes to the content. */
function useFocusAfter(isOpen: boolean): void {
  const wasOpen = useRef(false)
  useEffect(() => {
    const isClosed = wasOpen.current && !isOpen
    wasOpen.current = isOpen
    if (!isClosed) return undefined
    // The dialog gives the focus back a moment after it is gone.
    const timer = setTimeout(() => {
      if (document.activeElement === document.body) document.querySelector<HTMLElement>('#content')?.focus()
    }, RETURNED_AFTER_MS)
    return () => clearTimeout(timer)
  }, [isOpen])
}

const RETURNED_AFTER_MS = 60
