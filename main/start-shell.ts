import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { clipboard, nativeTheme, session, type App, type WebContents } from 'electron'
import { CustomerId } from '#contract/kernel/values.ts'
import { composeFrame } from './compose-frame.ts'
import { askBeforeQuitting, composeSending } from './compose-sending.ts'
import { composePresence } from './compose-session.ts'
import { composeVaults } from './compose-vaults.ts'
import { writeSupportReport, type Log } from './diagnostics/index.ts'
import { createWindowCalls, FileHandles, registerWindowDoor } from './ipc/index.ts'
import { probeKeychain } from './keychain/probe.ts'
import { findPaths } from './paths.ts'
import { chooseLocale, PreferencesFile, type Preferences } from './preferences/index.ts'
import { lockSession, MicrophoneGate, serveAppPages } from './security/index.ts'
import { createEventHub, isShellEvent } from './shell-events.ts'
import { createSecretCopy, createShellCalls, createShellState, handleFor } from './shell/index.ts'
import { createTranslate } from './translate.ts'

/** What writes the report for support: from the logs, with what is running. */
const supportReports =
  (app: App, data: string) =>
  (target: string): ReturnType<typeof writeSupportReport> => {
    const { electron, chrome, node } = process.versions
    const system = `${process.platform} ${process.getSystemVersion()} ${process.arch}`
    return writeSupportReport({
      logs: join(data, 'logs'),
      target,
      versions: { shopbell: app.getVersion(), electron, chrome, node, system },
    })
  }

const after = (delayMs: number, work: () => void): (() => void) => {
  const timer = setTimeout(work, delayMs)
  return () => clearTimeout(timer)
}

/**
 * Starts everything that needs a ready app: pages, engine host, the door for windows, menus and the window itself.
 * @param log open already, because what happened before is in it
 */
export const startShell = async (app: App, log: Log): Promise<void> => {
  const paths = findPaths(app.getAppPath(), app.getPath('userData'))
  const preferences = new PreferencesFile(join(paths.data, 'preferences.json'), chooseLocale(app.getPreferredSystemLanguages()))
  const translate = createTranslate(() => preferences.current.locale)
  const hub = createEventHub()
  const handles = new FileHandles(() => randomBytes(16).toString('hex'), paths.data)
  const announce = (): void => {
    sending.engineIs(engine.state)
    presence.engineIs(engine.state)
    void state().then((now) => hub.emit('shell.changed', now))
  }
  const { engine, folders, vaults } = composeVaults(app, { paths, log, preferences, onChange: announce })
  const frame = composeFrame({
    app,
    log,
    paths,
    translate,
    mayQuit: () => askBeforeQuitting(engine, frame.window, translate),
    stop: () => vaults.leave(),
  })
  const sending = composeSending({ engine, frame, translate, locale: () => preferences.current.locale })
  const openChat = (customerId: string | null): void =>
    void frame.open().then(() => hub.emit('shell.openChat', { customerId: customerId === null ? null : CustomerId.parse(customerId) }))
  const presence = composePresence({
    app,
    engine,
    window: frame.window,
    translate,
    preferences: () => preferences.current,
    openChat,
  })
  const state = createShellState({
    version: app.getVersion(),
    platform: process.platform,
    engine: () => engine.state,
    vault: () => vaults.open,
    existing: () => folders.existing(),
    preferences: () => preferences.current,
    probeKeychain,
  })
  const changePreferences = (changes: Parameters<PreferencesFile['change']>[0]): Preferences => {
    const changed = preferences.change(changes)
    nativeTheme.themeSource = changed.theme
    frame.setWords()
    sending.setWords()
    announce()
    return changed
  }
  nativeTheme.themeSource = preferences.current.theme
  const microphone = new MicrophoneGate(() => performance.now())
  const outside = { writeSupportReport: supportReports(app, paths.data), copySecret: createSecretCopy({ clipboard, after }) }
  const answerShell = createShellCalls({
    window: frame.window,
    translate,
    handles,
    vaults,
    state,
    changePreferences,
    microphone,
    ...outside,
  })
  const onRefused = (code: string, call: string): void => log.warn('call-refused', { code, call })
  serveAppPages(
    paths.pages,
    (asked) => engine.call('media.read', asked),
    () => log.warn('page-refused'),
  )
  const mayListen = (contents: WebContents | null): boolean =>
    microphone.isOpen && contents !== null && frame.window()?.webContents === contents
  lockSession(session.defaultSession, (what) => log.warn('refused', { what }), mayListen)
  registerWindowDoor({
    isKnownWindow: (contents) => frame.window()?.webContents === contents,
    // The computer's own person owns the shop; staff of their own come with roles.
    call: createWindowCalls({ answerShell, callEngine: engine.call, handles, role: () => 'owner', onRefused }),
    subscribe: (event, listener) => (isShellEvent(event) ? hub.on(event, listener) : engine.subscribe(event, listener)),
    takeDropped: (path) => handleFor(handles, path),
    onRefused,
  })
  await frame.show()
  log.info('started', { version: app.getVersion(), electron: process.versions.electron })
}
