import { useEffect } from 'react'
import type { Preferences } from '../bridge/index.ts'

/** Puts theme and density on the document, where the tokens read them. */
export function useWindowLook(preferences: Preferences | undefined): void {
  const { theme, density } = preferences ?? {}
  useEffect(() => {
    const { dataset } = document.documentElement
    dataset['theme'] = theme ?? 'system'
    dataset['density'] = density ?? 'comfortable'
  }, [theme, density])
}
