import type { Channel, FrameIn, FrameOut } from '#contract/ipc/protocol.ts'

type Frame = FrameIn | FrameOut

function createEnd() {
  const messages = new Set<(message: unknown) => void>()
  const closes = new Set<() => void>()
  return {
    messages,
    closes,
    deliver(frame: Frame) {
      for (const listener of messages) listener(frame)
    },
    closed() {
      for (const listener of closes) listener()
      messages.clear()
      closes.clear()
    },
  }
}

/**
 * Two ends of a channel inside one process, for tests. Frames are copied as between processes and arrive later, never on
 * the sender's stack.
 */
export function memoryChannels(): readonly [Channel, Channel] {
  const ends = [createEnd(), createEnd()] as const
  let isOpen = true
  const close = () => {
    if (!isOpen) return
    isOpen = false
    for (const end of ends) queueMicrotask(() => end.closed())
  }
  const channel = (own: (typeof ends)[number], other: (typeof ends)[number]): Channel => ({
    post(frame) {
      if (!isOpen) return
      const copy = structuredClone(frame)
      queueMicrotask(() => other.deliver(copy))
    },
    onMessage(listener) {
      own.messages.add(listener)
      return () => own.messages.delete(listener)
    },
    onClose(listener) {
      own.closes.add(listener)
      return () => own.closes.delete(listener)
    },
    close,
  })
  return [channel(ends[0], ends[1]), channel(ends[1], ends[0])]
}
