import type { ButtonDraft, CardDraft, HeaderDraft, TemplatePartDraft } from '#contract/cloud-api/manage-template-parts.ts'
import { FIXED_BUTTON_LABELS } from '#contract/cloud-api/template-limits.ts'
import { fieldsIn } from '#contract/cloud-api/template-rule-text.ts'
import { formatOf } from '../check/fields.ts'
import type { DraftButton, DraftCard, DraftText } from '../check/finding.ts'

/** Meta's name for an uploaded example file, by our id; empty for one that is not there. */
export type Handles = (sampleId: string | null) => string

/** Writes a language the way Meta takes it. The draft must have passed the check. @source reference part 5, components */
export function partsOf(text: DraftText, handles: Handles): TemplatePartDraft[] {
  const { header, footer, buttons, carousel, offer } = text
  const parts: TemplatePartDraft[] = []
  if (header.format !== 'NONE') parts.push(headerPart(text, handles))
  if (offer !== null)
    parts.push({ type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: offer.text.trim(), has_expiration: offer.hasExpiration } })
  parts.push(bodyPart(text.body, text))
  if (footer.trim() !== '') parts.push({ type: 'FOOTER', text: footer.trim() })
  if (buttons.length > 0) parts.push({ type: 'BUTTONS', buttons: buttons.map(buttonPart) })
  if (carousel !== null)
    parts.push({ type: 'CAROUSEL', cards: carousel.cards.map((card) => cardPart(card, carousel.kind, { text, handles })) })
  return parts
}

const namesIn = (words: string): string[] => [...new Set(fieldsIn(words).map(({ name }) => name))]
const sampleOf = (text: DraftText, name: string): string => (text.samples[name] ?? '').trim()
const mediaExample = (sampleId: string | null, handles: Handles) => ({ header_handle: [handles(sampleId)] })

function headerPart(text: DraftText, handles: Handles): HeaderDraft {
  const { format, sampleId, text: words } = text.header
  switch (format) {
    case 'IMAGE':
    case 'VIDEO':
    case 'DOCUMENT':
      return { type: 'HEADER', format, example: mediaExample(sampleId, handles) }
    case 'LOCATION':
    case 'PRODUCT':
      return { type: 'HEADER', format }
    case 'NONE':
    case 'TEXT':
      return { type: 'HEADER', format: 'TEXT', text: words.trim(), ...headerExample(text, words) }
  }
}

function headerExample(text: DraftText, words: string) {
  const [name] = namesIn(words)
  if (name === undefined) return {}
  const example = sampleOf(text, name)
  return {
    example: formatOf(text) === 'positional' ? { header_text: [example] } : { header_text_named_params: [{ param_name: name, example }] },
  }
}

function bodyPart(words: string, text: DraftText) {
  const names = namesIn(words)
  const base = { type: 'BODY' as const, text: words.trim() }
  if (names.length === 0) return base
  if (formatOf(text) !== 'positional')
    return { ...base, example: { body_text_named_params: names.map((name) => ({ param_name: name, example: sampleOf(text, name) })) } }
  const ordered = names.toSorted((one, other) => Number(one) - Number(other))
  return { ...base, example: { body_text: [ordered.map((name) => sampleOf(text, name))] } }
}

/** Meta wants its own words on the buttons that WhatsApp writes itself. */
function buttonPart({ type, text, value, sample }: DraftButton): ButtonDraft {
  const label = text.trim()
  switch (type) {
    case 'QUICK_REPLY':
      return { type, text: label }
    case 'URL':
      return { type, text: label, ...linkPart(value.trim(), sample.trim()) }
    case 'PHONE_NUMBER':
      return { type, text: label, phone_number: value.replaceAll(/[^\d+]/g, '') }
    case 'COPY_CODE':
      return { type, example: value.trim() }
    case 'CATALOG':
      return { type, text: FIXED_BUTTON_LABELS.CATALOG }
    case 'MPM':
      return { type, text: FIXED_BUTTON_LABELS.MPM }
    case 'SPM':
      return { type, text: FIXED_BUTTON_LABELS.SPM }
    case 'FLOW':
      return { type, text: label, flow_id: value.trim(), flow_action: 'navigate' }
    case 'REQUEST_CONTACT_INFO':
      return { type }
  }
}

/** Addresses have one field at most, which Meta writes {{1}} whatever it is called here. */
function linkPart(value: string, sample: string) {
  const url = value.replace(/\{\{[^{}]*\}\}$/, '{{1}}')
  if (!url.endsWith('{{1}}')) return { url }
  const fixed = url.slice(0, -'{{1}}'.length)
  return { url, example: [sample === '' || sample.startsWith(fixed) ? sample : `${fixed}${sample}`] }
}

type Around = { readonly text: DraftText; readonly handles: Handles }

function cardPart(card: DraftCard, kind: NonNullable<DraftText['carousel']>['kind'], { text, handles }: Around): CardDraft {
  const buttons = card.buttons.map(buttonPart)
  if (kind === 'PRODUCT') {
    const product = buttons.filter((button) => button.type === 'SPM' || button.type === 'URL')
    return {
      components: [
        { type: 'HEADER', format: 'PRODUCT' },
        { type: 'BUTTONS', buttons: product },
      ],
    }
  }
  const media = buttons.filter((button) => button.type === 'QUICK_REPLY' || button.type === 'URL' || button.type === 'PHONE_NUMBER')
  const words = card.body.trim()
  return {
    components: [
      { type: 'HEADER', format: kind, example: mediaExample(card.sampleId, handles) },
      ...(words === '' ? [] : [bodyPart(words, text)]),
      { type: 'BUTTONS', buttons: media },
    ],
  }
}
