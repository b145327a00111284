import { useState, type ReactNode } from 'react'
import { useMutationCall } from '../../../bridge/index.ts'
import { useWords, type MessageId } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import { Button, DateTime, ErrorStrip, Link, Money, Quiet, Strip, useNow } from '../../../ui/index.ts'
import { spanWords } from '../span-words.ts'
import type { PeopleFilter } from './people-filter.ts'
import { doneOf, groupCounts, type Group, type Progress } from './progress.ts'
import styles from './run.module.css'
import { StopDialog } from './stop-dialog.tsx'

type LiveCardProps = { readonly progress: Progress; readonly onSee: (filter: Partial<PeopleFilter>) => void }

/** How far a run is, what it costs so far, and the ways to hold it. */
export function LiveCard({ progress, onSee }: LiveCardProps): ReactNode {
  const { t, rich, percent, number } = useWords()
  const { done, total } = doneOf(progress.counts)
  return (
    <section className={styles['live']} data-testid="broadcast-live" data-state={progress.state} aria-label={t('broadcast.live.title')}>
      <div className={styles['liveHead']}>
        <p className={styles['liveDone']} data-testid="broadcast-live-done" data-done={done} data-total={total}>
          <strong>{t('broadcast.live.done', { done: number(done), total: number(total) })}</strong>
          <span>{percent(total === 0 ? 0 : done / total)}</span>
        </p>
        <Eta progress={progress} />
      </div>
      <Segments progress={progress} onSee={onSee} />
      <PausedStrip progress={progress} />
      <Controls progress={progress} />
      <div className={styles['liveFacts']}>
        <p data-testid="broadcast-live-cost" data-micros={progress.costSoFarMicros}>
          {rich('broadcast.live.cost', {
            cost: <Money key="cost" micros={progress.costSoFarMicros} currency={progress.currency} />,
            most: <Money key="most" micros={progress.costAtMostMicros} currency={progress.currency} />,
          })}
        </p>
        <p className={styles['line']}>
          <span data-testid="broadcast-live-replies" data-count={progress.replies}>
            {t('broadcast.live.replies', { count: progress.replies })}
          </span>
          <Link to={routes.inbox()} testId="broadcast-live-open-replies">
            {t('broadcast.live.openReplies')}
          </Link>
        </p>
      </div>
      <p className={styles['autoPause']} data-testid="broadcast-live-auto-pause">
        {t('broadcast.live.autoPause')}
      </p>
    </section>
  )
}

/** How long it still takes; nothing while nobody knows. */
function Eta({ progress }: { readonly progress: Progress }): ReactNode {
  if (progress.state !== 'running') return null
  return (
    <p className={styles['eta']} data-testid="broadcast-live-eta">
      <EtaWords progress={progress} />
    </p>
  )
}

function EtaWords({ progress }: { readonly progress: Progress }): ReactNode {
  const { t, rich, number } = useWords()
  const now = useNow(1000)
  const { endsAt, nextTryAt, perSecond, counts } = progress
  if (counts.planned + counts.sending === 0) return t('broadcast.live.checking', { count: counts.inDoubt })
  if (endsAt !== null)
    return t('broadcast.live.eta', {
      span: spanWords(endsAt - now, t),
      speed: number(perSecond, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    })
  return nextTryAt === null
    ? t('broadcast.live.noEta')
    : rich('broadcast.live.nextTry', { time: <DateTime key="at" at={nextTryAt} style="short" /> })
}

const shown = ['delivered', 'withMeta', 'onTheWay', 'notDelivered'] as const satisfies readonly Group[]
const testIds: Readonly<Record<(typeof shown)[number], string>> = {
  delivered: 'delivered',
  withMeta: 'with-meta',
  onTheWay: 'on-the-way',
  notDelivered: 'not-delivered',
}

/** The bar with one part for each group, and the same as numbers that open their people. */
function Segments({ progress, onSee }: LiveCardProps): ReactNode {
  const { t, number } = useWords()
  const counts = groupCounts(progress.counts)
  const { done, total } = doneOf(progress.counts)
  return (
    <>
      <div
        className={styles['bar']}
        role="progressbar"
        aria-label={t('broadcast.live.title')}
        aria-valuemin={0}
        aria-valuemax={Math.max(1, total)}
        aria-valuenow={done}
        aria-valuetext={t('broadcast.live.done', { done: number(done), total: number(total) })}
        data-testid="broadcast-live-bar"
      >
        {shown.map((group) => (
          <div key={group} className={styles['part']} data-group={group} style={{ flexGrow: counts[group] }} />
        ))}
        <div className={styles['part']} data-group="waiting" style={{ flexGrow: counts.waiting }} />
      </div>
      <ul className={styles['legend']}>
        {shown.map((group) => (
          <li key={group} data-testid={`broadcast-live-${testIds[group]}`} data-count={counts[group]}>
            <button
              type="button"
              className={styles['legendButton']}
              onClick={() => onSee({ group })}
              aria-label={t('broadcast.seeCount', { what: t(`broadcast.group.${group}`), count: counts[group] })}
              data-testid={`broadcast-live-see-${testIds[group]}`}
            >
              <span className={styles['swatch']} data-group={group} aria-hidden="true" />
              <span>{t(`broadcast.group.${group}`)}</span>
              <strong>{number(counts[group])}</strong>
            </button>
          </li>
        ))}
        <li>
          <button
            type="button"
            className={styles['legendButton']}
            onClick={() => onSee({ group: 'waiting' })}
            aria-label={t('broadcast.seeCount', { what: t('broadcast.group.waiting'), count: counts.waiting })}
            data-testid="broadcast-live-see-waiting"
            data-count={counts.waiting}
          >
            <span className={styles['swatch']} data-group="waiting" aria-hidden="true" />
            <span>{t('broadcast.group.waiting')}</span>
            <strong>{number(counts.waiting)}</strong>
          </button>
        </li>
      </ul>
    </>
  )
}

/** Why it is paused, in plain words, and what is kept. */
function PausedStrip({ progress }: { readonly progress: Progress }): ReactNode {
  const { t } = useWords()
  if (progress.state !== 'paused') return null
  const reason = progress.pauseReason ?? 'by-hand'
  const isOfNumber = reason === 'key-refused' || reason === 'account-restricted'
  const fix = isOfNumber ? routes.settingsPage('connection') : reason === 'template-stopped' ? routes.templates() : null
  const actions =
    fix === null ? undefined : (
      <Link to={fix} look="button" testId="broadcast-live-fix">
        {t(isOfNumber ? 'broadcast.fix.connection' : 'broadcast.template.open')}
      </Link>
    )
  return (
    <Strip tone="warning" icon="pause" actions={actions}>
      <div data-testid="broadcast-live-paused" data-reason={reason}>
        <p>
          <strong>{t(`broadcast.pause.${reason}`)}</strong>
        </p>
        <p>{t('broadcast.live.kept', { left: progress.counts.planned })}</p>
      </div>
    </Strip>
  )
}

/** What holding or stopping means in each state. */
const notes: Readonly<Record<Progress['state'], MessageId>> = {
  draft: 'broadcast.live.notStarted',
  asked: 'broadcast.live.notStarted',
  approved: 'broadcast.live.notStarted',
  planned: 'broadcast.live.notStarted',
  missed: 'broadcast.live.notStarted',
  running: 'broadcast.live.holdNote',
  paused: 'broadcast.live.noRecall',
  stopped: 'broadcast.live.noRecall',
  finished: 'broadcast.live.noRecall',
}

function Controls({ progress }: { readonly progress: Progress }): ReactNode {
  const { t } = useWords()
  const { broadcastId, state } = progress
  const [isStopping, setIsStopping] = useState(false)
  const pausing = useMutationCall('broadcast.pause')
  const resuming = useMutationCall('broadcast.resume')
  const starting = useMutationCall('broadcast.start')
  const error = pausing.error ?? resuming.error ?? starting.error
  return (
    <>
      {error === null ? null : <ErrorStrip error={error} testId="broadcast-live-error" />}
      <div className={styles['controls']}>
        {state === 'approved' ? (
          <Button
            variant="main"
            icon="send"
            onPress={() => void starting.run({ broadcastId })}
            isBusy={starting.isRunning}
            testId="broadcast-live-start"
          >
            {t('broadcast.live.start', { count: progress.counts.planned })}
          </Button>
        ) : null}
        {state === 'running' ? (
          <Button
            variant="main"
            icon="pause"
            onPress={() => void pausing.run({ broadcastId })}
            isBusy={pausing.isRunning}
            testId="broadcast-live-pause"
          >
            {t('broadcast.live.pause')}
          </Button>
        ) : null}
        {state === 'paused' ? (
          <Button
            variant="main"
            icon="play"
            onPress={() => void resuming.run({ broadcastId })}
            isBusy={resuming.isRunning}
            testId="broadcast-live-resume"
          >
            {t('broadcast.live.resume')}
          </Button>
        ) : null}
        <Button icon="stop" onPress={() => setIsStopping(true)} testId="broadcast-live-stop">
          {t('broadcast.live.stop')}
        </Button>
        <Quiet>{t(notes[state], { left: progress.counts.planned })}</Quiet>
      </div>
      {isStopping ? <StopDialog broadcastId={broadcastId} left={progress.counts.planned} onClose={() => setIsStopping(false)} /> : null}
    </>
  )
}
