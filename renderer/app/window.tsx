import { useCallback, useState, type ReactNode } from 'react'
import { useEvent, type Shell } from '../bridge/index.ts'
import { useWords } from '../i18n/index.ts'
import { routes, useGo } from '../navigation/index.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import { Overlays } from './overlays.tsx'
import { Palette } from './palette.tsx'
import { Screens } from './screens.tsx'
import { Sidebar } from './sidebar.tsx'
import { Strips } from './strips.tsx'
import { useWindowKeys } from './use-window-keys.ts'
import styles from './window.module.css'

/** The window with a shop open: strips on top, sidebar, one screen. */
export function Window({ shell }: { readonly shell: Shell }): ReactNode {
  const { t } = useWords()
  const [isPaletteOpen, setIsPaletteOpen] = useState(false)
  const [recent, setRecent] = useState<readonly string[]>([])
  const openPalette = useCallback(() => setIsPaletteOpen(true), [])
  useWindowKeys(openPalette)
  useWantedChat()
  return (
    <div className={styles['window']}>
      <a className={styles['skip']} href="#content" onClick={skipToContent}>
        {t('app.skipToContent')}
      </a>
      <Strips shell={shell} />
      <Sidebar shell={shell} />
      <main className={styles['content']} id="content" tabIndex={-1}>
        <ErrorBoundary>
          <Screens />
        </ErrorBoundary>
      </main>
      <Overlays />
      {isPaletteOpen ? (
        <Palette
          recent={recent}
          onUse={(id) => setRecent((before) => [id, ...before.filter((other) => other !== id)].slice(0, MOST_RECENT))}
          onClose={() => setIsPaletteOpen(false)}
        />
      ) : null}
    </div>
  )
}

/** Goes to the chat of a notice that was clicked. */
function useWantedChat(): void {
  const go = useGo()
  useEvent('shell.openChat', ({ customerId }) => go(customerId === null ? routes.inbox() : routes.conversation(customerId)))
}

/** Actions that the palette offers first. */
const MOST_RECENT = 5

/** Focuses the content itself: following the link would change the address, which is the route. */
function skipToContent(event: { preventDefault: () => void }): void {
  event.preventDefault()
  document.querySelector<HTMLElement>('#content')?.focus()
}
