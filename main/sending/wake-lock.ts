/** Keeps the computer from falling asleep, or lets it. */
export type WakeLock = { set(awake: boolean): void }

/**
 * Holds one lock at most, however often it is told the same.
 * @param blocker Electron's powerSaveBlocker
 */
export const createWakeLock = (blocker: { start(type: 'prevent-app-suspension'): number; stop(id: number): unknown }): WakeLock => {
  let held: number | undefined
  return {
    set: (awake) => {
      if (awake) held ??= blocker.start('prevent-app-suspension')
      else if (held !== undefined) {
        blocker.stop(held)
        held = undefined
      }
    },
  }
}
