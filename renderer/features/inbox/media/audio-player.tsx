import { useRef, useState, type ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Button, IconButton } from '../../../ui/index.ts'
import { clockTime } from './clock-time.ts'
import styles from './media.module.css'

const SPEEDS = [1, 1.5, 2] as const

/** A sound: play, seek, speed and time. */
export function AudioPlayer({ address, name }: { readonly address: string; readonly name: string }): ReactNode {
  const { t, number } = useWords()
  const sound = useRef<HTMLAudioElement>(null)
  const [isPlaying, setIsPlaying] = useState(false)
  const [hasFailed, setHasFailed] = useState(false)
  const [at, setAt] = useState(0)
  const [length, setLength] = useState(0)
  const [speed, setSpeed] = useState<(typeof SPEEDS)[number]>(1)
  const toggle = (): void => {
    const element = sound.current
    if (element === null) return
    if (element.paused) void element.play().catch(() => setHasFailed(true))
    else element.pause()
  }
  const faster = (): void => {
    const next = SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length] ?? 1
    setSpeed(next)
    if (sound.current !== null) sound.current.playbackRate = next
  }
  const seek = (seconds: number): void => {
    setAt(seconds)
    if (sound.current !== null) sound.current.currentTime = seconds
  }
  if (hasFailed) return <p className={styles['quiet']}>{t('media.sound.failed')}</p>
  return (
    <div
      className={styles['player']}
      role="group"
      aria-label={name}
      data-testid="media-player"
      data-playing={isPlaying}
      data-length={length.toFixed(1)}
    >
      <audio
        ref={sound}
        src={address}
        preload="metadata"
        onLoadedMetadata={(event) => setLength(finite(event.currentTarget.duration))}
        onDurationChange={(event) => setLength(finite(event.currentTarget.duration))}
        onTimeUpdate={(event) => setAt(event.currentTarget.currentTime)}
        onPlay={() => setIsPlaying(true)}
        onPause={() => setIsPlaying(false)}
        onEnded={() => setIsPlaying(false)}
        onError={() => setHasFailed(true)}
      >
        {/* What people say in voice notes is written down nowhere. */}
        <track kind="captions" />
      </audio>
      <IconButton
        icon={isPlaying ? 'pause' : 'play'}
        label={t(isPlaying ? 'media.pause' : 'media.play', { name })}
        onPress={toggle}
        testId="media-play"
      />
      <input
        type="range"
        className={styles['seek']}
        min={0}
        max={Math.max(length, 0.1)}
        step={0.1}
        value={Math.min(at, Math.max(length, 0.1))}
        aria-label={t('media.seek')}
        aria-valuetext={t('media.time', { at: clockTime(at), length: clockTime(length) })}
        onChange={(event) => seek(Number(event.target.value))}
      />
      <span className={styles['time']}>
        <bdi dir="ltr">{`${clockTime(at)} / ${clockTime(length)}`}</bdi>
      </span>
      <Button size="small" variant="quiet" label={t('media.speed', { speed: number(speed) })} onPress={faster} testId="media-speed">
        {`${number(speed)}×`}
      </Button>
    </div>
  )
}

/** A sound that is still coming has no length yet. */
const finite = (seconds: number): number => (Number.isFinite(seconds) ? seconds : 0)
