import { useState, type KeyboardEvent } from 'react'
import { call, useCall } from '../../../bridge/index.ts'
import { matchShortcuts } from '../../../text-match/index.ts'
import { findTrigger, type Trigger } from './quick-reply-match.ts'
import type { FilledQuickReply } from '../types.ts'

/** The quick-reply search of a text box. */
export type QuickReplies = {
  readonly trigger: Trigger | null
  readonly matches: readonly FilledQuickReply[]
  readonly hasAny: boolean
  readonly active: number
  /** Tells that text or caret changed. */
  readonly onText: (text: string, caret: number) => void
  /** Handles arrows, Enter, Tab and Escape while the list is open; true when the key was used. */
  readonly onKey: (event: KeyboardEvent) => boolean
  readonly pick: (reply: FilledQuickReply) => void
  readonly close: () => void
}

const LIST_MOST = 30

/** Finds quick replies for what is typed after `/`. The list is read when the conversation opens, so it is there at once. */
export function useQuickReplies(customerId: string, onPick: (reply: FilledQuickReply, trigger: Trigger) => void): QuickReplies {
  const { data } = useCall('quickReply.list', { customerId })
  const [trigger, setTrigger] = useState<Trigger | null>(null)
  const [active, setActive] = useState(0)
  const all = data?.quickReplies ?? []
  const matches = trigger === null ? [] : matchShortcuts(all, trigger.query).slice(0, LIST_MOST)
  const shown = Math.min(active, Math.max(0, matches.length - 1))
  const close = (): void => setTrigger(null)

  const move = (step: number): void => setActive((shown + step + matches.length) % Math.max(1, matches.length))
  const pick = (reply: FilledQuickReply | undefined): void => {
    if (reply === undefined || trigger === null) return
    // One with files or products is counted when it is sent, together with them.
    if (reply.retailerIds.length + reply.files.length === 0) void call('quickReply.used', { quickReplyId: reply.quickReplyId })
    onPick(reply, trigger)
    close()
  }
  const onKey = (event: KeyboardEvent): boolean => {
    const step = trigger === null ? null : stepOf(event, matches.length > 0)
    if (step === null) return false
    if (step === 'close') close()
    else if (step === 'pick') pick(matches[shown])
    else move(step)
    return true
  }
  const onText = (text: string, caret: number): void => {
    const next = findTrigger(text, caret)
    setTrigger(next)
    if (next?.query !== trigger?.query) setActive(0)
  }
  return { trigger, matches, hasAny: all.length > 0, active: shown, onText, onKey, pick, close }
}

type Step = 'close' | 'pick' | 1 | -1

const steps: Readonly<Record<string, Step>> = { ArrowDown: 1, ArrowUp: -1, Enter: 'pick', NumpadEnter: 'pick', Tab: 'pick' }

/** What a key means to the open list; null when it belongs to the text. */
function stepOf(event: KeyboardEvent, hasMatches: boolean): Step | null {
  if (event.code === 'Escape') return 'close'
  if (!hasMatches || event.shiftKey || event.ctrlKey || event.metaKey) return null
  return steps[event.code] ?? null
}
