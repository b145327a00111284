import type { TemplateButton, TemplateCardNode, TemplateNode } from '#contract/cloud-api/answer-template.ts'
import { SEND_LIMITS } from '#contract/cloud-api/limits.ts'
import { partOf } from './read-parts.ts'
import { placeholdersIn } from './values.ts'

/** Parts, headers and buttons that Shopbell can fill in. Anything else makes the template unsendable here, never half sent. */
const sendableParts = new Set(['HEADER', 'BODY', 'FOOTER', 'BUTTONS', 'CAROUSEL', 'LIMITED_TIME_OFFER'])
const sendableHeaders = new Set(['TEXT', 'IMAGE', 'VIDEO', 'DOCUMENT', 'LOCATION', 'PRODUCT'])
const sendableButtons = new Set([
  'QUICK_REPLY',
  'URL',
  'PHONE_NUMBER',
  'COPY_CODE',
  'CATALOG',
  'MPM',
  'SPM',
  'FLOW',
  'REQUEST_CONTACT_INFO',
])
const cardParts = new Set(['HEADER', 'BODY', 'BUTTONS'])
const cardButtons = new Set(['QUICK_REPLY', 'URL', 'PHONE_NUMBER', 'SPM'])

type Part = TemplateCardNode['components'][number]

const formatOf = (header: Part | undefined): string => (header?.format ?? 'TEXT').toUpperCase()
const buttonsAreKnown = (buttons: readonly TemplateButton[], known: ReadonlySet<string>): boolean =>
  buttons.every((button) => known.has(button.type.toUpperCase()) && placeholdersIn(button.url ?? '').length <= 1)

/** Whether every part of a template can be filled in here. One-time codes are no business of a shop's broadcast. */
export function canFill({ category, components }: TemplateNode): boolean {
  if (category.toUpperCase() === 'AUTHENTICATION' || partOf(components, 'BODY') === undefined) return false
  if (!components.every((part) => sendableParts.has(part.type.toUpperCase()))) return false
  const carousel = partOf(components, 'CAROUSEL')
  if (carousel !== undefined && !canFillCards(carousel.cards ?? [])) return false
  return buttonsAreKnown(buttonsOf(components), sendableButtons) && sendableHeaders.has(formatOf(partOf(components, 'HEADER')))
}

const buttonsOf = (parts: readonly Part[]): readonly TemplateButton[] => partOf(parts, 'BUTTONS')?.buttons ?? []

/** Cards are all of one kind: pictures and films, or products. */
function canFillCards(cards: readonly TemplateCardNode[]): boolean {
  const isEnough = cards.length >= SEND_LIMITS.minCards && cards.length <= SEND_LIMITS.cards
  const headers = cards.map(({ components }) => partOf(components, 'HEADER'))
  const isOneKind =
    headers.every((header) => formatOf(header) === 'PRODUCT') || headers.every((header) => ['IMAGE', 'VIDEO'].includes(formatOf(header)))
  return (
    isEnough &&
    isOneKind &&
    cards.every(
      ({ components }) =>
        components.every((part) => cardParts.has(part.type.toUpperCase())) && buttonsAreKnown(buttonsOf(components), cardButtons),
    )
  )
}
