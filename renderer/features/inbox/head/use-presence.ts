import { useEffect, useMemo, useRef, useState } from 'react'
import { call, useCall, useEvent } from '../../../bridge/index.ts'
import { useMay } from '../../../ui/index.ts'
import type { ChatStanding } from '../types.ts'

/** Who else has the conversation open. */
export type Others = ChatStanding['presence']

/** Told again before the others forget, which they do after 15 s. */
const TELL_EVERY_MS = 8_000
/** Whoever typed within this time is still writing. */
const WRITING_MS = 5_000

/**
 * Tells the others that this conversation is open here, and whether somebody writes in it; says who else has it open.
 * @param known who was there when the conversation was read
 */
export function usePresence(customerId: string, known: Others): { readonly others: Others; readonly onWriting: () => void } {
  const staff = useCall('staff.list', {})
  const mayTell = useMay()('inbox.present')
  const [heard, setHeard] = useState<Others | null>(null)
  useEvent('inbox.presence', (data) => {
    if (data.customerId === customerId) setHeard(data.presence)
  })
  const typedAt = useRef(0)
  const toldWriting = useRef(false)
  useEffect(() => {
    // Nobody waits for the answer of whoever only looks.
    if (!mayTell) return undefined
    const tell = (): void => {
      const isWriting = performance.now() - typedAt.current < WRITING_MS && typedAt.current > 0
      toldWriting.current = isWriting
      void call('inbox.present', { customerId, doing: isWriting ? 'writing' : 'looking' })
    }
    tell()
    const timer = setInterval(tell, TELL_EVERY_MS)
    return () => {
      clearInterval(timer)
      void call('inbox.present', { customerId: null })
    }
  }, [customerId, mayTell])
  const me = staff.data?.members.find((member) => member.isMe)?.staffId
  const others = useMemo(() => (heard ?? known).filter((one) => one.staff.staffId !== me), [heard, known, me])
  return {
    others,
    onWriting() {
      typedAt.current = performance.now()
      if (toldWriting.current || !mayTell) return
      toldWriting.current = true
      void call('inbox.present', { customerId, doing: 'writing' })
    },
  }
}
