import { useCallback, useEffect, useRef, useState } from 'react'
import type { AppError } from '#contract/kernel/result.ts'
import { call, useMutationCall } from '../../../bridge/index.ts'
import { missingIn, type Missing } from '../missing.ts'
import type { Automation, Work } from '../types.ts'

/** What is being written. */
export type Form = { readonly name: string; readonly work: Work }

/** Longer than between two keys, short enough to be saved before anybody looks up. */
const SETTLE_MS = 500
const MOST_PAST = 30

type Autosave = {
  readonly form: Form
  readonly change: (part: Partial<Form>) => void
  /** What keeps the form from being saved at all. */
  readonly missing: readonly Missing[]
  readonly state: 'saved' | 'saving' | 'waiting'
  readonly error: AppError | null
  /** Takes the last saved change back; null where there is none. */
  readonly undo: (() => void) | null
}

const inputOf = (automationId: string, { name, work }: Form) => ({ automationId, name: name.trim(), work })

/** Saves an automation by itself shortly after each change, one save after the other, and remembers what was before. */
export function useAutosave({ automationId, name, work }: Automation): Autosave {
  const saving = useMutationCall('automation.save')
  const { run } = saving
  const [form, setForm] = useState<Form>({ name, work })
  const [kept, setKept] = useState(form)
  const [past, setPast] = useState<readonly Form[]>([])
  const latest = useRef({ form, kept })
  const queue = useRef<Promise<unknown>>(Promise.resolve())
  const missing = missingIn(form.name, form.work)
  const isComplete = missing.length === 0
  useEffect(() => {
    latest.current = { form, kept }
  })
  const save = useCallback(
    (next: Form, isUndo: boolean): void => {
      const saveAfter = async (earlier: Promise<unknown>): Promise<void> => {
        await earlier
        const before = latest.current.kept
        const result = await run(inputOf(automationId, next))
        if (!result.ok) return
        latest.current = { ...latest.current, kept: next }
        setKept(next)
        if (!isUndo) setPast((list) => [...list.slice(1 - MOST_PAST), before])
      }
      queue.current = saveAfter(queue.current)
    },
    [automationId, run],
  )
  useEffect(() => {
    if (form === kept || !isComplete) return undefined
    const timer = setTimeout(() => save(form, false), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [form, kept, isComplete, save])
  useEffect(
    () => () => {
      const { form: last, kept: saved } = latest.current
      // The screen is left before the pause was over: what was written is saved all the same.
      if (last !== saved && missingIn(last.name, last.work).length === 0) void call('automation.save', inputOf(automationId, last))
    },
    [automationId],
  )
  const before = past.at(-1)
  const undo = (): void => {
    if (before === undefined) return
    setPast((list) => list.slice(0, -1))
    setForm(before)
    latest.current = { form: before, kept: before }
    setKept(before)
    save(before, true)
  }
  return {
    form,
    change: (part) => setForm((now) => ({ ...now, ...part })),
    missing,
    state: form === kept ? 'saved' : isComplete && saving.error === null ? 'saving' : 'waiting',
    error: saving.error,
    undo: before === undefined ? null : undo,
  }
}
