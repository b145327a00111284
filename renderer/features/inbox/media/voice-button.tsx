import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useMutationCall, type AppError } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, IconButton } from '../../../ui/index.ts'
import { AudioPlayer } from './audio-player.tsx'
import { attachBlob } from './bytes.ts'
import { clockTime } from './clock-time.ts'
import styles from './media.module.css'
import type { ChatOfFiles } from './use-attachments.ts'
import { startRecording, type Recording, type RecordingTrouble } from './record-voice.ts'

type Step =
  | { readonly is: 'starting' }
  | { readonly is: 'recording'; readonly recording: Recording; readonly since: number }
  | { readonly is: 'ready'; readonly sound: Blob; readonly address: string }
  | { readonly is: 'trouble'; readonly trouble: RecordingTrouble | 'nothing-heard' }

/** WhatsApp shows a play button only up to 512 KB; at 24 kbit/s this stays below it. */
const LONGEST_MS = 160_000
const LOOK_MS = 100

/** Records a voice note, lets one listen to it, and sends it; closing the dialog throws it away. */
export function VoiceButton(props: ChatOfFiles): ReactNode {
  const { t } = useWords()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <IconButton icon="microphone" label={t('media.voice.record')} onPress={() => setIsOpen(true)} testId="media-voice" />
      {isOpen ? <VoiceDialog {...props} onClose={() => setIsOpen(false)} /> : null}
    </>
  )
}

function VoiceDialog({ onClose, ...props }: ChatOfFiles & { readonly onClose: () => void }): ReactNode {
  const { t } = useWords()
  const { step, stop, again } = useVoice()
  const { send, isRunning, error } = useSendingVoice(props, onClose)
  return (
    <Dialog
      title={t('media.voice.title')}
      isOpen
      onClose={onClose}
      size="small"
      testId="media-voice-dialog"
      footer={
        <>
          <Button onPress={onClose}>{t('media.voice.cancel')}</Button>
          {step.is === 'recording' ? (
            <Button variant="main" icon="stop" onPress={stop} autoFocus testId="media-voice-stop">
              {t('media.voice.stop')}
            </Button>
          ) : null}
          {step.is === 'ready' ? (
            <>
              <Button icon="refresh" onPress={again}>
                {t('media.voice.again')}
              </Button>
              <Button
                variant="main"
                icon="send"
                isBusy={isRunning}
                label={t('media.voice.sendTo', { name: props.personName })}
                onPress={() => send(step.sound)}
                testId="media-voice-send"
              >
                {t('media.voice.send')}
              </Button>
            </>
          ) : null}
        </>
      }
    >
      {error === null ? null : <ErrorStrip error={error} testId="media-voice-error" />}
      <div data-testid="media-voice-step" data-step={step.is} data-trouble={step.is === 'trouble' ? step.trouble : ''}>
        <StepView step={step} onFull={stop} />
      </div>
    </Dialog>
  )
}

function StepView({ step, onFull }: { readonly step: Step; readonly onFull: () => void }): ReactNode {
  const { t } = useWords()
  switch (step.is) {
    case 'starting':
      return <p>{t('media.voice.starting')}</p>
    case 'recording':
      return <Meter recording={step.recording} since={step.since} onFull={onFull} />
    case 'ready':
      return <AudioPlayer address={step.address} name={t('media.voice.own')} />
    case 'trouble':
      return <p role="alert">{t(`media.voice.${step.trouble}`)}</p>
  }
}

function Meter({
  recording,
  since,
  onFull,
}: {
  readonly recording: Recording
  readonly since: number
  readonly onFull: () => void
}): ReactNode {
  const { t } = useWords()
  const [now, setNow] = useState({ ms: 0, level: 0 })
  const full = useRef(onFull)
  useEffect(() => {
    full.current = onFull
  })
  useEffect(() => {
    const timer = setInterval(() => {
      const ms = performance.now() - since
      setNow({ ms, level: recording.level() })
      if (ms >= LONGEST_MS) full.current()
    }, LOOK_MS)
    return () => clearInterval(timer)
  }, [recording, since])
  return (
    <div className={styles['meter']}>
      <span role="timer" aria-label={t('media.voice.time')}>
        <bdi dir="ltr">{`${clockTime(now.ms / 1000)} / ${clockTime(LONGEST_MS / 1000)}`}</bdi>
      </span>
      <meter min={0} max={1} value={now.level} aria-label={t('media.voice.level')} />
    </div>
  )
}

type Voice = { readonly step: Step; readonly stop: () => void; readonly again: () => void }

function useVoice(): Voice {
  const [step, setStep] = useState<Step>({ is: 'starting' })
  const [round, setRound] = useState(0)
  const running = useRef<Recording | null>(null)
  useEffect(() => {
    let isGone = false
    void startRecording().then((begun) => {
      if (typeof begun === 'string') {
        if (!isGone) setStep({ is: 'trouble', trouble: begun })
      } else if (isGone) begun.cancel()
      else {
        running.current = begun
        setStep({ is: 'recording', recording: begun, since: performance.now() })
      }
    })
    return () => {
      isGone = true
      running.current?.cancel()
      running.current = null
    }
  }, [round])
  // The sound lies in memory only, and goes with the dialog.
  useEffect(() => () => (step.is === 'ready' ? URL.revokeObjectURL(step.address) : undefined), [step])
  const stop = async (): Promise<void> => {
    const recording = running.current
    running.current = null
    const sound = (await recording?.stop()) ?? null
    setStep(sound === null ? { is: 'trouble', trouble: 'nothing-heard' } : { is: 'ready', sound, address: URL.createObjectURL(sound) })
  }
  return {
    step,
    stop: () => void stop(),
    again() {
      setStep({ is: 'starting' })
      setRound(round + 1)
    },
  }
}

type SendingVoice = { readonly send: (sound: Blob) => void; readonly isRunning: boolean; readonly error: AppError | null }

function useSendingVoice({ customerId, holdMs, quotes, onDone, onSent }: ChatOfFiles, onClose: () => void): SendingVoice {
  const reply = useMutationCall('inbox.reply')
  const [error, setError] = useState<AppError | null>(null)
  const [isRunning, setIsRunning] = useState(false)
  const send = async (sound: Blob): Promise<void> => {
    setIsRunning(true)
    const attached = await attachBlob(sound, { customerId, name: '', as: 'voice' })
    const sent = attached.ok
      ? await reply.run({
          customerId,
          message: { kind: 'file', mediaFileId: attached.value.file.mediaFileId, as: 'voice' },
          holdMs,
          ...(quotes === null ? {} : { quotes }),
        })
      : attached
    setIsRunning(false)
    if (!sent.ok) return setError(sent.error)
    onClose()
    onDone()
    onSent()
  }
  return { send: (sound) => void send(sound), isRunning, error }
}
