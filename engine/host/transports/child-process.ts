import type { Channel } from '#contract/ipc/protocol.ts'

/** The channel to the process that forked this one; null when nobody did. */
export function parentProcessChannel(): Channel | null {
  if (process.send === undefined) return null
  return {
    post(frame) {
      // A parent that has just died is told by `disconnect`; what could not be sent then has nobody to go to.
      if (process.connected) process.send?.(frame, undefined, {}, () => undefined)
    },
    onMessage(listener) {
      process.on('message', listener)
      return () => process.off('message', listener)
    },
    onClose(listener) {
      process.on('disconnect', listener)
      return () => process.off('disconnect', listener)
    },
    close() {
      if (process.connected) process.disconnect()
    },
  }
}
