import { useCallback, useEffect, useRef, useState } from 'react'
import { call, type AppError } from '../../../bridge/index.ts'
import type { Check, Content, Draft } from '../types.ts'

const SAVE_AFTER_MS = 500
const CHECK_AFTER_MS = 120
/** After a failure that may pass by itself, such as an engine that starts again or a full disk. */
const AGAIN_AFTER_MS = 2_000

const mayPass = ({ retry }: AppError): boolean => retry !== 'never'

/** A draft that keeps itself. */
export type OpenDraft = {
  readonly content: Content
  readonly changedAt: number
  readonly isSaved: boolean
  readonly error: AppError | null
  readonly change: (next: (content: Content) => Content) => void
  /** Saves what is not saved yet; false when it could not be saved. */
  readonly flush: () => Promise<boolean>
}

/** Keeps a draft in the engine while it is being written: shortly after each change, and when the screen is left. */
export function useDraft(first: Draft): OpenDraft {
  const { draftId } = first
  const [content, setContent] = useState(first.content)
  const [changedAt, setChangedAt] = useState<number>(first.changedAt)
  const [isSaved, setIsSaved] = useState(true)
  const [error, setError] = useState<AppError | null>(null)
  const latest = useRef({ content: first.content, isDirty: false })
  const running = useRef<Promise<boolean>>(Promise.resolve(true))
  const again = useRef<() => void>(() => undefined)

  const save = useCallback(async (): Promise<boolean> => {
    const { current } = latest
    if (!current.isDirty) return true
    current.isDirty = false
    const result = await call('template.saveDraft', { draftId, content: current.content })
    if (!result.ok) {
      current.isDirty = true
      setError(result.error)
      if (mayPass(result.error)) again.current()
      return false
    }
    setError(null)
    setChangedAt(result.value.changedAt)
    setIsSaved(!current.isDirty)
    return true
  }, [draftId])

  // One save at a time, in order: an older one must not overwrite a newer one.
  const flush = useCallback((): Promise<boolean> => {
    running.current = running.current.then(save)
    return running.current
  }, [save])

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    again.current = () => {
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void flush(), AGAIN_AFTER_MS)
    }
  }, [flush])
  const change = useCallback(
    (next: (content: Content) => Content) => {
      latest.current.content = next(latest.current.content)
      latest.current.isDirty = true
      setContent(latest.current.content)
      setIsSaved(false)
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
  return { content, changedAt, isSaved, error, change, flush }
}

/** What Meta would say to what stands on screen, a moment after the last key. Null until the first answer. */
export function useCheck(draftId: Draft['draftId'], content: Content): Check | null {
  const [check, setCheck] = useState<Check | null>(null)
  useEffect(() => {
    let isCurrent = true
    let timer: ReturnType<typeof setTimeout>
    const ask = (): void => {
      void call('template.check', { draftId, content }).then((result) => {
        if (!isCurrent) return
        if (result.ok) setCheck(result.value)
        else if (mayPass(result.error)) timer = setTimeout(ask, AGAIN_AFTER_MS)
      })
    }
    timer = setTimeout(ask, CHECK_AFTER_MS)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [draftId, content])
  return check
}
