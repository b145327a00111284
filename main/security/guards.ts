import type { App, Session, WebContents } from 'electron'
import { appOrigin } from './app-origin.ts'

/** Tells the log what was refused; never with addresses or texts. */
export type RefusalListener = (what: 'navigation' | 'window' | 'webview' | 'permission' | 'device') => void

const isMicrophoneAlone = (permission: string, details: object): boolean =>
  permission === 'media' &&
  'mediaTypes' in details &&
  Array.isArray(details.mediaTypes) &&
  details.mediaTypes.length === 1 &&
  details.mediaTypes[0] === 'audio'

const lockNavigation = (contents: WebContents, refuse: RefusalListener): void => {
  const prevent = (event: { preventDefault(): void }): void => {
    event.preventDefault()
    refuse('navigation')
  }
  contents.on('will-navigate', prevent)
  contents.on('will-redirect', prevent)
  contents.on('will-frame-navigate', prevent)
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
    refuse('webview')
  })
  contents.setWindowOpenHandler(() => {
    refuse('window')
    return { action: 'deny' }
  })
}

/**
 * Refuses every permission and device of a session, but for the microphone while somebody records.
 * @param mayListen whether this page may listen now
 */
export const lockSession = (session: Session, refuse: RefusalListener, mayListen: (contents: WebContents | null) => boolean): void => {
  session.setPermissionRequestHandler((contents, permission, ...[answer, details]) => {
    const isGranted = isMicrophoneAlone(permission, details) && details.isMainFrame && mayListen(contents)
    if (!isGranted) refuse('permission')
    answer(isGranted)
  })
  session.setPermissionCheckHandler(
    (contents, permission, ...[origin, { mediaType }]) =>
      permission === 'media' && mediaType === 'audio' && origin.startsWith(appOrigin) && mayListen(contents),
  )
  session.setDevicePermissionHandler(() => {
    refuse('device')
    return false
  })
  session.setDisplayMediaRequestHandler(null)
  session.setSpellCheckerEnabled(false)
}

/**
 * Locks navigation, new windows and embedded pages of everything that will ever show a page in this app.
 * The first load of a window by main itself is not a navigation and stays possible.
 */
export const lockAllContents = (app: App, refuse: RefusalListener): void => {
  app.on('web-contents-created', (_event, contents) => lockNavigation(contents, refuse))
}
