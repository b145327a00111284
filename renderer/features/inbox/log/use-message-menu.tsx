import { useCallback, useRef, useState, type ReactNode } from 'react'
import { call } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { useOverlays } from '../../../navigation/index.ts'
import { FloatingMenu, type IconName, useMay, useToast } from '../../../ui/index.ts'
import { actionsOf, type MessageAction, type MessageDoings } from '../bubble/message-doings.ts'
import { ReactionDialog, useReaction } from '../bubble/reaction-dialog.tsx'
import type { Message } from '../types.ts'

const icons: Readonly<Record<MessageAction, IconName>> = {
  quote: 'reply',
  react: 'react',
  unreact: 'undo',
  'save-reply': 'bolt',
  'remove-note': 'trash',
}

type MessageMenu = {
  /** Opens it at a bubble. */
  readonly open: (message: Message, anchor: HTMLElement) => void
  readonly element: ReactNode
}

/** One menu for all messages of a conversation: answer, react, take a note back. */
export function useMessageMenu(isWindowOpen: boolean, doings: MessageDoings): MessageMenu {
  const { t } = useWords()
  const toast = useToast()
  const may = useMay()
  const overlays = useOverlays()
  const anchor = useRef<HTMLElement>(null)
  const [shown, setShown] = useState<{ readonly message: Message; readonly as: 'menu' | 'react' } | null>(null)
  const close = (): void => setShown((before) => (before?.as === 'menu' ? null : before))
  const reaction = useReaction(shown?.message ?? null, () => setShown(null))
  const removeNote = async (message: Message): Promise<void> => {
    const result = await call('inbox.removeNote', { messageId: message.messageId })
    if (!result.ok) return
    const { customerId } = message
    const { text } = result.value
    toast({
      text: t('inbox.note.removed'),
      action: { label: t('ui.undo'), onAction: () => void call('inbox.addNote', { customerId, text }) },
    })
  }
  const act = (action: MessageAction, message: Message): void => {
    if (action === 'react') setShown({ message, as: 'react' })
    else if (action === 'unreact') reaction.react('')
    else if (action === 'quote') doings.onQuote(message)
    else if (action === 'save-reply')
      overlays.open({ kind: 'save-quick-reply', text: message.content.kind === 'text' ? message.content.text : '' })
    else void removeNote(message)
  }
  const open = useCallback((message: Message, at: HTMLElement) => {
    anchor.current = at
    setShown({ message, as: 'menu' })
  }, [])
  const element = (
    <>
      <FloatingMenu
        anchor={anchor}
        label={t('inbox.bubble.menu')}
        isOpen={shown?.as === 'menu'}
        onClose={close}
        actions={(shown === null ? [] : actionsOf(shown.message, { isWindowOpen, may })).map((action) => ({
          id: `message-${action}`,
          label: t(`inbox.bubble.action.${action}`),
          icon: icons[action],
          onAction: () => shown !== null && act(action, shown.message),
        }))}
      />
      {shown?.as === 'react' ? <ReactionDialog message={shown.message} onClose={() => setShown(null)} /> : null}
    </>
  )
  return { open, element }
}
