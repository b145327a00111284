import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { call } from '../../../bridge/index.ts'
import { useMay } from '../../../ui/index.ts'

const SAVE_AFTER_MS = 400

/** The unsent text of one conversation. It is saved while typing and when the conversation is left. */
export type Draft = { readonly text: string; readonly setText: (text: string) => void; readonly clear: () => void }

/**
 * Keeps a draft; mount it anew for each customer. The latest text of this window wins over what was read of the
 * conversation before: a chat that is opened again at once is drawn from the cache, which does not know the text yet.
 */
export function useDraft(customerId: string, saved: string): Draft {
  const client = useQueryClient()
  const mayKeep = useMay()('inbox.saveDraft')
  const [text, setOwnText] = useState(() => client.getQueryData<string>(['draft', customerId]) ?? saved)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const unsaved = useRef<string | null>(null)

  const save = useCallback(() => {
    clearTimeout(timer.current)
    if (unsaved.current === null || !mayKeep) return
    void call('inbox.saveDraft', { customerId, text: unsaved.current })
    unsaved.current = null
  }, [customerId, mayKeep])

  const setText = useCallback(
    (next: string) => {
      setOwnText(next)
      client.setQueryData(['draft', customerId], next)
      unsaved.current = next
      clearTimeout(timer.current)
      timer.current = setTimeout(save, SAVE_AFTER_MS)
    },
    [client, customerId, save],
  )
  const clear = useCallback(() => {
    setOwnText('')
    client.setQueryData(['draft', customerId], '')
    unsaved.current = ''
    save()
  }, [client, customerId, save])

  useEffect(() => save, [save])
  return useMemo(() => ({ text, setText, clear }), [text, setText, clear])
}
