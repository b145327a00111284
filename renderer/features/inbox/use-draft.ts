import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '../../bridge/index.ts'

const SAVE_AFTER_MS = 400

/** The unsent text of one conversation. It is saved while typing and when the conversation is left. */
export type Draft = { readonly text: string; readonly setText: (text: string) => void; readonly clear: () => void }

/** Keeps a draft; mount it anew for each customer. */
export function useDraft(customerId: string, saved: string): Draft {
  const [text, setOwnText] = useState(saved)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const unsaved = useRef<string | null>(null)

  const save = useCallback(() => {
    clearTimeout(timer.current)
    if (unsaved.current === null) return
    void call('inbox.saveDraft', { customerId, text: unsaved.current })
    unsaved.current = null
  }, [customerId])

  const setText = useCallback(
    (next: string) => {
      setOwnText(next)
      unsaved.current = next
      clearTimeout(timer.current)
      timer.current = setTimeout(save, SAVE_AFTER_MS)
    },
    [save],
  )
  const clear = useCallback(() => {
    setOwnText('')
    unsaved.current = ''
    save()
  }, [save])

  useEffect(() => save, [save])
  return { text, setText, clear }
}
