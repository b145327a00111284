import type { Template, TemplateVariable } from './rules.ts'

const PLACEHOLDER = /\{\{\s*([A-Za-z0-9_]+)\s*\}\}/g

/**
 * Key under which a variable's value is passed: the bare name for the body, `header.` in front for the header, `card.2.`
 * for the body of the third card.
 */
export function variableKey(variable: Pick<TemplateVariable, 'name' | 'where'> & { readonly card?: number | null }): string {
  if (variable.where === 'card') return `card.${variable.card ?? 0}.${variable.name}`
  return variable.where === 'header' ? `header.${variable.name}` : variable.name
}

/** Key under which the suffix of a link button or the token of a flow button is passed; `index` counts all buttons from 0. */
export const buttonKey = (index: number): string => `button.${index}`

/** The same for a button of a card; cards and their buttons count from 0. */
export const cardButtonKey = (card: number, index: number): string => `card.${card}.${buttonKey(index)}`

/** Key of another picture, film or file than the sample: a web address, or the id of an uploaded one. */
export const HEADER_KEY = 'header'

/** The same for the picture or film of a card. */
export const cardHeaderKey = (card: number): string => `card.${card}.header`

/** Key of the end of a limited-time offer, as ISO time; a coupon with an end needs none. */
export const OFFER_ENDS_KEY = 'offer.ends'

/** What a location header needs: degrees as text, name and address. */
export const PLACE_KEYS = {
  latitude: 'header.latitude',
  longitude: 'header.longitude',
  name: 'header.name',
  address: 'header.address',
} as const

/** Names of the placeholders of a text, each once, in the order of their first use. */
export const placeholdersIn = (text: string): string[] => [...new Set([...text.matchAll(PLACEHOLDER)].map((match) => match[1] ?? ''))]

/** Puts values in place of the placeholders; a placeholder without a value becomes nothing. */
export const fillPlaceholders = (text: string, valueOf: (name: string) => string): string =>
  text.replace(PLACEHOLDER, (_, name: string) => valueOf(name))

/**
 * Makes a value fit for Meta: no line breaks, tabs or other control characters, no long rows of spaces, no doubled
 * braces (a leftover placeholder of another tool must not look like one of ours). Empty when nothing visible is left.
 * @source reference part 5, refused texts; Meta refuses such parameters with 132018
 */
export function cleanValue(value: string): string {
  const oneLine = value
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/\{{2,}/g, '{')
    .replace(/\}{2,}/g, '}')
    .trim()
  return /[^\p{Cf}\p{Z}]/u.test(oneLine) ? oneLine : ''
}

/** True for a carousel of products: made with two cards, sent with two to ten. */
export const isProductCarousel = (template: Pick<Template, 'cards'>): boolean => template.cards[0]?.header?.format === 'PRODUCT'

const hasSuffix = (button: Template['buttons'][number]): boolean => button.type === 'URL' && placeholdersIn(button.url ?? '').length > 0

/** Keys of all values that a template needs from its sender; coupon, products, and pictures that have a sample aside. */
export function neededKeys(template: Template): string[] {
  const place = template.header?.format === 'LOCATION' ? Object.values(PLACE_KEYS) : []
  const links = template.buttons.flatMap((button, index) => (hasSuffix(button) ? [buttonKey(index)] : []))
  // The links of a product carousel's later cards are those of its first one, where no other is given.
  const cards = isProductCarousel(template) ? template.cards.slice(0, 1) : template.cards
  const cardLinks = cards.flatMap((card, at) =>
    card.buttons.flatMap((button, index) => (hasSuffix(button) ? [cardButtonKey(at, index)] : [])),
  )
  return [...place, ...template.variables.map(variableKey), ...links, ...cardLinks]
}

type OptionalKey = { readonly pattern: RegExp; applies(template: Template, index: number): boolean }

const optionalKeys: readonly OptionalKey[] = [
  { pattern: /^header$/, applies: ({ header }) => ['IMAGE', 'VIDEO', 'DOCUMENT'].includes(header?.format ?? '') },
  { pattern: /^offer\.ends$/, applies: ({ limitedTimeOffer }) => limitedTimeOffer?.hasExpiration === true },
  { pattern: /^button\.(\d)$/, applies: ({ buttons }, index) => buttons[index]?.type === 'FLOW' },
  { pattern: /^card\.(\d)\.header$/, applies: (template, index) => !isProductCarousel(template) && index < template.cards.length },
  { pattern: /^card\.\d\.button\.\d$/, applies: isProductCarousel },
]

/** True for keys that a template takes and can do without: own pictures, the end of an offer, a flow's token, links of later product cards. */
export const isOptionalKey = (template: Template, key: string): boolean =>
  optionalKeys.some(({ pattern, applies }) => {
    const match = pattern.exec(key)
    return match !== null && applies(template, Number(match[1] ?? 0))
  })
