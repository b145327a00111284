import { call } from '../../../bridge/index.ts'

/** A recording under way. */
export type Recording = {
  /** How loud it is now, 0 to 1. */
  readonly level: () => number
  /** Ends it and gives the sound; null where nothing was heard or the window can't write it. */
  readonly stop: () => Promise<Blob | null>
  readonly cancel: () => void
}

/** Why a recording can't begin. */
export type RecordingTrouble = 'refused' | 'no-microphone' | 'no-encoder'

const BITS_PER_SECOND = 24_000
const SAMPLES_PER_SECOND = 48_000

/**
 * Begins to record a voice note as WhatsApp wants it: Opus in Ogg, one channel. The microphone is let go when it ends,
 * however it ends.
 */
export async function startRecording(): Promise<Recording | RecordingTrouble> {
  const bunny = await import('mediabunny')
  if (!(await bunny.canEncodeAudio('opus', { numberOfChannels: 1, sampleRate: SAMPLES_PER_SECOND }))) return 'no-encoder'
  const stream = await listen()
  if (typeof stream === 'string') return stream
  const letGo = (): void => stream.getTracks().forEach((track) => track.stop())
  const [track] = stream.getAudioTracks()
  if (track === undefined) {
    letGo()
    return 'no-microphone'
  }
  const target = new bunny.BufferTarget()
  const output = new bunny.Output({ format: new bunny.OggOutputFormat(), target })
  const source = new bunny.MediaStreamAudioTrackSource(track, {
    codec: 'opus',
    quality: new bunny.Quality({ bitrate: BITS_PER_SECOND }),
    transform: { numberOfChannels: 1, sampleRate: SAMPLES_PER_SECOND },
  })
  let hasFailed = false
  source.errorPromise.catch(() => {
    hasFailed = true
  })
  output.addAudioTrack(source)
  await output.start()
  const meter = meterOf(stream)
  const end = (): void => {
    meter.close()
    letGo()
  }
  return {
    level: meter.level,
    async stop() {
      end()
      if (hasFailed) return null
      await output.finalize()
      return target.buffer === null ? null : new Blob([target.buffer], { type: 'audio/ogg' })
    },
    cancel() {
      end()
      void output.cancel()
    },
  }
}

/** Asks for the microphone, which main lets through only now. */
async function listen(): Promise<MediaStream | RecordingTrouble> {
  const allowed = await call('shell.setRecording', { isRecording: true })
  if (!allowed.ok || !allowed.value.isAllowed) return 'refused'
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true } })
  } catch (error) {
    return error instanceof DOMException && error.name === 'NotAllowedError' ? 'refused' : 'no-microphone'
  } finally {
    void call('shell.setRecording', { isRecording: false })
  }
}

/** Silence lies at the middle of a byte. */
const MIDDLE = 128

function meterOf(stream: MediaStream): { readonly level: () => number; readonly close: () => void } {
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  context.createMediaStreamSource(stream).connect(analyser)
  const wave = new Uint8Array(analyser.fftSize)
  return {
    level() {
      analyser.getByteTimeDomainData(wave)
      return Math.min(1, Math.max(...wave.map((sample) => Math.abs(sample - MIDDLE))) / MIDDLE)
    },
    close: () => void context.close(),
  }
}
