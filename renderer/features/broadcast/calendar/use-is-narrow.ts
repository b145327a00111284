import { useSyncExternalStore } from 'react'

/** Below this a cell of the month has no room for a name. @source UX, one pane at a time below it */
const narrow = '(width < 900px)'

function subscribe(changed: () => void): () => void {
  const query = window.matchMedia(narrow)
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}

/** Whether the window is too narrow for a month on the wall. */
export const useIsNarrow = (): boolean => useSyncExternalStore(subscribe, () => window.matchMedia(narrow).matches)
