import { useState, type ReactNode } from 'react'
import { useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, TextField } from '../../../ui/index.ts'
import styles from './bubble.module.css'
import type { Message } from '../types.ts'

/** The usual ones, as WhatsApp offers them, and two that shops need. */
const usual = ['👍', '❤️', '😂', '😮', '😢', '🙏', '👌', '🎉'] as const

type ReactionDialogProps = { readonly message: Message; readonly onClose: () => void }

/** Chooses the emoji of a reaction: one of the usual ones, or any that the system's own list gives. */
export function ReactionDialog({ message, onClose }: ReactionDialogProps): ReactNode {
  const { t } = useWords()
  const [own, setOwn] = useState('')
  const { react, error, isRunning } = useReaction(message, onClose)
  return (
    <Dialog title={t('inbox.react')} isOpen onClose={onClose} size="small" testId="inbox-react">
      <div className={styles['usual']}>
        {usual.map((emoji) => (
          <Button
            key={emoji}
            variant="quiet"
            label={t('inbox.react.with', { emoji })}
            onPress={() => react(emoji)}
            testId="inbox-react-emoji"
          >
            <span className={styles['emoji']}>{emoji}</span>
          </Button>
        ))}
      </div>
      <div className={styles['ownEmoji']}>
        <TextField
          label={t('inbox.react.own')}
          value={own}
          onChange={setOwn}
          maxLength={40}
          onSubmit={() => react(own.trim())}
          testId="inbox-react-own"
        />
        <Button onPress={() => react(own.trim())} isBusy={isRunning} isDisabled={own.trim() === ''}>
          {t('inbox.react.do')}
        </Button>
      </div>
      {error === null ? null : <ErrorStrip error={error} />}
    </Dialog>
  )
}

/** Reacts to a message; an empty emoji takes the reaction back. */
export function useReaction(message: Message | null, onDone: () => void) {
  const reply = useMutationCall('inbox.reply')
  const react = async (emoji: string): Promise<void> => {
    if (message === null) return
    const { customerId, messageId } = message
    const result = await reply.run({
      customerId,
      message: { kind: 'message', message: { type: 'reaction', reaction: { message_id: messageId, emoji } } },
    })
    if (result.ok) onDone()
  }
  return { react: (emoji: string) => void react(emoji), error: reply.error, isRunning: reply.isRunning }
}
