import { countCharacters, SEND_LIMITS } from '#contract/cloud-api/limits.ts'
import type { SendMessageRequest } from '#contract/cloud-api/requests.ts'
import { buttonKey, HEADER_KEY, type RenderedTemplate, type Template } from '../../template/index.ts'
import type { Person } from '../audience/rules.ts'

/** Where the parts of a template come from that are not rendered. */
export type FreeParts = { readonly headerUrl: string | null; readonly quickReplyPayloads: Readonly<Record<number, string>> }

/** A template filled in for one person. */
export type FilledIn = {
  readonly values: Readonly<Record<string, string>>
  readonly rendered: RenderedTemplate
  /** Empty without a coupon. */
  readonly couponCode: string
}

type Recipient = Pick<Person, 'phone' | 'userId'>
type Medium = { readonly type: 'image' | 'video' | 'document'; readonly source: { link: string } | { id: string } }
type Reply = { readonly type: 'reply'; readonly reply: { readonly id: string; readonly title: string } }
type Tap = { readonly kind: 'none' } | { readonly kind: 'replies'; readonly buttons: readonly Reply[] } | Link
type Link = { readonly kind: 'link'; readonly label: string; readonly url: string }

const MEDIA = { IMAGE: 'image', VIDEO: 'video', DOCUMENT: 'document' } as const
const SAYABLE_HEADERS = new Set(['TEXT', ...Object.keys(MEDIA)])
const SAYABLE_BUTTONS = new Set(['QUICK_REPLY', 'URL', 'COPY_CODE'])

/**
 * Makes the function that says a template's words as an ordinary message: a text, a picture, film or file with words under
 * it, up to three answer buttons with the payloads of the template's, or one link. A code that stood on a copy button goes
 * into the text.
 * @returns null where the shape can't be said that way: cards, lists, offers that end, other buttons
 */
export function createFreeForm(
  template: Template,
  parts: FreeParts,
): ((person: Recipient, filledIn: FilledIn) => SendMessageRequest | null) | null {
  if (!isSayable(template)) return null
  return (person, filledIn) => {
    const tap = tapOf(template, parts, filledIn.values)
    const medium = mediumOf(template, parts, filledIn.values)
    if (tap === null || medium === null) return null
    const envelope = { messaging_product: 'whatsapp' as const, recipient_type: 'individual' as const, ...addressOf(person) }
    const text = withCode(template, filledIn)
    return tap.kind === 'none'
      ? plainMessage(envelope, { text, medium, rendered: filledIn.rendered })
      : tappable(envelope, { text, medium, tap, rendered: filledIn.rendered })
  }
}

function isSayable({ header, cards, limitedTimeOffer, buttons }: Template): boolean {
  const replies = buttons.filter(({ type }) => type === 'QUICK_REPLY').length
  const links = buttons.filter(({ type }) => type === 'URL').length
  return (
    cards.length === 0 &&
    limitedTimeOffer === null &&
    (header === null || SAYABLE_HEADERS.has(header.format)) &&
    buttons.every(({ type }) => SAYABLE_BUTTONS.has(type)) &&
    (links === 0 ? replies <= SEND_LIMITS.replyButtons : links === 1 && replies === 0)
  )
}

const addressOf = ({ phone, userId }: Recipient) => (phone === null ? { recipient: userId ?? '' } : { to: phone })

/** What can be tapped; null where a label or address is longer than Meta takes here. */
function tapOf({ buttons }: Template, { quickReplyPayloads }: FreeParts, values: FilledIn['values']): Tap | null {
  const shown = buttons.map((button, index) => ({ ...button, index })).filter(({ type }) => type !== 'COPY_CODE')
  if (shown.some(({ text }) => countCharacters(text) > SEND_LIMITS.buttonTitleCharacters)) return null
  const link = shown.find(({ type }) => type === 'URL')
  if (link !== undefined) return linkOf(link, values[buttonKey(link.index)] ?? '')
  const replies = shown.map(({ index, text }): Reply => ({ type: 'reply', reply: { id: quickReplyPayloads[index] ?? text, title: text } }))
  const titles = new Set(replies.map(({ reply }) => reply.title))
  if (titles.size !== replies.length) return null
  return replies.length === 0 ? { kind: 'none' } : { kind: 'replies', buttons: replies }
}

function linkOf({ text, url }: Pick<Template['buttons'][number], 'text' | 'url'>, value: string): Link | null {
  const address = (url ?? '').replace(/\{\{[^{}]*\}\}/, () => value)
  return address.length > SEND_LIMITS.linkCharacters || !URL.canParse(address) ? null : { kind: 'link', label: text, url: address }
}

/** `null` where the picture that belongs above the words is nowhere to be found. */
function mediumOf({ header }: Template, { headerUrl }: FreeParts, values: FilledIn['values']): Medium | 'none' | null {
  if (header === null || header.format === 'TEXT') return 'none'
  const type = MEDIA[header.format as keyof typeof MEDIA]
  const given = values[HEADER_KEY] ?? headerUrl
  if (given === null || given === '') return null
  return { type, source: /^https?:\/\//.test(given) ? { link: given } : { id: given } }
}

/** The code in a line of its own, unless the words name it already. */
function withCode({ buttons }: Template, { rendered, couponCode }: FilledIn): string {
  const hasButton = buttons.some(({ type }) => type === 'COPY_CODE')
  return hasButton && couponCode !== '' && !rendered.body.includes(couponCode) ? `${rendered.body}\n\n${couponCode}` : rendered.body
}

type Envelope = { messaging_product: 'whatsapp'; recipient_type: 'individual' } & ReturnType<typeof addressOf>
type Said = { readonly text: string; readonly medium: Medium | 'none'; readonly rendered: RenderedTemplate }

const isAtMost = (text: string, most: number): boolean => countCharacters(text) <= most
const paragraphs = (...parts: readonly (string | null)[]): string => parts.filter((part) => part !== null && part !== '').join('\n\n')

function plainMessage(envelope: Envelope, { text, medium, rendered }: Said): SendMessageRequest | null {
  const words = paragraphs(rendered.headerText, text, rendered.footer)
  if (medium === 'none') return isAtMost(words, SEND_LIMITS.textCharacters) ? { ...envelope, type: 'text', text: { body: words } } : null
  if (!isAtMost(words, SEND_LIMITS.captionCharacters)) return null
  const content = { ...medium.source, caption: words }
  switch (medium.type) {
    case 'image':
      return { ...envelope, type: 'image', image: content }
    case 'video':
      return { ...envelope, type: 'video', video: content }
    case 'document':
      return { ...envelope, type: 'document', document: content }
  }
}

function tappable(
  envelope: Envelope,
  { text, medium, rendered, tap }: Said & { readonly tap: Exclude<Tap, { kind: 'none' }> },
): SendMessageRequest | null {
  const { headerText, footer } = rendered
  const fits =
    isAtMost(text, SEND_LIMITS.interactiveBodyCharacters) &&
    isAtMost(headerText ?? '', SEND_LIMITS.headerCharacters) &&
    isAtMost(footer ?? '', SEND_LIMITS.footerCharacters)
  if (!fits) return null
  const around = {
    ...(medium === 'none' ? textHeader(headerText) : { header: mediaHeader(medium) }),
    body: { text },
    ...(footer === null || footer === '' ? {} : { footer: { text: footer } }),
  }
  if (tap.kind === 'replies')
    return { ...envelope, type: 'interactive', interactive: { type: 'button', ...around, action: { buttons: [...tap.buttons] } } }
  const parameters = { display_text: tap.label, url: tap.url }
  return { ...envelope, type: 'interactive', interactive: { type: 'cta_url', ...around, action: { name: 'cta_url', parameters } } }
}

const textHeader = (text: string | null) => (text === null || text === '' ? {} : { header: { type: 'text' as const, text } })

function mediaHeader({ type, source }: Medium) {
  switch (type) {
    case 'image':
      return { type, image: source }
    case 'video':
      return { type, video: source }
    case 'document':
      return { type, document: source }
  }
}
