import { formatPhone, shortPrice, type Words } from '../../../i18n/index.ts'
import { mediaWord } from './file-words.ts'
import type { Message } from '../types.ts'

type Content = Message['content']
type ContentOf<K extends Content['kind']> = Extract<Content, { kind: K }>

/** Meta's code for messages that only the shop's own phone shows. @source reference part 14 */
const ONLY_ON_PHONE = 131_060

/** One line for each kind of message. */
const summaries: { readonly [K in Content['kind']]: (content: ContentOf<K>, t: Words['t']) => string } = {
  text: ({ text }) => text,
  button: ({ text }) => text,
  system: ({ text, note, number }, t) =>
    note === undefined ? text : t(`inbox.bubble.note.${note}`, { number: number === undefined ? '' : formatPhone(number) }),
  product: ({ name, price }) => `${name} ${shortPrice(price)}`,
  products: ({ items }) => items.map((item) => item.name).join(', '),
  template: ({ body }) => body,
  order: ({ totalText }, t) => `${t('inbox.bubble.order')} ${totalText}`,
  media: (content, t) => (content.caption === '' ? t(mediaWord(content)) : content.caption),
  contacts: ({ items }, t) => `${t('inbox.bubble.contacts')} ${items.map((item) => item.name).join(', ')}`,
  flow: ({ text, fields }, t) => `${t('inbox.bubble.flow')} ${text === '' ? fields.map((field) => field.value).join(', ') : text}`,
  menu: ({ text, header }) => (text === '' ? header : text),
  note: ({ text }) => text,
  callPermission: ({ allowed }, t) => t(allowed ? 'inbox.bubble.callAllowed' : 'inbox.bubble.callRefused'),
  placeholder: (_content, t) => t('inbox.bubble.placeholder'),
  reaction: ({ emoji }, t) => (emoji === '' ? t('inbox.bubble.reactionGone') : t('inbox.bubble.reaction', { emoji })),
  location: ({ name }, t) => (name === '' ? t('inbox.bubble.location') : name),
  unsupported: ({ type, metaCode }, t) => t(unsupportedWord(metaCode), { type: type === '' ? '?' : type }),
}

function unsupportedWord(metaCode: number | undefined) {
  if (metaCode === undefined) return 'inbox.bubble.unsupported' as const
  return metaCode === ONLY_ON_PHONE ? ('inbox.bubble.onlyOnPhone' as const) : ('inbox.bubble.notHandedOn' as const)
}

/** What a message says, in one line, for announcements. */
export function messageSummary(
  { content, withdrawnAt = null }: Pick<Message, 'content'> & Partial<Pick<Message, 'withdrawnAt'>>,
  { t }: Pick<Words, 't'>,
): string {
  if (withdrawnAt !== null) return t('inbox.bubble.withdrawn')
  // The table has one entry for each kind, and the kind chooses the entry.
  return (summaries[content.kind] as (content: Content, t: Words['t']) => string)(content, t)
}
