import { useCallback, useEffect, useRef, useState } from 'react'
import { call, type AppError } from '../../bridge/index.ts'
import type { Content } from './content.ts'

const SAVE_AFTER_MS = 400

/** A draft that keeps itself. */
export type Draft = {
  readonly content: Content
  /** Null until the engine has it for the first time. */
  readonly broadcastId: string | null
  readonly savedAt: number | null
  readonly error: AppError | null
  readonly change: (change: Partial<Content>) => void
  /** Saves what is not saved yet and answers the id; null when it could not be saved. */
  readonly flush: () => Promise<string | null>
}

/**
 * Keeps a broadcast's content in the engine while it is being written: shortly after each change and when the screen is
 * left. A new draft is only made once something was changed.
 */
export function useDraft(first: {
  readonly broadcastId: string | null
  readonly content: Content
  readonly savedAt: number | null
}): Draft {
  const [content, setContent] = useState(first.content)
  const [broadcastId, setBroadcastId] = useState(first.broadcastId)
  const [savedAt, setSavedAt] = useState(first.savedAt)
  const [error, setError] = useState<AppError | null>(null)
  const latest = useRef({ content, broadcastId: first.broadcastId, isDirty: false })
  const running = useRef<Promise<string | null>>(Promise.resolve(first.broadcastId))

  const save = useCallback(async (): Promise<string | null> => {
    const { current } = latest
    if (!current.isDirty && current.broadcastId !== null) return current.broadcastId
    current.isDirty = false
    const result = await call('broadcast.draft', {
      content: current.content,
      ...(current.broadcastId === null ? {} : { broadcastId: current.broadcastId }),
    })
    if (!result.ok) {
      current.isDirty = true
      setError(result.error)
      return null
    }
    current.broadcastId = result.value.broadcastId
    setError(null)
    setBroadcastId(result.value.broadcastId)
    setSavedAt(result.value.savedAt)
    return result.value.broadcastId
  }, [])

  // One save at a time, in order: two first saves would make two drafts.
  const flush = useCallback((): Promise<string | null> => {
    running.current = running.current.then(save)
    return running.current
  }, [save])

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const change = useCallback(
    (part: Partial<Content>) => {
      const next = { ...latest.current.content, ...part }
      latest.current.content = next
      latest.current.isDirty = true
      setContent(next)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void flush(), SAVE_AFTER_MS)
    },
    [flush],
  )
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      if (latest.current.isDirty) void flush()
    },
    [flush],
  )
  return { content, broadcastId, savedAt, error, change, flush }
}
