import type { CallInput } from '#contract/ipc/index.ts'
import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react'

/** Something that any screen may ask for and that opens above it; the feature that owns the noun draws it. */
export type Overlay =
  | { readonly kind: 'export-customer'; readonly customerId: string; readonly name: string }
  | { readonly kind: 'erase-customer'; readonly customerId: string; readonly name: string }
  | { readonly kind: 'import-customers' }
  | { readonly kind: 'ask-consent'; readonly selection: CallInput<'consent.planAsk'>['selection'] }
  | { readonly kind: 'till' }
  | { readonly kind: 'save-quick-reply'; readonly text: string }

type Overlays = {
  readonly overlay: Overlay | null
  readonly open: (overlay: Overlay) => void
  readonly close: () => void
}

const OverlayContext = createContext<Overlays>({ overlay: null, open: () => undefined, close: () => undefined })

/** Remembers which overlay is asked for; screens stay where they are below it. */
export function OverlayProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [overlay, setOverlay] = useState<Overlay | null>(null)
  const close = useCallback(() => setOverlay(null), [])
  const overlays = useMemo(() => ({ overlay, open: setOverlay, close }), [overlay, close])
  return <OverlayContext value={overlays}>{children}</OverlayContext>
}

/** Opens an overlay from anywhere, and says which one is open. */
export const useOverlays = (): Overlays => useContext(OverlayContext)
