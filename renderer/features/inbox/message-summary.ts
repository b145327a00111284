import type { Words } from '../../i18n/index.ts'
import type { Message } from './types.ts'

type Content = Message['content']
type ContentOf<K extends Content['kind']> = Extract<Content, { kind: K }>

/** One line for each kind of message. */
const summaries: { readonly [K in Content['kind']]: (content: ContentOf<K>, t: Words['t']) => string } = {
  text: ({ text }) => text,
  button: ({ text }) => text,
  system: ({ text }) => text,
  product: ({ name, price }) => `${name} ${price}`,
  products: ({ items }) => items.map((item) => item.name).join(', '),
  template: ({ body }) => body,
  order: ({ totalText }, t) => `${t('inbox.bubble.order')} ${totalText}`,
  media: ({ caption, media }, t) => (caption === '' ? t(`inbox.bubble.media.${media}`) : caption),
  reaction: ({ emoji }, t) => (emoji === '' ? t('inbox.bubble.reactionGone') : t('inbox.bubble.reaction', { emoji })),
  location: ({ name }, t) => (name === '' ? t('inbox.bubble.location') : name),
  unsupported: ({ type }, t) => t('inbox.bubble.unsupported', { type }),
}

/** What a message says, in one line, for announcements. */
export function messageSummary({ content }: Pick<Message, 'content'>, { t }: Pick<Words, 't'>): string {
  // The table has one entry for each kind, and the kind chooses the entry.
  return (summaries[content.kind] as (content: Content, t: Words['t']) => string)(content, t)
}
