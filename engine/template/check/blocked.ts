import type { TemplateRule } from '#contract/cloud-api/template-issue.ts'
import { checkTemplateDraft } from '#contract/cloud-api/template-rules.ts'
import type { CallOutput } from '#contract/ipc/index.ts'
import { boxOf, boxPlace, refused, risky, type Content, type DraftButton, type DraftText, type Finding } from './finding.ts'
import { requestOf } from './meta-rules.ts'

export type Blocked = CallOutput<'template.check'>['blocked'][number]
type ButtonType = DraftButton['type']
type Format = DraftText['header']['format']

const buttonTypes: readonly ButtonType[] = [
  'QUICK_REPLY',
  'URL',
  'PHONE_NUMBER',
  'COPY_CODE',
  'CATALOG',
  'MPM',
  'SPM',
  'FLOW',
  'REQUEST_CONTACT_INFO',
]
const formats: readonly Format[] = ['TEXT', 'IMAGE', 'VIDEO', 'DOCUMENT', 'LOCATION', 'PRODUCT']
/** Beside an offer that ends only its code and a link make sense to WhatsApp. @source reference part 5, row LIMITED_TIME_OFFER */
const besideOffer = new Set<ButtonType>(['COPY_CODE', 'URL'])
/** Parts that only offers have; Meta changes the category of a notice with them. */
const ofOffers = new Set<ButtonType>(['COPY_CODE', 'CATALOG', 'MPM', 'SPM'])
const onCards: Readonly<Record<'IMAGE' | 'VIDEO' | 'PRODUCT', readonly ButtonType[]>> = {
  IMAGE: ['QUICK_REPLY', 'URL', 'PHONE_NUMBER'],
  VIDEO: ['QUICK_REPLY', 'URL', 'PHONE_NUMBER'],
  PRODUCT: ['SPM', 'URL'],
}

/** Rules about what stands together; the others are about words and can be mended. */
const structural = new Set<TemplateRule>([
  'buttons-too-many',
  'button-kind-too-many',
  'button-alone',
  'header-needed',
  'header-refused',
  'carousel-alone',
  'offer-footer',
  'part-category',
])

type Reason = Pick<Blocked, 'reason' | 'params'>

/** A button with everything it needs, so that only its company is judged. */
const sampleButton = (type: ButtonType): DraftButton => ({ type, text: 'x', value: '', sample: '' })

/** Quick answers stand together and a code stands first, so a new button goes where it belongs. */
function withButton(buttons: readonly DraftButton[], button: DraftButton): DraftButton[] {
  if (button.type === 'COPY_CODE') return [button, ...buttons]
  const last = buttons.findLastIndex(({ type }) => type === 'QUICK_REPLY')
  return button.type === 'QUICK_REPLY' && last >= 0 ? buttons.toSpliced(last + 1, 0, button) : [...buttons, button]
}

/** Some parts only come in pairs: the screen adds both, so both are judged together. */
function withCompany(text: DraftText, added: { readonly button: ButtonType | null; readonly header: Format | null }): DraftText {
  const { button } = added
  const paired = button === 'SPM' ? 'PRODUCT' : button === 'MPM' ? 'TEXT' : null
  const format = added.header ?? (text.header.format === 'NONE' ? paired : null) ?? text.header.format
  const needsItem = format === 'PRODUCT' && button === null && text.buttons.length === 0
  const buttons = button === null ? (needsItem ? [sampleButton('SPM')] : text.buttons) : withButton(text.buttons, sampleButton(button))
  return { ...text, header: { format, text: 'x', sampleId: null }, buttons }
}

/**
 * Everything that can't be added to a language now, with the reason: a part is blocked when it breaks a rule of
 * company that holds without it. @source template-rules.ts
 */
export function blockedOf(text: DraftText, purpose: Content['purpose']): Blocked[] {
  const broken = (candidate: DraftText) =>
    checkTemplateDraft(requestOf(candidate, { name: 'checked_apart', purpose })).filter((issue) => structural.has(issue.code))
  const before = new Set(broken(text).map(({ code }) => code))
  const reasonFor = (candidate: DraftText): Reason | null => {
    const issue = broken(candidate).find(({ code }) => !before.has(code))
    return issue === undefined ? null : { reason: issue.code, params: { ...issue.params } }
  }
  const all: readonly (readonly [Blocked['what'], Reason | null])[] = [
    ...buttonTypes.map(
      (type) => [`button.${type}`, besideBlock(type, text) ?? reasonFor(withCompany(text, { button: type, header: null }))] as const,
    ),
    ...formats.map((format) => [`header.${format}`, reasonFor(withCompany(text, { button: null, header: format }))] as const),
    ...buttonTypes.map((type) => [`cardButton.${type}`, cardButtonBlock(type, text, reasonFor)] as const),
    ['footer', reasonFor({ ...text, footer: 'x' })],
    ['carousel', reasonFor({ ...text, carousel: { kind: 'IMAGE', cards: [emptyCard, emptyCard] } })],
    ['offer', offerBlock(text) ?? reasonFor({ ...text, offer: { text: 'x', hasExpiration: true } })],
  ]
  return all.flatMap(([what, reason]) => (reason === null ? [] : [{ what, ...reason }]))
}

const emptyCard = { sampleId: null, body: 'x', buttons: [sampleButton('QUICK_REPLY')] }
const offerButtons: Reason = { reason: 'offer-buttons', params: {} }

const besideBlock = (type: ButtonType, { offer }: DraftText): Reason | null =>
  offer !== null && !besideOffer.has(type) ? offerButtons : null

const offerBlock = ({ buttons }: DraftText): Reason | null => (buttons.every(({ type }) => besideOffer.has(type)) ? null : offerButtons)

function cardButtonBlock(type: ButtonType, text: DraftText, reasonFor: (candidate: DraftText) => Reason | null): Reason | null {
  const { carousel } = text
  if (carousel === null || !onCards[carousel.kind].includes(type)) return { reason: 'card-button', params: {} }
  const cards = carousel.cards.map((card) => ({ ...card, buttons: [...card.buttons, sampleButton(type)] }))
  return reasonFor({ ...text, carousel: { ...carousel, cards } })
}

/** Company that the shared rules do not know: beside offers, on cards, and what turns a notice into an offer. */
export function checkCompany(text: DraftText, purpose: Content['purpose']): Finding[] {
  const place = (index: number) => ({ ...boxPlace(boxOf('button', '')), index })
  const beside = text.buttons.flatMap((button, index) =>
    besideBlock(button.type, text) === null ? [] : [refused({ rule: 'offer-buttons', place: place(index) })],
  )
  const turning = text.buttons.flatMap((button, index) =>
    purpose === 'UTILITY' && ofOffers.has(button.type) ? [risky({ rule: 'becomes-offer', place: place(index) })] : [],
  )
  const cards = text.carousel?.cards ?? []
  const allowed = onCards[text.carousel?.kind ?? 'IMAGE']
  const onCard = cards.flatMap((card, index) =>
    card.buttons.flatMap((button, inner) =>
      allowed.includes(button.type) ? [] : [refused({ rule: 'card-button', place: { ...place(index), part: 'cardButton', inner } })],
    ),
  )
  return [...beside, ...turning, ...onCard]
}
