import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import { useCall, useMutationCall, type CallOutput, type Shell } from '../bridge/index.ts'
import { BackupStrip } from '../features/backup/index.ts'
import { MissedStrip } from '../features/broadcast/index.ts'
import { NoticeStrip } from '../features/connection/index.ts'
import { ImportStrip } from '../features/customer/index.ts'
import { useWords } from '../i18n/index.ts'
import { routes } from '../navigation/index.ts'
import { Button, Link, Strip, useAnnounce, useMay, useToast } from '../ui/index.ts'
import { DemoStripe } from './demo-stripe.tsx'
import styles from './strips.module.css'

type BroadcastSummary = CallOutput<'broadcast.list'>['broadcasts'][number]

/** Everything that is said on top of every screen: the demo, what is being sent, what does not work just now. */
export function Strips({ shell }: { readonly shell: Shell }): ReactNode {
  return (
    <header className={styles['strips']}>
      {shell.vault === 'demo' ? <DemoStripe /> : null}
      <EngineStrip shell={shell} />
      <LinkStrip />
      <NoticeStrip />
      <BackupStrip />
      <MissedStrip />
      <SendingStrip />
      <ImportStrip isDemo={shell.vault === 'demo'} />
    </header>
  )
}

function EngineStrip({ shell }: { readonly shell: Shell }): ReactNode {
  const { t } = useWords()
  if (shell.engine === 'ready') return null
  const isFailed = shell.engine === 'failed'
  return (
    <Strip look="bar" tone={isFailed ? 'danger' : 'warning'} testId="engine-strip">
      <span role="status">{t(isFailed ? 'app.engine.failed' : 'app.engine.restarting')}</span>
    </Strip>
  )
}

function LinkStrip(): ReactNode {
  const { t } = useWords()
  const [path] = useLocation()
  const may = useMay()
  const connection = useCall('connection.status', {})
  if (connection.data === undefined) return null
  const fix = (words: 'app.unauthorised.do' | 'app.noNumber.do', to: string): ReactNode => (
    <Link to={to} look="button" testId="link-strip-open">
      {t(words)}
    </Link>
  )
  if (connection.data === null) {
    // The wizard itself says it better; to whoever can't connect one, the foot of the sidebar says it.
    if (path === routes.connectNumber() || !may('connection.beginSetup')) return null
    return (
      <Strip look="bar" tone="info" testId="link-strip" actions={fix('app.noNumber.do', routes.connectNumber())}>
        {t('app.noNumber.strip')}
      </Strip>
    )
  }
  if (connection.data.link === 'offline') return <OfflineStrip />
  if (connection.data.link !== 'unauthorised') return null
  const mayReconnect = may('connection.replaceKey')
  return (
    <Strip
      look="bar"
      tone="danger"
      testId="link-strip"
      actions={mayReconnect ? fix('app.unauthorised.do', routes.connectionFix('key')) : undefined}
    >
      {t(mayReconnect ? 'app.unauthorised.strip' : 'app.unauthorised.stripOwner')}
    </Strip>
  )
}

/** How many messages wait for the internet, and that nobody has to send them again. */
function OfflineStrip(): ReactNode {
  const { t } = useWords()
  const counts = useCall('inbox.counts', {})
  return (
    <Strip look="bar" tone="warning" icon="offline" testId="link-strip">
      <span role="status">{t('app.offline.strip', { count: counts.data?.goingOut ?? 0 })}</span>
    </Strip>
  )
}

/** The newest broadcast that runs or waits to be resumed; drawn on top of every screen. */
function SendingStrip(): ReactNode {
  const list = useCall('broadcast.list', {})
  const active =
    list.data?.broadcasts.find((broadcast) => broadcast.state === 'running') ??
    list.data?.broadcasts.find((broadcast) => broadcast.state === 'paused')
  return active === undefined ? null : <ActiveBroadcast known={active} />
}

function ActiveBroadcast({ known }: { readonly known: BroadcastSummary }): ReactNode {
  const { t, number } = useWords()
  const live = useCall('broadcast.status', { broadcastId: known.broadcastId })
  const { counts, name, state } = live.data ?? known
  if (state !== 'running' && state !== 'paused') return null
  const isRunning = state === 'running'
  const total = counts.matched - counts.skipped
  const left = counts.planned + counts.sending
  const actions = (
    <>
      <PauseButton broadcastId={known.broadcastId} isRunning={isRunning} />
      <Link to={routes.broadcast(known.broadcastId)} testId="sending-strip-open">
        {t('app.sending.open')}
      </Link>
    </>
  )
  return (
    <Strip
      look="bar"
      tone={isRunning ? 'info' : 'warning'}
      icon={isRunning ? 'broadcast' : 'pause'}
      actions={actions}
      testId="sending-strip"
    >
      {isRunning
        ? t('app.sending.running', { name, done: number(total - left), total: number(total) })
        : t('app.sending.paused', { name, left })}
    </Strip>
  )
}

function PauseButton({
  broadcastId,
  isRunning,
}: {
  readonly broadcastId: BroadcastSummary['broadcastId']
  readonly isRunning: boolean
}): ReactNode {
  const { t } = useWords()
  const announce = useAnnounce()
  const toast = useToast()
  const pausing = useMutationCall('broadcast.pause')
  const resuming = useMutationCall('broadcast.resume')
  const act = async (): Promise<void> => {
    const result = await (isRunning ? pausing : resuming).run({ broadcastId })
    if (!result.ok) toast({ text: t(`errors.${result.error.code}.what`), tone: 'trouble' })
    else if (isRunning) announce(t('app.sending.pausedSaid'))
  }
  return (
    <Button
      needs={isRunning ? 'broadcast.pause' : 'broadcast.resume'}
      size="small"
      icon={isRunning ? 'pause' : 'play'}
      onPress={() => void act()}
      isBusy={pausing.isRunning || resuming.isRunning}
      testId={isRunning ? 'sending-strip-pause' : 'sending-strip-resume'}
    >
      {t(isRunning ? 'app.sending.pause' : 'app.sending.resume')}
    </Button>
  )
}
