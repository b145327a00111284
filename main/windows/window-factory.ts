import { BrowserWindow, type WebPreferences } from 'electron'

/**
 * The one place that makes windows. Every page runs in the sandbox, apart from the preload's world, without Node, and with the
 * rules of the web switched on.
 */
const safePreferences: WebPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  safeDialogs: true,
}

/** How a window of the app looks and what its page may use. */
export type WindowOptions = {
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  readonly leastSize: { readonly width: number; readonly height: number }
  readonly backgroundColor: string
  readonly icon: string
  readonly preload: string
  readonly devTools: boolean
}

/** Makes a window for the app's own pages; hidden until it has something to show. */
export const createAppWindow = (options: WindowOptions): BrowserWindow =>
  new BrowserWindow({
    ...options.bounds,
    minWidth: options.leastSize.width,
    minHeight: options.leastSize.height,
    show: false,
    title: 'Shopbell',
    backgroundColor: options.backgroundColor,
    icon: options.icon,
    webPreferences: { ...safePreferences, preload: options.preload, devTools: options.devTools },
  })

/**
 * Makes a hidden window for turning a document into a PDF: no scripts, no preload, a session of its own that is kept in memory.
 * @param partition name of that session
 */
export const createPrintWindow = (partition: string): BrowserWindow =>
  new BrowserWindow({
    show: false,
    webPreferences: { ...safePreferences, javascript: false, devTools: false, partition },
  })
