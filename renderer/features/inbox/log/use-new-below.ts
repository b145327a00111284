import { useState } from 'react'
import type { Message } from '../types.ts'

/** How far from the newest message the reader may be and still count as being there. */
const NEAR_PX = 40

type Reader = {
  /** The newest message that they saw; null where they have not been at the newest. */
  readonly seenId: string | null
  readonly isAway: boolean
  /** False while an older part is read: what comes after it is older than what they saw, not new. */
  readonly isAtNewest: boolean
}

/** What the reader saw of these messages, and how many inbound ones came after it. */
export function seenOf(
  messages: readonly Message[],
  { seenId, isAway, isAtNewest }: Reader,
): Pick<Reader, 'seenId'> & { readonly count: number } {
  if (!isAway && isAtNewest) return { seenId: messages.at(-1)?.messageId ?? null, count: 0 }
  const seenAt = messages.findIndex((message) => message.messageId === seenId)
  // What was seen last stands in no page that is kept: then nothing can be counted.
  const isCounted = isAway && seenAt !== -1
  return { seenId, count: isCounted ? messages.slice(seenAt + 1).filter((message) => message.direction === 'in').length : 0 }
}

/** Says how many inbound messages came while the reader looks at older ones; never moves what is being read. */
export function useNewBelow(
  messages: readonly Message[],
  isAtNewest: boolean,
): { readonly count: number; readonly onScroll: (distance: number) => void } {
  const [isAway, setIsAway] = useState(false)
  const [before, setBefore] = useState<string | null>(null)
  const { seenId, count } = seenOf(messages, { seenId: before, isAway, isAtNewest })
  if (seenId !== before) setBefore(seenId)
  return { count, onScroll: (distance) => setIsAway(distance > NEAR_PX) }
}
