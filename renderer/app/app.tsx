import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { Router } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { useCall, useShell, type Shell } from '../bridge/index.ts'
import { RescueDialog, RescueReportDialog, RestoreDialog, type RescueReport } from '../features/backup/index.ts'
import { SessionGate } from '../features/session/index.ts'
import { FirstRun } from '../features/shell/index.ts'
import { pseudoLocaleOf, useWords, WordsProvider } from '../i18n/index.ts'
import { OverlayProvider } from '../navigation/index.ts'
import { AnnouncerProvider, ErrorStrip, Mark, ToastProvider } from '../ui/index.ts'
import { DemoStripe } from './demo-stripe.tsx'
import { useWindowLook } from './use-window-look.ts'
import { Window } from './window.tsx'
import styles from './window.module.css'

/** The whole window. */
export function App({ client }: { readonly client: QueryClient }): ReactNode {
  return (
    <QueryClientProvider client={client}>
      <Router hook={useHashLocation}>
        <Speaking />
      </Router>
    </QueryClientProvider>
  )
}

const systemLocale = (): Shell['preferences']['locale'] => {
  const [language = 'en'] = navigator.languages
  if (!language.startsWith('zh')) return 'en'
  return /CN|SG|Hans/iu.test(language) ? 'zh-CN' : 'zh-TW'
}

/** Chooses language, clock and look before anything is drawn. */
function Speaking(): ReactNode {
  const shell = useShell()
  const isOpen = shell.data !== undefined && shell.data.vault !== null
  const vault = useCall('vault.status', {}, { isEnabled: isOpen })
  useWindowLook(shell.data?.preferences)
  const locale = shell.data?.preferences.locale ?? systemLocale()
  const timeZone = vault.data?.shop?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  return (
    <WordsProvider locale={locale} timeZone={timeZone} pseudo={pseudoLocaleOf(window.location.search)}>
      <AnnouncerProvider>
        <ToastProvider>
          <OverlayProvider>
            <Gate shell={shell.data} error={shell.error} onRetry={shell.refetch} />
          </OverlayProvider>
        </ToastProvider>
      </AnnouncerProvider>
    </WordsProvider>
  )
}

type GateProps = {
  readonly shell: Shell | undefined
  readonly error: Parameters<typeof ErrorStrip>[0]['error'] | null
  readonly onRetry: () => void
}

/** The first run where no shop is open, the shop where one is. */
function Gate({ shell, error, onRetry }: GateProps): ReactNode {
  const { t } = useWords()
  // Kept here, because the first screen goes as soon as the shop is open again.
  const [rescued, setRescued] = useState<RescueReport | null>(null)
  if (error !== null) {
    return (
      <main className={styles['starting']}>
        <ErrorStrip error={error} action={{ label: t('ui.tryAgain'), onAction: onRetry }} />
      </main>
    )
  }
  if (shell === undefined) return <main aria-busy="true" />
  if (shell.vault === null)
    return (
      <FirstRun
        shell={shell}
        restore={(close) => <RestoreDialog isShopOpen={false} onClose={close} />}
        rescue={(close) => <RescueDialog onClose={close} onDone={setRescued} />}
      />
    )
  if (shell.engine === 'starting') {
    return (
      <main className={styles['starting']} aria-busy="true">
        <Mark size={48} />
        <p role="status">{t('app.engine.starting')}</p>
      </main>
    )
  }
  return (
    <>
      <SessionGate vault={shell.vault} stripe={shell.vault === 'demo' ? <DemoStripe /> : null}>
        <Window shell={shell} />
      </SessionGate>
      {rescued === null ? null : <RescueReportDialog report={rescued} onClose={() => setRescued(null)} />}
    </>
  )
}
