import type { ButtonType, Content, DraftButton, DraftCard, DraftText, HeaderFormat } from '../types.ts'

/** A change of the words of one language. */
export const changeText = (content: Content, language: string, change: (text: DraftText) => DraftText): Content => ({
  ...content,
  texts: content.texts.map((text) => (text.language === language ? change(text) : text)),
})

/** A change of the shape: all languages get it, so that they stay translations of each other. */
const changeShape = (content: Content, change: (text: DraftText) => DraftText): Content => ({
  ...content,
  texts: content.texts.map(change),
})

const newButton = (type: ButtonType): DraftButton => ({ type, text: '', value: '', sample: '' })
const newCard = (like: DraftCard | undefined): DraftCard => ({
  sampleId: null,
  body: '',
  buttons: (like?.buttons ?? []).map((button) => ({ ...newButton(button.type), value: button.type === 'URL' ? button.value : '' })),
})

/** Quick answers stand together and a code stands first, so a new button goes where it belongs. */
export function placeFor(buttons: readonly DraftButton[], type: ButtonType): number {
  if (type === 'COPY_CODE') return 0
  const last = buttons.findLastIndex((button) => button.type === 'QUICK_REPLY')
  return type === 'QUICK_REPLY' && last >= 0 ? last + 1 : buttons.length
}

/** Adds a button in every language; some bring the header that WhatsApp wants with them. */
export function addButton(content: Content, type: ButtonType): Content {
  return changeShape(content, (text) => {
    const paired: HeaderFormat | null = type === 'SPM' ? 'PRODUCT' : type === 'MPM' ? 'TEXT' : null
    const header = paired !== null && text.header.format === 'NONE' ? { ...text.header, format: paired } : text.header
    return { ...text, header, buttons: text.buttons.toSpliced(placeFor(text.buttons, type), 0, newButton(type)) }
  })
}

export const removeButton = (content: Content, index: number): Content =>
  changeShape(content, (text) => ({ ...text, buttons: text.buttons.toSpliced(index, 1) }))

/** Moves a button by one place, in every language. */
export const moveButton = (content: Content, index: number, by: -1 | 1): Content =>
  changeShape(content, (text) => ({ ...text, buttons: moved(text.buttons, index, index + by) }))

function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const item = items[from]
  if (item === undefined || to < 0 || to >= items.length) return [...items]
  return items.toSpliced(from, 1).toSpliced(to, 0, item)
}

/** Changes a header's kind in every language; a product brings its button. */
export function setHeader(content: Content, format: HeaderFormat): Content {
  return changeShape(content, (text) => {
    const isMedia = ['IMAGE', 'VIDEO', 'DOCUMENT'].includes(format)
    const keepsFile = isMedia && text.header.format === format
    const header = { ...text.header, format, sampleId: keepsFile ? text.header.sampleId : null }
    const needsItem = format === 'PRODUCT' && text.buttons.length === 0
    return { ...text, header, buttons: needsItem ? [newButton('SPM')] : text.buttons }
  })
}

/** The same file for every language that had the same one before; another language's own stays. */
export function setHeaderSample(content: Content, language: string, sampleId: DraftText['header']['sampleId']): Content {
  const before = content.texts.find((text) => text.language === language)?.header.sampleId ?? null
  return changeShape(content, (text) =>
    text.language === language || text.header.sampleId === before ? { ...text, header: { ...text.header, sampleId } } : text,
  )
}

/** A value that has nothing to translate (address, number, code) goes to every language that had the same one. */
export function setButton(
  content: Content,
  language: string,
  { index, change }: { readonly index: number; readonly change: Partial<DraftButton> },
): Content {
  const before = content.texts.find((text) => text.language === language)?.buttons[index]
  return changeShape(content, (text) => ({
    ...text,
    buttons: text.buttons.map((button, place) =>
      place === index ? changed(button, { before, change, isOwn: text.language === language }) : button,
    ),
  }))
}

type Change = { readonly before: DraftButton | undefined; readonly change: Partial<DraftButton>; readonly isOwn: boolean }

function changed(button: DraftButton, { before, change, isOwn }: Change): DraftButton {
  if (isOwn) return { ...button, ...change }
  const { value, sample } = change
  return {
    ...button,
    ...(value !== undefined && button.value === before?.value ? { value } : {}),
    ...(sample !== undefined && button.sample === before?.sample ? { sample } : {}),
  }
}

/** Turns cards on with two, or off. */
export const setCarousel = (content: Content, kind: 'IMAGE' | 'VIDEO' | 'PRODUCT' | null): Content =>
  changeShape(content, (text) => {
    if (kind === null) return { ...text, carousel: null }
    const type = kind === 'PRODUCT' ? 'SPM' : 'QUICK_REPLY'
    const kept = text.carousel !== null && (text.carousel.kind === 'PRODUCT') === (kind === 'PRODUCT') ? text.carousel.cards : null
    const fresh = { sampleId: null, body: '', buttons: [newButton(type)] }
    const cards = (kept ?? [fresh, fresh]).map((card) => (text.carousel?.kind === kind ? card : { ...card, sampleId: null }))
    return { ...text, carousel: { kind, cards } }
  })

const changeCards = (content: Content, change: (cards: readonly DraftCard[]) => DraftCard[]): Content =>
  changeShape(content, (text) =>
    text.carousel === null ? text : { ...text, carousel: { ...text.carousel, cards: change(text.carousel.cards) } },
  )

export const addCard = (content: Content): Content => changeCards(content, (cards) => [...cards, newCard(cards[0])])
export const removeCard = (content: Content, index: number): Content => changeCards(content, (cards) => cards.toSpliced(index, 1))
/** All cards look alike, so a button comes to or goes from all of them. */
export const addCardButton = (content: Content, type: ButtonType): Content =>
  changeCards(content, (cards) =>
    cards.map((card) => ({ ...card, buttons: card.buttons.toSpliced(placeFor(card.buttons, type), 0, newButton(type)) })),
  )
export const removeCardButton = (content: Content, inner: number): Content =>
  changeCards(content, (cards) => cards.map((card) => ({ ...card, buttons: card.buttons.toSpliced(inner, 1) })))

/** Changes one card of one language. */
export const setCard = (
  content: Content,
  language: string,
  { index, change }: { readonly index: number; readonly change: Partial<DraftCard> },
): Content =>
  changeText(content, language, (text) =>
    text.carousel === null
      ? text
      : {
          ...text,
          carousel: {
            ...text.carousel,
            cards: text.carousel.cards.map((card, place) => (place === index ? { ...card, ...change } : card)),
          },
        },
  )

export const setOffer = (content: Content, isOn: boolean): Content =>
  changeShape(content, (text) => ({ ...text, offer: isOn ? (text.offer ?? { text: '', hasExpiration: true }) : null }))

/** Adds a language in the shape of the first one: its words are there to be translated over. */
export function addLanguage(content: Content, language: string): Content {
  const [first] = content.texts
  const empty: DraftText = {
    language,
    header: { format: 'NONE', text: '', sampleId: null },
    body: '',
    footer: '',
    buttons: [],
    carousel: null,
    offer: null,
    samples: {},
  }
  return { ...content, texts: [...content.texts, first === undefined ? empty : { ...first, language }] }
}

export const removeLanguage = (content: Content, language: string): Content => ({
  ...content,
  texts: content.texts.filter((text) => text.language !== language),
})

const FIELD = /\{\{\s*([^{}\s]*)\s*\}\}/gu

/** Names of the fields of a text, each once, in their order. */
export function fieldsOf({ header, body, carousel }: DraftText): string[] {
  const words = [header.format === 'TEXT' ? header.text : '', body, ...(carousel?.cards ?? []).map((card) => card.body)]
  return [...new Set(words.flatMap((part) => [...part.matchAll(FIELD)].map((match) => match[1] ?? '')))].filter((name) => name !== '')
}

/** Shows a text with the examples in it; a field without one shows its name, never bare braces. */
export const fillIn = (words: string, samples: Readonly<Record<string, string>>): string =>
  words.replace(FIELD, (_, name: string) => (samples[name] === undefined || samples[name] === '' ? name : samples[name]))

/** Puts what a finding proposes in its place. */
export function applySuggestion(
  content: Content,
  finding: { readonly language: string | null; readonly place: Parameters<typeof replaceAt>[1]; readonly suggestion: string | null },
): Content {
  if (finding.language === null || finding.suggestion === null) return content
  const words = finding.suggestion
  return changeText(content, finding.language, (text) => replaceAt(text, finding.place, words))
}

type At = {
  readonly part: string
  readonly index: number | null
  readonly inner: number | null
  readonly start: number
  readonly end: number
}

function replaceAt(text: DraftText, place: At, words: string): DraftText {
  const put = (old: string): string => `${old.slice(0, place.start)}${words}${old.slice(place.end)}`
  const buttons = (list: readonly DraftButton[], index: number | null): DraftButton[] =>
    list.map((button, at) => (at === index ? { ...button, text: put(button.text) } : button))
  switch (place.part) {
    case 'header':
      return { ...text, header: { ...text.header, text: put(text.header.text) } }
    case 'body':
      return { ...text, body: put(text.body) }
    case 'footer':
      return { ...text, footer: put(text.footer) }
    case 'offer':
      return text.offer === null ? text : { ...text, offer: { ...text.offer, text: put(text.offer.text) } }
    case 'button':
      return { ...text, buttons: buttons(text.buttons, place.index) }
    case 'card':
    case 'cardButton':
      return text.carousel === null
        ? text
        : { ...text, carousel: { ...text.carousel, cards: cardsWith(text.carousel.cards, place, { put, buttons }) } }
    default:
      return text
  }
}

type Put = {
  readonly put: (old: string) => string
  readonly buttons: (list: readonly DraftButton[], index: number | null) => DraftButton[]
}

const cardsWith = (cards: readonly DraftCard[], place: At, { put, buttons }: Put): DraftCard[] =>
  cards.map((card, at) => {
    if (at !== place.index) return card
    return place.part === 'card' ? { ...card, body: put(card.body) } : { ...card, buttons: buttons(card.buttons, place.inner) }
  })
