import { useEffect, useRef } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { useAnnounce } from '../../../ui/index.ts'
import { messageSummary } from '../bubble/message-summary.ts'
import type { Message } from '../types.ts'

const TYPING_PAUSE_MS = 1_000
const GATHER_MS = 1_200

/**
 * Speaks new messages of the open conversation to screen readers: one by its words, a burst as a number, and nothing
 * within a second of typing. Older pages that are loaded, and messages that were there already, are never spoken.
 */
export function useInboundAnnouncer(
  messages: readonly Message[],
  { personName, isAtNewest }: { readonly personName: string; readonly isAtNewest: boolean },
): void {
  const words = useWords()
  const announce = useAnnounce()
  const newestAt = useRef<number | null>(null)
  const lastTypedAt = useRef(0)
  const waiting = useRef<Message[]>([])
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const latest = useRef({ words, announce, personName })
  useEffect(() => {
    latest.current = { words, announce, personName }
  })

  useEffect(() => {
    const onType = (): void => {
      lastTypedAt.current = performance.now()
    }
    window.addEventListener('input', onType)
    return () => {
      window.removeEventListener('input', onType)
      clearTimeout(timer.current)
    }
  }, [])

  useEffect(() => {
    // What is read on the way from an older part to the newest was there before.
    if (!isAtNewest) newestAt.current = null
    const known = newestAt.current
    const newest = messages.at(-1)?.at ?? null
    if (newest === null || !isAtNewest) return
    newestAt.current = Math.max(known ?? 0, newest)
    if (known === null) return
    const fresh = messages.filter((message) => message.direction === 'in' && message.at > known)
    if (fresh.length === 0) return
    waiting.current.push(...fresh)
    const speak = (): void => {
      const typedAgoMs = performance.now() - lastTypedAt.current
      if (typedAgoMs < TYPING_PAUSE_MS) {
        timer.current = setTimeout(speak, TYPING_PAUSE_MS - typedAgoMs)
        return
      }
      timer.current = undefined
      const { words: say, announce: speakOut, personName: name } = latest.current
      const [first] = waiting.current
      const count = waiting.current.length
      waiting.current = []
      if (first !== undefined)
        speakOut(
          count === 1 ? say.t('inbox.announce.one', { name, text: messageSummary(first, say) }) : say.t('inbox.announce.many', { count }),
        )
    }
    timer.current ??= setTimeout(speak, GATHER_MS)
  }, [messages, isAtNewest])
}
