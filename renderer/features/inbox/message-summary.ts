import type { Words } from '../../i18n/index.ts'
import type { Message } from './types.ts'

/** What a message says, in one line, for quotes, announcements and names of bubbles. */
export function messageSummary({ content }: Pick<Message, 'content'>, { t }: Pick<Words, 't'>): string {
  switch (content.kind) {
    case 'text':
    case 'button':
    case 'system':
      return content.text
    case 'product':
      return `${content.name} ${content.price}`
    case 'products':
      return content.items.map((item) => item.name).join(', ')
    case 'template':
      return content.body
    case 'order':
      return `${t('inbox.bubble.order')} ${content.totalText}`
    case 'media':
      return content.caption === '' ? t(`inbox.bubble.media.${content.media}`) : content.caption
    case 'reaction':
      return content.emoji === '' ? t('inbox.bubble.reactionGone') : t('inbox.bubble.reaction', { emoji: content.emoji })
    case 'location':
      return content.name === '' ? t('inbox.bubble.location') : content.name
    case 'unsupported':
      return t('inbox.bubble.unsupported', { type: content.type })
  }
}
