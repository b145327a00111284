import { useState } from 'react'
import { useCall, useMutationCall } from '../../../bridge/index.ts'
import { chatGap, chatInput, draftOf, type ChatDraft } from './chat-draft.ts'
import type { ImportState } from './use-import.ts'

/** What the dialog knows and does about an exported chat. */
export function useChat({ chosen, shop, finish }: Pick<ImportState, 'chosen' | 'shop' | 'finish'>) {
  const isChat = chosen?.facts.format === 'chat'
  const facts = useCall('customer.inspectChat', { file: chosen?.handle ?? '' }, { isEnabled: isChat })
  const importing = useMutationCall('customer.importChat')
  const [typed, setTyped] = useState<ChatDraft | null>(null)
  const [isChecked, setIsChecked] = useState(false)
  const draft = typed ?? (facts.data === undefined ? null : draftOf(facts.data, shop))
  const gap = facts.data === undefined || draft === null ? null : chatGap(draft, facts.data)
  return {
    facts: facts.data,
    error: importing.error ?? facts.error,
    draft,
    setDraft: setTyped,
    gap: isChecked ? gap : null,
    isRunning: importing.isRunning,
    async bringIn(): Promise<void> {
      setIsChecked(true)
      if (chosen === null || draft === null || gap !== null) return
      const done = await importing.run(chatInput(chosen.handle, draft))
      if (done.ok) finish({ run: done.value.run, chat: done.value })
    },
  }
}

export type ChatState = ReturnType<typeof useChat>
