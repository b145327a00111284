import { useState, type ReactNode } from 'react'
import { call } from '../../../../bridge/index.ts'
import { useWords } from '../../../../i18n/index.ts'
import { Button, useToast } from '../../../../ui/index.ts'
import type { Progress } from '../progress.ts'
import { ReplanDialog } from './replan-dialog.tsx'

type WaitingControlsProps = { readonly progress: Progress; readonly onStartNow: () => void }

/** What can be done with a broadcast that was approved and has not begun: begin it, give it a time, take the time away. */
export function WaitingControls({ progress, onStartNow }: WaitingControlsProps): ReactNode {
  const { t } = useWords()
  const { state, counts } = progress
  const [isReplanning, setIsReplanning] = useState(false)
  const cancelPlan = useCancelPlan(progress)
  const isMissed = state === 'missed'
  const startWords = isMissed
    ? t('broadcast.live.sendNow')
    : state === 'planned'
      ? t('broadcast.starting.startNow')
      : t('broadcast.live.start', { count: counts.planned })
  return (
    <>
      <Button
        variant={state === 'planned' ? 'plain' : 'main'}
        icon="send"
        onPress={onStartNow}
        needs="broadcast.start"
        testId="broadcast-live-start"
      >
        {startWords}
      </Button>
      <Button
        variant={state === 'planned' ? 'main' : 'plain'}
        icon="clock"
        onPress={() => setIsReplanning(true)}
        needs="broadcast.replan"
        testId="broadcast-live-replan"
      >
        {t(state === 'approved' ? 'broadcast.live.plan' : 'broadcast.live.anotherTime')}
      </Button>
      {state === 'approved' ? null : (
        <Button onPress={() => void cancelPlan()} needs="broadcast.replan" testId="broadcast-live-cancel-plan">
          {t('broadcast.live.cancelPlan')}
        </Button>
      )}
      {isReplanning ? <ReplanDialog progress={progress} onClose={() => setIsReplanning(false)} /> : null}
    </>
  )
}

/** Takes the time away, so that it waits for a person; offers to give it back while that time still lies ahead. */
function useCancelPlan({ broadcastId, plannedAt, latestAt }: Progress): () => Promise<void> {
  const { t } = useWords()
  const toast = useToast()
  return async () => {
    const result = await call('broadcast.replan', { broadcastId, time: { kind: 'now' } })
    if (!result.ok) return toast({ text: t(`errors.${result.error.code}.what`), tone: 'trouble' })
    const canReturn = plannedAt !== null && plannedAt > Date.now()
    toast({
      text: t('broadcast.live.planCancelled'),
      ...(canReturn
        ? {
            action: {
              label: t('ui.undo'),
              onAction: () => void call('broadcast.replan', { broadcastId, time: { kind: 'at', at: plannedAt, latestAt } }),
            },
          }
        : {}),
    })
  }
}
