import { useEffect, useRef } from 'react'
import { call } from '../../../bridge/index.ts'
import { routes, useGo } from '../../../navigation/index.ts'
import { useMay } from '../../../ui/index.ts'
import type { Message } from '../types.ts'

/**
 * Marks a conversation as read while it is on screen and the window has focus.
 * @returns `stayUnread` marks it unread and leaves it, so that it is not read again at once
 */
export function useMarkRead(customerId: string, messages: readonly Message[]): { readonly stayUnread: () => void } {
  const go = useGo()
  const mayMark = useMay()('inbox.markRead')
  const markedAt = useRef(0)
  const newestIn = messages.findLast((message) => message.direction === 'in')?.at ?? 0
  useEffect(() => {
    if (!mayMark) return undefined
    const mark = (): void => {
      if (!document.hasFocus() || newestIn <= markedAt.current) return
      markedAt.current = newestIn
      void call('inbox.markRead', { customerId })
    }
    mark()
    window.addEventListener('focus', mark)
    return () => window.removeEventListener('focus', mark)
  }, [customerId, newestIn, mayMark])
  return {
    stayUnread: () => {
      void call('inbox.markRead', { customerId, unread: true })
      go(routes.inbox())
    },
  }
}
