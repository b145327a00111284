import { dialog, powerMonitor, powerSaveBlocker } from 'electron'
import type { Frame } from './compose-frame.ts'
import type { EngineHost } from './engine-host/index.ts'
import { createWakeLock, followSending, mayQuit, type Sending, type TaskbarProgress } from './sending/index.ts'
import type { Translate } from './translate.ts'

/** What follows the engine's sending in Electron's own parts. */
export type SendingSurroundings = {
  readonly engine: EngineHost
  readonly frame: Pick<Frame, 'window' | 'setLine'>
  readonly translate: Translate
  readonly locale: () => string
}

const after = (delayMs: number, work: () => void): (() => void) => {
  const timer = setTimeout(work, delayMs)
  return () => clearTimeout(timer)
}

/** Puts wake lock, taskbar and tray behind what the engine tells, and wakes the engine when the computer wakes up. */
export const composeSending = ({ engine, frame, translate, locale }: SendingSurroundings): Sending => {
  const showTaskbar = ({ fraction, mode }: TaskbarProgress): void => frame.window()?.setProgressBar(fraction, { mode })
  const wakeLock = createWakeLock(powerSaveBlocker)
  const sending = followSending({ engine, wakeLock, showTaskbar, showLine: frame.setLine, translate, locale })
  powerMonitor.on('resume', () => sending.wokeUp())
  return sending
}

/** Whether the app may quit; asks in front of the window where there is one. */
export const askBeforeQuitting = (engine: EngineHost, window: Frame['window'], translate: Translate): Promise<boolean> =>
  mayQuit({
    engine,
    window,
    translate,
    after,
    ask: (parent, options) => (parent === undefined ? dialog.showMessageBox(options) : dialog.showMessageBox(parent, options)),
  })
