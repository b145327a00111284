import { useState } from 'react'
import { useMutationCall, type AppError } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { fieldWords } from '../quick-reply/field-words.ts'
import type { Following } from './following.tsx'
import { openField } from '../quick-reply/quick-reply-match.ts'
import { focusAt, type Box } from './text-box.tsx'
import type { Message } from '../types.ts'
import type { Draft } from './use-draft.ts'
import type { Others } from '../head/use-presence.ts'

/** Sending what stands in the box. */
export type Sending = {
  readonly send: () => void
  readonly isRunning: boolean
  readonly error: AppError | null
  /** Why it cannot go as it is. */
  readonly problem: string | null
  /** Who writes in the same chat: said once, the next Send sends. */
  readonly asks: Others | null
}

type SendingOptions = {
  readonly customerId: string
  readonly draft: Draft
  readonly holdMs: number
  readonly others: Others
  readonly quoting: Message | null
  readonly onQuote: (message: Message | null) => void
  readonly onSent: () => void
  /** Files and products of a quick reply that go after the text. */
  readonly following: Following | null
}

const partsOf = ({ quickReplyId, retailerIds, files }: Following) => ({
  quickReplyId,
  retailerIds: [...retailerIds],
  mediaFileIds: files.map(({ file }) => file.mediaFileId),
})

/** The longest text that WhatsApp takes. */
const LONGEST = 4096

/** Sends what is in the box. An open field or too many letters block it, with the focus on what to fix. */
export function useSending(options: SendingOptions, box: Box): Sending {
  const { customerId, draft, holdMs, others, quoting, onQuote, onSent, following } = options
  const { t } = useWords()
  const reply = useMutationCall('inbox.reply')
  const withMore = useMutationCall('quickReply.send')
  const isRunning = reply.isRunning || withMore.isRunning
  // A problem belongs to the text that has it and is gone as soon as that changes.
  const [problem, setProblem] = useState<{ readonly of: string; readonly words: string } | null>(null)
  const [hasAsked, setHasAsked] = useState(false)
  const writing = others.filter(({ doing }) => doing === 'writing')
  if (writing.length === 0 && hasAsked) setHasAsked(false)
  const { text } = draft
  /** Whether it may go; says what is wrong and brings the focus there. */
  const isReady = (wanted: string): boolean => {
    const open = openField(text)
    if (open !== null) {
      setProblem({ of: text, words: t('inbox.composer.missing', { field: fieldWords(open.name, t) }) })
      focusAt(box, open.start, open.end)
      return false
    }
    if (wanted.length > LONGEST) {
      setProblem({ of: text, words: t('inbox.composer.tooLong', { over: wanted.length - LONGEST }) })
      return false
    }
    if (writing.length === 0 || hasAsked) return true
    setHasAsked(true)
    return false
  }
  const send = async (): Promise<void> => {
    const wanted = text.trim()
    if (wanted === '' || isRunning || !isReady(wanted)) return
    const quotes = quoting === null ? {} : { quotes: quoting.messageId }
    const said = { customerId, holdMs, ...quotes }
    const result =
      following === null
        ? await reply.run({ ...said, message: { kind: 'text', text: wanted } })
        : await withMore.run({ ...said, text: wanted, ...partsOf(following) })
    if (result.ok) {
      draft.clear()
      onQuote(null)
      onSent()
    }
    box.current?.focus()
  }
  return {
    send: () => void send(),
    isRunning,
    error: reply.error ?? withMore.error,
    problem: problem?.of === text ? problem.words : null,
    asks: hasAsked && writing.length > 0 ? writing : null,
  }
}
