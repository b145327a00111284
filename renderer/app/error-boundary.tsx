import { Component, type ReactNode } from 'react'
import { useWords } from '../i18n/index.ts'
import { Button, EmptyState } from '../ui/index.ts'

type ErrorBoundaryProps = { readonly children: ReactNode }
type ErrorBoundaryState = { readonly isBroken: boolean }

/** Keeps the rest of the window alive when one screen has a bug. The text of the fault goes to the log, never to the screen. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { isBroken: false }

  static getDerivedStateFromError(): ErrorBoundaryState {
    return { isBroken: true }
  }

  override componentDidCatch(fault: Error): void {
    console.error('A screen stopped working', fault.name)
  }

  override render(): ReactNode {
    if (!this.state.isBroken) return this.props.children
    return <Broken onRetry={() => this.setState({ isBroken: false })} />
  }
}

function Broken({ onRetry }: { readonly onRetry: () => void }): ReactNode {
  const { t } = useWords()
  const retry = (
    <Button variant="main" onPress={onRetry} testId="app-crash-retry">
      {t('app.crash.do')}
    </Button>
  )
  return <EmptyState icon="alert" title={t('app.crash.title')} text={t('app.crash.kept')} action={retry} testId="app-crash" />
}
