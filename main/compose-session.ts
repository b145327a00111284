import { powerMonitor } from 'electron'
import { composeNotifications, type NotificationSurroundings } from './compose-notifications.ts'
import type { EngineState } from './engine-host/index.ts'
import { followSession } from './session/index.ts'

/** Follows who sits here and who writes. */
export type Presence = { readonly engineIs: (state: EngineState) => void }

/** Locks the shop with the computer, empties the window when the lock falls, and tells who wrote as far as the lock lets it. */
export const composePresence = (surroundings: Omit<NotificationSurroundings, 'isShopLocked'>): Presence => {
  const { engine, window } = surroundings
  const follower = followSession({
    engine,
    blank: () => window()?.webContents.reload(),
    onLocked: (isLocked) => notifications.locked(isLocked),
  })
  const notifications = composeNotifications({ ...surroundings, isShopLocked: follower.isLocked })
  powerMonitor.on('suspend', follower.lock)
  powerMonitor.on('lock-screen', follower.lock)
  // Fast user switching; only where the system tells of it (macOS, Windows).
  powerMonitor.on('user-did-resign-active', follower.lock)
  return {
    engineIs(state) {
      notifications.engineIs(state)
      follower.engineIs(state)
    },
  }
}
