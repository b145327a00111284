import { nativeImage, Notification, powerMonitor, type App, type BrowserWindow } from 'electron'
import type { EventData } from '#contract/ipc/index.ts'
import type { EngineHost } from './engine-host/index.ts'
import {
  badgeWords,
  createNotices,
  drawBadge,
  followInbox,
  isQuiet,
  type InboxFollower,
  type Notice,
  type ShownNotice,
} from './notifications/index.ts'
import type { Preferences } from './preferences/index.ts'
import type { Translate } from './translate.ts'

/** What the notices of the system stand on. */
export type NotificationSurroundings = {
  readonly app: App
  readonly engine: EngineHost
  readonly window: () => BrowserWindow | undefined
  readonly translate: Translate
  readonly preferences: () => Preferences
  /** Brings the window to the front, at a chat or at the inbox. */
  readonly openChat: (customerId: string | null) => void
  /** True behind the shop's own lock. */
  readonly isShopLocked: () => boolean
}

const after = (delayMs: number, work: () => void): (() => void) => {
  const timer = setTimeout(work, delayMs)
  return () => clearTimeout(timer)
}

/** The chat in the address of the window that somebody looks at. */
const chatOf = (window: BrowserWindow | undefined): string | null =>
  window?.isFocused() === true ? (/#\/inbox\/([^/?]+)/u.exec(window.webContents.getURL())?.[1] ?? null) : null

/** Says how many chats are unread: a number on a mac and some Linux desktops, a drawn badge on Windows. */
const showBadge = ({ app, window, translate }: NotificationSurroundings, count: number): void => {
  if (process.platform !== 'win32') {
    app.setBadgeCount(count)
    return
  }
  const { size, pixels } = drawBadge(count)
  const picture = count === 0 ? null : nativeImage.createFromBitmap(Buffer.from(pixels), { width: size, height: size })
  window()?.setOverlayIcon(picture, count === 0 ? '' : translate('notice.badge', { count: badgeWords(count) }))
}

/** Puts notices and badge behind what arrives in the inbox. */
export const composeNotifications = (surroundings: NotificationSurroundings): InboxFollower => {
  const { app, engine, window, translate, preferences, openChat, isShopLocked } = surroundings
  let isLocked = false
  // Until a shop is open there is no notice; then its own zone counts, wherever the computer is.
  let timeZone = 'UTC'
  engine.subscribe('vault.changed', (data) => {
    timeZone = (data as EventData<'vault.changed'>).shop?.timeZone ?? timeZone
  })
  powerMonitor.on('lock-screen', () => {
    isLocked = true
    notices.clear()
  })
  powerMonitor.on('unlock-screen', () => {
    isLocked = false
  })
  const show = ({ title, body, customerId }: Notice, onGone: () => void): ShownNotice => {
    const notice = new Notification({ title, body })
    notice.on('click', () => {
      onGone()
      openChat(customerId)
    })
    notice.on('close', onGone)
    notice.show()
    return { close: () => notice.close() }
  }
  const notices = createNotices({
    translate,
    choice: () => preferences().notices,
    wantsClosing: () => preferences().closingNotices,
    isQuiet: () => isQuiet(preferences().quietHours, { at: Date.now(), timeZone }),
    timeOf: (at) => new Intl.DateTimeFormat(preferences().locale, { timeStyle: 'short', timeZone }).format(at),
    isLocked: () => isLocked || isShopLocked(),
    chatInFront: () => chatOf(window()),
    show,
  })
  app.on('browser-window-focus', () => notices.clear())
  return followInbox({ engine, notices, showBadge: (count) => showBadge(surroundings, count), after })
}
