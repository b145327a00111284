import { useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { useAnnounce, useToast } from '../../../ui/index.ts'
import type { ComposerHandle } from '../composer/composer.tsx'
import type { Message } from '../types.ts'
import type { Draft } from '../composer/use-draft.ts'

type TakingBack = { readonly takeBack: (message: Message) => void; readonly takeBackLast: () => boolean }

/** Takes a held message back into the box; text that is there already is kept below it. */
export function useTakeBack(messages: readonly Message[], draft: Draft, composer: { readonly current: ComposerHandle | null }): TakingBack {
  const { t } = useWords()
  const announce = useAnnounce()
  const toast = useToast()
  const taking = useMutationCall('inbox.takeBack')
  const takeBack = async (message: Message): Promise<void> => {
    const result = await taking.run({ messageId: message.messageId })
    if (!result.ok || !result.value.takenBack) {
      toast({ text: t('errors.message-gone.what'), tone: 'trouble' })
      return
    }
    if (result.value.text !== '') draft.setText(draft.text.trim() === '' ? result.value.text : `${result.value.text}\n${draft.text}`)
    announce(t('inbox.composer.takenBack'))
    composer.current?.focus()
  }
  const takeBackLast = (): boolean => {
    const held = messages.findLast((message) => message.state === 'held')
    if (held !== undefined) void takeBack(held)
    return held !== undefined
  }
  return { takeBack: (message) => void takeBack(message), takeBackLast }
}
