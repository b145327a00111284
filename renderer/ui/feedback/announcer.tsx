import { createContext, useCallback, useContext, useMemo, useRef, type ReactNode } from 'react'
import styles from './feedback.module.css'

/** Says something to screen readers only; `now` interrupts what is being said. */
export type Announce = (text: string, urgency?: 'politely' | 'now') => void

const AnnounceContext = createContext<Announce>(() => undefined)

/** Two hidden regions that screen readers speak; one for news, one for what blocks. */
export function AnnouncerProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const polite = useRef<HTMLDivElement>(null)
  const assertive = useRef<HTMLDivElement>(null)
  const announce = useCallback<Announce>((text, urgency = 'politely') => {
    const region = urgency === 'now' ? assertive.current : polite.current
    if (region === null) return
    // The same words twice are spoken twice only when the region was empty in between.
    region.textContent = ''
    requestAnimationFrame(() => {
      region.textContent = text
    })
  }, [])
  const value = useMemo(() => announce, [announce])
  return (
    <AnnounceContext value={value}>
      {children}
      <div ref={polite} className={styles['hidden']} role="status" aria-live="polite" data-testid="app-announcer-polite" />
      <div ref={assertive} className={styles['hidden']} role="alert" aria-live="assertive" data-testid="app-announcer-now" />
    </AnnounceContext>
  )
}

/** Speaks to screen readers without showing anything. */
export const useAnnounce = (): Announce => useContext(AnnounceContext)
