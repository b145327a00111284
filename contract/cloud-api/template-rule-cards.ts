import type { CardDraft, CarouselDraft } from './manage-template-parts.ts'
import { issue, type TemplateIssue } from './template-issue.ts'
import { TEMPLATE_LIMITS } from './template-limits.ts'
import { checkButton } from './template-rule-buttons.ts'
import { samplesOf } from './template-samples.ts'
import { checkText } from './template-rule-text.ts'

type CardPart = CardDraft['components'][number]
type Found = { readonly header: string | null; readonly hasBody: boolean; readonly buttons: readonly string[] }

/** Cards: how many, each alone, and all alike. @source reference part 5, row CAROUSEL */
export function checkCards(carousel: CarouselDraft, format: 'named' | 'positional'): TemplateIssue[] {
  const { cards } = carousel
  const layouts = cards.map(layoutOf)
  const isProduct = layouts[0]?.header === 'PRODUCT'
  const [min, max] = isProduct
    ? [TEMPLATE_LIMITS.productCardsAtCreation, TEMPLATE_LIMITS.productCardsAtCreation]
    : [TEMPLATE_LIMITS.minCards, TEMPLATE_LIMITS.cards]
  const issues: TemplateIssue[] = []
  if (cards.length < min || cards.length > max) issues.push(issue('cards-count', 'card', { params: { min, max, count: cards.length } }))
  const first = JSON.stringify(layouts[0])
  const other = layouts.findIndex((layout) => JSON.stringify(layout) !== first)
  if (other !== -1) issues.push(issue('cards-differ', 'card', { index: other }))
  return [...issues, ...cards.flatMap((card, index) => checkCard(card, { index, format }))]
}

/** What must be the same on all cards: kind of header, whether there is a text, kinds of buttons in order. */
function layoutOf(card: CardDraft): Found {
  const parts: readonly CardPart[] = card.components
  return {
    header: parts.flatMap((part) => (part.type === 'HEADER' ? [part.format] : []))[0] ?? null,
    hasBody: parts.some((part) => part.type === 'BODY'),
    buttons: parts.flatMap((part) => (part.type === 'BUTTONS' ? part.buttons.map((button) => button.type) : [])),
  }
}

function checkCard(
  card: CardDraft,
  { index, format }: { readonly index: number; readonly format: 'named' | 'positional' },
): TemplateIssue[] {
  const layout = layoutOf(card)
  const issues: TemplateIssue[] = []
  if (layout.header === null) issues.push(issue('card-part-missing', 'card', { index, params: { part: 'HEADER' } }))
  if (layout.buttons.length === 0) issues.push(issue('card-part-missing', 'card', { index, params: { part: 'BUTTONS' } }))
  const most = layout.header === 'PRODUCT' ? 1 : TEMPLATE_LIMITS.cardButtons
  if (layout.buttons.length > most)
    issues.push(issue('buttons-too-many', 'card', { index, params: { max: most, count: layout.buttons.length } }))
  return [...issues, ...card.components.flatMap((part: CardPart) => checkCardPart(part, { index, format }))]
}

function checkCardPart(
  part: CardPart,
  { index, format }: { readonly index: number; readonly format: 'named' | 'positional' },
): TemplateIssue[] {
  switch (part.type) {
    case 'HEADER': {
      const handle = 'example' in part ? part.example.header_handle[0] : 'none needed'
      return (handle ?? '') === '' ? [issue('sample-missing', 'card', { index })] : []
    }
    case 'BODY':
      return checkText({
        text: part.text,
        place: { part: 'card', index },
        maxCharacters: TEMPLATE_LIMITS.cardBodyCharacters,
        maxFields: Number.POSITIVE_INFINITY,
        format,
        samples: samplesOf(part.example),
        edges: true,
      })
    case 'BUTTONS':
      return part.buttons.flatMap((button, inner) => checkButton(button, { part: 'cardButton', index, inner }))
  }
}
