import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron'
import { windowEvents, type WindowEventName } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { isTrustedSender, type Sender } from './sender-check.ts'

/** What the windows' messages are handed to. */
export type WindowDoor = {
  readonly isKnownWindow: (contents: WebContents) => boolean
  readonly call: (sender: Sender, name: unknown, input: unknown) => Promise<Result<unknown>>
  /** Starts hearing an event; returns how to stop. */
  readonly subscribe: (event: WindowEventName, listener: (data: unknown) => void) => () => void
  /** Gives a handle for the file behind a path that the preload script read from a dropped file. */
  readonly takeDropped: (path: string) => Result<unknown>
  readonly onRefused: (code: string, call: string) => void
}

type Hearing = Map<WindowEventName, () => void>

const senderOf = (event: IpcMainInvokeEvent, door: WindowDoor): Sender => ({
  url: event.senderFrame?.url,
  isMainFrame: event.senderFrame !== null && event.senderFrame === event.sender.mainFrame,
  isKnownWindow: door.isKnownWindow(event.sender),
})

const isEventName = (name: unknown): name is WindowEventName => typeof name === 'string' && Object.hasOwn(windowEvents, name)

const stopAll = (hearing: Hearing): void => {
  for (const stop of hearing.values()) stop()
  hearing.clear()
}

/** What one page hears; it stops when the page goes or is loaded again. */
const hearingOf = (contents: WebContents, all: WeakMap<WebContents, Hearing>): Hearing => {
  const known = all.get(contents)
  if (known !== undefined) return known
  const hearing: Hearing = new Map()
  all.set(contents, hearing)
  contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) stopAll(hearing)
  })
  contents.on('render-process-gone', () => stopAll(hearing))
  contents.on('destroyed', () => stopAll(hearing))
  return hearing
}

/** Registers the only four messages that main listens to; nothing else in the app touches ipcMain. */
export const registerWindowDoor = (door: WindowDoor): void => {
  const all = new WeakMap<WebContents, Hearing>()
  const listen = (event: IpcMainInvokeEvent, name: unknown): Result<object> => {
    const code = isTrustedSender(senderOf(event, door)) ? (isEventName(name) ? undefined : 'event-unknown') : 'sender-refused'
    if (code !== undefined) {
      door.onRefused(code, '')
      return fail(code)
    }
    const wanted = name as WindowEventName
    const hearing = hearingOf(event.sender, all)
    if (!hearing.has(wanted)) {
      hearing.set(
        wanted,
        door.subscribe(wanted, (data) => {
          if (!event.sender.isDestroyed()) event.sender.send('shopbell:event', wanted, data)
        }),
      )
    }
    return ok({})
  }
  const stopListening = (event: IpcMainInvokeEvent, name: unknown): Result<object> => {
    if (!isTrustedSender(senderOf(event, door)) || !isEventName(name)) return fail('sender-refused')
    const hearing = all.get(event.sender)
    hearing?.get(name)?.()
    hearing?.delete(name)
    return ok({})
  }
  ipcMain.handle('shopbell:call', (event, name: unknown, input: unknown) => door.call(senderOf(event, door), name, input))
  ipcMain.handle('shopbell:subscribe', listen)
  ipcMain.handle('shopbell:unsubscribe', stopListening)
  ipcMain.handle('shopbell:dropped', (event, path: unknown) =>
    isTrustedSender(senderOf(event, door)) && typeof path === 'string' ? door.takeDropped(path) : fail('sender-refused'),
  )
}
