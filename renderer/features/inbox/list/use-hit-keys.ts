import { useCallback, useRef, type KeyboardEvent, type RefObject } from 'react'

/** Where a key leads among field and hits; null when the key means nothing here. */
function placeAfter(code: string, here: number): number | null {
  if (code === 'ArrowDown') return here + 1
  if (code === 'ArrowUp') return Math.max(0, here - 1)
  // Only from the field: a hit that has the focus opens itself.
  return (code === 'Enter' || code === 'NumpadEnter') && here === 0 ? 1 : null
}

const isComposing = (event: KeyboardEvent): boolean => event.nativeEvent.isComposing || event.keyCode === 229

/** The search field, and behind it what was found. */
const stopsOf = (pane: HTMLElement): readonly HTMLElement[] => [
  ...pane.querySelectorAll<HTMLElement>('[data-pane-search]'),
  ...pane.querySelectorAll<HTMLElement>('[data-hit]'),
]

/** Keys that lead through what was found: arrows move, Enter in the field opens the first. */
export function useHitKeys(): { readonly pane: RefObject<HTMLElement | null>; readonly onKeyDown: (event: KeyboardEvent) => void } {
  const pane = useRef<HTMLElement>(null)
  const onKeyDown = useCallback((event: KeyboardEvent): void => {
    if (isComposing(event) || pane.current === null) return
    const stops = stopsOf(pane.current)
    const next = placeAfter(event.code, stops.indexOf(event.target as HTMLElement))
    const wanted = next === null ? undefined : stops[next]
    if (wanted === undefined) return
    event.preventDefault()
    if (event.code.startsWith('Arrow')) wanted.focus()
    else wanted.click()
  }, [])
  return { pane, onKeyDown }
}
