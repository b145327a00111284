import { useState } from 'react'
import type { Message } from './types.ts'

/** How far from the newest message the reader may be and still count as being there. */
const NEAR_PX = 40

/** Says how many inbound messages came while the reader looks at older ones; never moves what is being read. */
export function useNewBelow(messages: readonly Message[]): { readonly count: number; readonly onScroll: (distance: number) => void } {
  const [isAway, setIsAway] = useState(false)
  const [seenId, setSeenId] = useState<string | null>(null)
  const lastId = messages.at(-1)?.messageId ?? null
  if (!isAway && lastId !== seenId) setSeenId(lastId)
  const seenAt = messages.findIndex((message) => message.messageId === seenId)
  // What was seen last stands in no page that is kept: then nothing can be counted.
  const count = isAway && seenAt !== -1 ? messages.slice(seenAt + 1).filter((message) => message.direction === 'in').length : 0
  return { count, onScroll: (distance) => setIsAway(distance > NEAR_PX) }
}
