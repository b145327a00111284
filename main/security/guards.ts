import type { App, Session, WebContents } from 'electron'

/** Tells the log what was refused; never with addresses or texts. */
export type RefusalListener = (what: 'navigation' | 'window' | 'webview' | 'permission' | 'device') => void

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

/** Refuses every permission and device of a session: the app's pages need none of them. */
export const lockSession = (session: Session, refuse: RefusalListener): void => {
  session.setPermissionRequestHandler((_contents, _permission, answer) => {
    refuse('permission')
    answer(false)
  })
  session.setPermissionCheckHandler(() => false)
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
