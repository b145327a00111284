import { nativeTheme, screen, type BrowserWindow } from 'electron'
import { createAppWindow } from './window-factory.ts'
import { leastSize, placeWindow, readWindowState, writeWindowState } from './window-state.ts'

/** What the main window needs from outside. */
export type MainWindowOptions = {
  readonly stateFile: string
  readonly preload: string
  readonly icon: string
  readonly url: string
  readonly devTools: boolean
  /** Told before the page is loaded: from then on its calls are listened to. */
  readonly onMade: (window: BrowserWindow) => void
}

// The page's own background in both themes, so that nothing flashes before the first paint.
const BACKGROUND = { light: '#F5F6F8', dark: '#121419' } as const

const areasMainFirst = () => {
  const main = screen.getPrimaryDisplay()
  return [main, ...screen.getAllDisplays().filter(({ id }) => id !== main.id)].map(({ workArea }) => workArea)
}

const keepState = (window: BrowserWindow, stateFile: string): void => {
  window.on('close', () => writeWindowState(stateFile, { ...window.getNormalBounds(), maximized: window.isMaximized() }))
}

/**
 * Loads the app's page. A page that tries to go elsewhere while it is still loading is stopped by the guards, and Electron then calls
 * its first load aborted although the page is there: that is no reason to end the app.
 */
const loadPage = async (window: BrowserWindow, url: string): Promise<void> => {
  try {
    await window.loadURL(url)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_ABORTED')) throw error
  }
}

/** Opens the main window and loads the app's page; it is shown when the page has something to show. */
export const openMainWindow = async (options: MainWindowOptions): Promise<BrowserWindow> => {
  const { maximized, ...bounds } = placeWindow(readWindowState(options.stateFile), areasMainFirst())
  const backgroundColor = nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light
  const window = createAppWindow({
    bounds,
    leastSize,
    backgroundColor,
    icon: options.icon,
    preload: options.preload,
    devTools: options.devTools,
  })
  if (maximized) window.maximize()
  keepState(window, options.stateFile)
  window.once('ready-to-show', () => window.show())
  options.onMade(window)
  await loadPage(window, options.url)
  return window
}
