import { useMemo, type ReactNode } from 'react'
import { useCall, type Shell } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { ErrorStrip, PermissionProvider } from '../../ui/index.ts'
import { FirstPassword } from './first-password.tsx'
import { LockScreen } from './lock-screen.tsx'
import type { Status } from './person-name.ts'
import styles from './session.module.css'
import { StepUp } from './step-up.tsx'
import { useTouch } from './use-touch.ts'

type SessionGateProps = {
  readonly vault: Shell['vault']
  /** What is said on top of every screen, also of those before anybody is signed in. */
  readonly stripe: ReactNode
  readonly children: ReactNode
}

/** Lets nobody see the shop who is not signed in. The demo asks for nothing; a shop of one's own has an owner's password from the start. */
export function SessionGate({ vault, stripe, children }: SessionGateProps): ReactNode {
  const { t } = useWords()
  const session = useCall('session.status', {})
  if (session.error !== null) {
    return (
      <main id="content">
        <ErrorStrip error={session.error} action={{ label: t('ui.tryAgain'), onAction: session.refetch }} />
      </main>
    )
  }
  const status = session.data
  if (status === undefined) return <main aria-busy="true" />
  const isLocked = status.state === 'locked'
  if (isLocked || status.mustChangePassword)
    return (
      <div className={styles['gate']}>
        {stripe === null ? null : <header>{stripe}</header>}
        {isLocked ? <LockScreen status={status} /> : <FirstPassword isChange />}
      </div>
    )
  if (status.state === 'open' && vault === 'shop') return <FirstPassword isChange={false} />
  return <Seat status={status}>{children}</Seat>
}

/** The shop for whoever sits here: with what they may do, and the question who they are where an act asks again. */
function Seat({ status, children }: { readonly status: Status; readonly children: ReactNode }): ReactNode {
  const calls = useMemo(() => new Set(status.mayCall), [status.mayCall])
  return (
    <PermissionProvider calls={calls}>
      {children}
      <Present />
      <StepUp status={status} />
    </PermissionProvider>
  )
}

/** Somebody works at the window: the lock waits. */
function Present(): ReactNode {
  useTouch()
  return null
}
