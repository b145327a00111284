import type { Channel } from '#contract/ipc/protocol.ts'

type MessageListener = (event: { readonly data: unknown }) => void

/** The part of Electron's `process.parentPort` that is used; written here because the engine does not know Electron. */
type ParentPort = {
  postMessage(message: unknown): void
  on(event: 'message', listener: MessageListener): void
  off(event: 'message', listener: MessageListener): void
}

const isParentPort = (value: unknown): value is ParentPort => typeof value === 'object' && value !== null && 'postMessage' in value

/** The channel to Electron's main process; null outside a utility process. Electron ends the process when main goes. */
export function parentPortChannel(host: object = process): Channel | null {
  const port: unknown = 'parentPort' in host ? host.parentPort : null
  if (!isParentPort(port)) return null
  const closes = new Set<() => void>()
  return {
    post: (frame) => port.postMessage(frame),
    onMessage(listener) {
      const receive: MessageListener = (event) => listener(event.data)
      port.on('message', receive)
      return () => port.off('message', receive)
    },
    onClose(listener) {
      closes.add(listener)
      return () => closes.delete(listener)
    },
    close() {
      for (const listener of closes) listener()
      closes.clear()
    },
  }
}
