import type { Needs } from '../../../ui/index.ts'
import type { Message } from '../types.ts'

/** What a message can be asked to do; the conversation knows how. */
export type MessageDoings = {
  readonly onTakeBack: (message: Message) => void
  readonly onQuote: (message: Message) => void
  /** Puts the words of a message that did not go back into the box. */
  readonly onEditAgain: (text: string) => void
  readonly onTemplate: () => void
}

/** What can be done with one message. */
export type MessageAction = 'quote' | 'react' | 'unreact' | 'save-reply' | 'remove-note'

const atWhatsApp: ReadonlySet<Message['state']> = new Set(['received', 'accepted', 'sent', 'delivered', 'read'])

const rights: Readonly<Record<MessageAction, { readonly needs: Needs }>> = {
  quote: { needs: 'inbox.reply' },
  react: { needs: 'inbox.reply' },
  unreact: { needs: 'inbox.reply' },
  'save-reply': { needs: 'quickReply.save' },
  'remove-note': { needs: ['inbox.removeNote', 'inbox.addNote'] },
}

/** How a message stands to whoever looks at it: whether it may be answered now, and what they may do. */
type Standing = { readonly isWindowOpen: boolean; readonly may: (needs: Needs) => boolean }

/** What they can do with a message now. */
export const actionsOf = (message: Message, { isWindowOpen, may }: Standing): readonly MessageAction[] =>
  possible(message, isWindowOpen).filter((action) => may(rights[action].needs))

/** What can be done with it at all: an answer or a reaction needs an open window and a message that WhatsApp knows. */
function possible(message: Message, isWindowOpen: boolean): readonly MessageAction[] {
  if (message.content.kind === 'note') return ['remove-note']
  if (message.withdrawnAt !== null || message.content.kind === 'system' || !atWhatsApp.has(message.state)) return []
  const saving = message.direction === 'out' && message.content.kind === 'text' ? (['save-reply'] as const) : []
  if (!isWindowOpen) return saving
  const hasOurs = message.reactions.some(({ from }) => from === 'shop')
  return ['quote', 'react', ...(hasOurs ? (['unreact'] as const) : []), ...saving]
}

const refused: ReadonlySet<Message['state']> = new Set(['failed', 'rejected', 'skipped'])

/** The words that may be written again: of a text that certainly did not go. One whose fate is unknown is never offered, it may have arrived. */
export const textToRepeat = ({ state, content, direction }: Pick<Message, 'state' | 'content' | 'direction'>): string | null =>
  direction === 'out' && refused.has(state) && content.kind === 'text' ? content.text : null
