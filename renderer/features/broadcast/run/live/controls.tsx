import { useState, type ReactNode } from 'react'
import { useMutationCall } from '../../../../bridge/index.ts'
import { useWords, type MessageId } from '../../../../i18n/index.ts'
import { Button, ErrorStrip, Quiet } from '../../../../ui/index.ts'
import type { Progress } from '../progress.ts'
import styles from '../run.module.css'
import { StopDialog } from '../stop-dialog.tsx'
import { WaitingControls } from './waiting-controls.tsx'

/** What holding or stopping means in each state. */
const notes: Readonly<Record<Progress['state'], MessageId>> = {
  draft: 'broadcast.live.notStarted',
  asked: 'broadcast.live.notStarted',
  approved: 'broadcast.live.notStarted',
  planned: 'broadcast.live.notLeft',
  missed: 'broadcast.live.notLeft',
  running: 'broadcast.live.holdNote',
  paused: 'broadcast.live.noRecall',
  stopped: 'broadcast.live.noRecall',
  finished: 'broadcast.live.noRecall',
}

const isWaiting = ({ state }: Progress): boolean => state === 'approved' || state === 'planned' || state === 'missed'

type ControlsProps = { readonly progress: Progress; readonly onStartNow: () => void }

/** What can be done with it now: begin it, move it, hold it, end it. */
export function Controls({ progress, onStartNow }: ControlsProps): ReactNode {
  const { t } = useWords()
  const { broadcastId, state } = progress
  const [isStopping, setIsStopping] = useState(false)
  const pausing = useMutationCall('broadcast.pause')
  const resuming = useMutationCall('broadcast.resume')
  const error = pausing.error ?? resuming.error
  return (
    <>
      {error === null ? null : <ErrorStrip error={error} testId="broadcast-live-error" />}
      <div className={styles['controls']}>
        {isWaiting(progress) ? <WaitingControls progress={progress} onStartNow={onStartNow} /> : null}
        {state === 'running' ? (
          <Button
            variant="main"
            icon="pause"
            onPress={() => void pausing.run({ broadcastId })}
            isBusy={pausing.isRunning}
            needs="broadcast.pause"
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
            needs="broadcast.resume"
            testId="broadcast-live-resume"
          >
            {t('broadcast.live.resume')}
          </Button>
        ) : null}
        <Button icon="stop" onPress={() => setIsStopping(true)} needs="broadcast.stop" testId="broadcast-live-stop">
          {t('broadcast.live.stop')}
        </Button>
        <Quiet>{t(notes[state], { left: progress.counts.planned })}</Quiet>
      </div>
      {isStopping ? <StopDialog broadcastId={broadcastId} left={progress.counts.planned} onClose={() => setIsStopping(false)} /> : null}
    </>
  )
}
