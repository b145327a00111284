import { useEffect, useReducer, useRef, useState, type ReactNode } from 'react'
import type { Result } from '#contract/kernel/result.ts'
import { call, type AppError } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { routes, useGo } from '../../../navigation/index.ts'
import { Button, ErrorStrip, Page, useAnnounce, useToast } from '../../../ui/index.ts'
import { beginCountdown, countdown } from './countdown.ts'
import styles from './wizard.module.css'

const TICK_MS = 200

type StartingProps = {
  readonly broadcastId: string
  readonly name: string
  readonly people: number
  /** A latest time that it still has; where that passed, whoever starts it now gives it up. */
  readonly latestAt?: number | null
  readonly onDone: () => void
}

/** Starts whatever the plan says; a latest time that passed is taken away first, else nothing may leave. */
async function startNow(broadcastId: string, latestAt: number | null): Promise<Result<unknown>> {
  if (latestAt !== null && latestAt <= Date.now()) {
    const freed = await call('broadcast.replan', { broadcastId, time: { kind: 'now' } })
    if (!freed.ok) return freed
  }
  return call('broadcast.start', { broadcastId, now: true })
}

/** The ten seconds in which a send can still be taken back. Leaving the screen takes it back too: nothing starts unseen. */
export function Starting({ broadcastId, name, people, latestAt = null, onDone }: StartingProps): ReactNode {
  const { t } = useWords()
  const announce = useAnnounce()
  const [state, dispatch] = useReducer(countdown, undefined, () => beginCountdown(Date.now()))
  const [error, setError] = useState<AppError | null>(null)
  const isCounting = state.kind === 'counting'

  const said = t('broadcast.starting.said', { count: people })
  useEffect(() => announce(said, 'now'), [announce, said])
  useEffect(() => {
    if (!isCounting) return undefined
    const timer = setInterval(() => dispatch({ kind: 'tick', now: Date.now() }), TICK_MS)
    return () => clearInterval(timer)
  }, [isCounting])
  useStart(state.kind === 'starting', async () => {
    const result = await startNow(broadcastId, latestAt)
    if (result.ok) return onDone()
    setError(result.error)
    dispatch({ kind: 'failed' })
  })
  useEffect(() => {
    if (state.kind === 'cancelled') onDone()
  }, [state.kind, onDone])
  useLeftBehind(state.kind === 'counting', { broadcastId, name })

  return (
    <Page title={<bdi>{name}</bdi>} testId="broadcast-starting-page">
      {/* Escape does what Cancel does, wherever the focus is inside. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        className={styles['starting']}
        data-testid="broadcast-starting"
        data-seconds={isCounting ? state.secondsLeft : 0}
        onKeyDown={(event) => event.key === 'Escape' && dispatch({ kind: 'cancel' })}
      >
        {error === null ? null : <ErrorStrip error={error} />}
        <p className={styles['startingNumber']}>
          {isCounting ? t('broadcast.starting.in', { seconds: state.secondsLeft }) : t('broadcast.starting.now')}
        </p>
        <p>{t('broadcast.starting.text', { count: people })}</p>
        <div className={styles['startingActions']}>
          <Button
            onPress={() => dispatch({ kind: 'cancel' })}
            isDisabled={state.kind === 'starting'}
            autoFocus
            testId="broadcast-starting-cancel"
          >
            {t('broadcast.starting.cancel')}
          </Button>
          <Button
            variant="main"
            icon="send"
            onPress={() => dispatch({ kind: 'start-now' })}
            isBusy={state.kind === 'starting'}
            testId="broadcast-starting-now"
          >
            {t('broadcast.starting.startNow')}
          </Button>
        </div>
      </div>
    </Page>
  )
}

/** Runs the start once for each time it becomes due. */
function useStart(isDue: boolean, start: () => Promise<void>): void {
  const latest = useRef(start)
  useEffect(() => {
    latest.current = start
  })
  useEffect(() => {
    if (isDue) void latest.current()
  }, [isDue])
}

/** Says that a send was not started when its screen is left while it still counts. */
function useLeftBehind(isCounting: boolean, broadcast: { readonly broadcastId: string; readonly name: string }): void {
  const { t } = useWords()
  const toast = useToast()
  const go = useGo()
  const leave = useRef(() => undefined as void)
  useEffect(() => {
    leave.current = () => {
      if (isCounting)
        toast({
          text: t('broadcast.starting.left', { name: broadcast.name }),
          action: { label: t('broadcast.starting.open'), onAction: () => go(routes.broadcast(broadcast.broadcastId)) },
        })
    }
  })
  useEffect(() => () => leave.current(), [])
}
