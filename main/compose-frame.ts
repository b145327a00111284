import { join } from 'node:path'
import type { App, BrowserWindow } from 'electron'
import type { Log } from './diagnostics/index.ts'
import { createTray, setApplicationMenu, type AppTray } from './menus/index.ts'
import type { AppPaths } from './paths.ts'
import { appOrigin } from './security/index.ts'
import type { Translate } from './translate.ts'
import { openMainWindow } from './windows/index.ts'

/** What the frame around the pages needs. */
export type FrameSurroundings = {
  readonly app: App
  readonly log: Log
  readonly paths: AppPaths
  readonly translate: Translate
  /** Whether it may quit now; asks a person where something would be cut off. */
  readonly mayQuit: () => Promise<boolean>
  /** Closes the vault; the app quits after it. */
  readonly stop: () => Promise<void>
}

/** Window, menus and tray. */
export type Frame = {
  readonly window: () => BrowserWindow | undefined
  /** Writes menus and tray again in the language of the moment. */
  readonly setWords: () => void
  /** One line of the tray's menu; null takes it away. */
  readonly setLine: (line: string | null) => void
  readonly show: () => Promise<void>
  /** Brings the window to the front, and back where it was closed. */
  readonly open: () => Promise<void>
}

/** A person may be asked first; then the vault is closed, and then the app asks to quit again. */
const stopBeforeQuitting = ({ app, log, mayQuit, stop }: FrameSurroundings, stay: () => void): void => {
  let state: 'on' | 'asking' | 'stopped' = 'on'
  const stopped = (): void => {
    state = 'stopped'
    log.info('stopped')
    log.close()
    app.quit()
  }
  const end = async (): Promise<void> => {
    if (!(await mayQuit())) {
      state = 'on'
      return stay()
    }
    await stop()
    stopped()
  }
  app.on('before-quit', (event) => {
    if (state === 'stopped') return
    event.preventDefault()
    if (state === 'asking') return
    state = 'asking'
    end().catch((error: unknown) => {
      log.error('stop-failed', error)
      stopped()
    })
  })
}

/** The page of the window; while Shopbell is being made, in a language that nobody speaks if --words=en-XA or --words=ar-XB asks for it. */
const pageAddress = (app: App): string => {
  const words = app.isPackaged ? '' : app.commandLine.getSwitchValue('words')
  return `${appOrigin}/index.html${words === '' ? '' : `?words=${encodeURIComponent(words)}`}`
}

/** Puts together window, menus and tray; one window at a time. */
export const composeFrame = (surroundings: FrameSurroundings): Frame => {
  const { app, paths, translate } = surroundings
  const devTools = !app.isPackaged
  let window: BrowserWindow | undefined
  let tray: AppTray | undefined
  const keep = (made: BrowserWindow): void => {
    window = made
    made.once('closed', () => {
      window = undefined
    })
  }
  const open = async (): Promise<void> => {
    if (window?.isMinimized() === true) window.restore()
    if (window !== undefined) return window.focus()
    const { preload, icon } = paths
    const stateFile = join(paths.data, 'window.json')
    await openMainWindow({ stateFile, preload, icon, url: pageAddress(app), devTools, onMade: keep })
  }
  const setWords = (): void => {
    setApplicationMenu(translate, { devTools })
    tray?.setWords()
  }
  app.on('second-instance', () => void open())
  app.on('activate', () => void open())
  app.on('window-all-closed', () => app.quit())
  // Whoever closed the window and goes on sending gets it back.
  stopBeforeQuitting(surroundings, () => void open())
  return {
    window: () => window,
    open,
    setWords,
    setLine: (line) => tray?.setLine(line),
    show: async () => {
      setWords()
      await open()
      tray = createTray(paths.trayIcon, translate, { open: () => void open(), quit: () => app.quit() })
    },
  }
}
