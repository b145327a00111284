import type { ReactNode } from 'react'
import { call, useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { routes, useGo } from '../../../navigation/index.ts'
import { Button, useAnnounce, useToast } from '../../../ui/index.ts'
import type { Series } from './series-form.ts'

type SeriesControlsProps = { readonly series: Series; readonly onChange: () => void }

/** Switches a series on, lets it rest, goes on, changes and removes it. */
export function SeriesControls({ series, onChange }: SeriesControlsProps): ReactNode {
  const { t } = useWords()
  const { seriesId, state, approvalHash } = series
  const act = useAct()
  const remove = useRemove(series)
  const approving = useMutationCall('series.approve')
  const pausing = useMutationCall('series.pause')
  const resuming = useMutationCall('series.resume')
  return (
    <>
      <Button icon="trash" variant="quiet" onPress={() => void remove()} needs="series.remove" testId="series-remove">
        {t('series.remove')}
      </Button>
      <Button onPress={onChange} needs="series.save" testId="series-change">
        {t('series.change')}
      </Button>
      {state === 'draft' ? (
        <Button
          variant="main"
          icon="refresh"
          onPress={() => void act(approving.run({ seriesId, approvalHash }), t('series.switchedOn'))}
          isBusy={approving.isRunning}
          needs="series.approve"
          testId="series-approve"
        >
          {t('series.approve')}
        </Button>
      ) : null}
      {state === 'on' ? (
        <Button
          icon="pause"
          onPress={() => void act(pausing.run({ seriesId }), t('series.rests'))}
          isBusy={pausing.isRunning}
          needs="series.pause"
          testId="series-pause"
        >
          {t('broadcast.live.pause')}
        </Button>
      ) : null}
      {state === 'paused' ? (
        <Button
          variant="main"
          icon="play"
          onPress={() => void act(resuming.run({ seriesId }), t('series.switchedOn'))}
          isBusy={resuming.isRunning}
          needs="series.resume"
          testId="series-resume"
        >
          {t('broadcast.live.resume')}
        </Button>
      ) : null}
    </>
  )
}

type Outcome = Awaited<ReturnType<typeof call<'series.get'>>>

/** Says what came of it. */
function useAct(): (doing: Promise<Outcome>, done: string) => Promise<void> {
  const { t } = useWords()
  const toast = useToast()
  const announce = useAnnounce()
  return async (doing, done) => {
    const result = await doing
    if (result.ok) announce(done)
    else toast({ text: `${t(`errors.${result.error.code}.what`)} ${t(`errors.${result.error.code}.do`)}`, tone: 'trouble' })
  }
}

/** Removes it and offers to bring it back, switched off: it would have to be approved again. */
function useRemove(series: Series): () => Promise<void> {
  const { t } = useWords()
  const toast = useToast()
  const go = useGo()
  const bringBack = async (): Promise<void> => {
    const { content, rule, startsAt, endsAt, mostTimes, skipIf, budgetEachMicros, ifMissed } = series
    const made = await call('series.save', { content, rule, startsAt, endsAt, mostTimes, skipIf, budgetEachMicros, ifMissed })
    if (made.ok) go(routes.series(made.value.seriesId))
  }
  return async () => {
    const result = await call('series.remove', { seriesId: series.seriesId })
    if (!result.ok) return toast({ text: t(`errors.${result.error.code}.what`), tone: 'trouble' })
    go(routes.seriesList())
    toast({ text: t('series.removed', { name: series.name }), action: { label: t('series.bringBack'), onAction: () => void bringBack() } })
  }
}
