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
  /** Closes the vault; the app quits after it. */
  readonly stop: () => Promise<void>
}

/** Window, menus and tray. */
export type Frame = {
  readonly window: () => BrowserWindow | undefined
  /** Writes menus and tray again in the language of the moment. */
  readonly setWords: () => void
  readonly show: () => Promise<void>
}

/** The vault is closed first; then the app asks to quit again. */
const stopBeforeQuitting = ({ app, log, stop }: FrameSurroundings): void => {
  let stopped = false
  app.on('before-quit', (event) => {
    if (stopped) return
    event.preventDefault()
    const quit = (): void => {
      stopped = true
      log.info('stopped')
      log.close()
      app.quit()
    }
    stop().then(quit, (error: unknown) => {
      log.error('stop-failed', error)
      quit()
    })
  })
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
    await openMainWindow({ stateFile, preload, icon, url: `${appOrigin}/index.html`, devTools, onMade: keep })
  }
  const setWords = (): void => {
    setApplicationMenu(translate, { devTools })
    tray?.setWords()
  }
  app.on('second-instance', () => void open())
  app.on('activate', () => void open())
  app.on('window-all-closed', () => app.quit())
  stopBeforeQuitting(surroundings)
  return {
    window: () => window,
    setWords,
    show: async () => {
      setWords()
      await open()
      tray = createTray(paths.trayIcon, translate, { open: () => void open(), quit: () => app.quit() })
    },
  }
}
