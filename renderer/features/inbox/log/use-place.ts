import { useCallback, useState } from 'react'

/** Which part of a conversation is read, and which message is to be brought into sight. */
export type Place = {
  /** The message that the reading begins at; null: the newest. */
  readonly around: string | null
  /** Brought into sight once for each value of `times`, as soon as it is there. */
  readonly target: { readonly messageId: string; readonly times: number } | null
  /** Goes to a message; `isHere` when it stands in what was read already. */
  readonly jumpTo: (messageId: string, isHere?: boolean) => void
  readonly toNewest: () => void
}

type Where = Pick<Place, 'around' | 'target'> & { readonly asked: string | null }

const at = (messageId: string | null, asked: string | null, times: number): Where => ({
  around: messageId,
  target: messageId === null ? null : { messageId, times },
  asked,
})

/** @param asked the message of the window's address; a change of it is a jump */
export function usePlace(asked: string | null): Place {
  const [where, setWhere] = useState(() => at(asked, asked, 0))
  if (where.asked !== asked) setWhere(at(asked, asked, (where.target?.times ?? 0) + 1))
  const jumpTo = useCallback((messageId: string, isHere = false) => {
    setWhere((before) => {
      const next = at(messageId, before.asked, (before.target?.times ?? 0) + 1)
      return isHere ? { ...next, around: before.around } : next
    })
  }, [])
  const toNewest = useCallback(() => setWhere((before) => (before.around === null ? before : at(null, before.asked, 0))), [])
  return { around: where.around, target: where.target, jumpTo, toNewest }
}
