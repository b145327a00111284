import type { Message } from './types.ts'

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

/** What can be done with a message now: an answer or a reaction needs an open window and a message that WhatsApp knows. */
export function actionsOf(message: Message, isWindowOpen: boolean): readonly MessageAction[] {
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
