import { z } from 'zod'
import { SEND_LIMITS } from './limits.ts'
import { allDifferent, bodySchema, cardHeaderSchema, linkActionSchema, productActionSchema, textUpTo } from './request-parts.ts'

const cardIndexSchema = z
  .number()
  .int()
  .min(0)
  .max(SEND_LIMITS.cards - 1)

const cardButtonsSchema = z
  .array(
    z.strictObject({
      type: z.literal('quick_reply'),
      quick_reply: z.strictObject({ id: textUpTo(SEND_LIMITS.buttonIdCharacters), title: textUpTo(SEND_LIMITS.buttonTitleCharacters) }),
    }),
  )
  .min(1)
  .max(SEND_LIMITS.cardButtons)

const cardBodySchema = z.strictObject({
  text: textUpTo(SEND_LIMITS.cardBodyCharacters).refine((text) => text.split('\n').length <= SEND_LIMITS.cardBodyLineBreaks + 1, {
    error: `at most ${SEND_LIMITS.cardBodyLineBreaks} line breaks`,
  }),
})

/** Meta calls the card `cta_url` also where it has answer buttons. */
const mediaCardSchema = z.strictObject({
  card_index: cardIndexSchema,
  type: z.literal('cta_url'),
  header: cardHeaderSchema,
  body: cardBodySchema.optional(),
  action: z.union([linkActionSchema, z.strictObject({ buttons: cardButtonsSchema })]),
})

const productCardSchema = z.strictObject({ card_index: cardIndexSchema, type: z.literal('product'), action: productActionSchema })

type Card = z.infer<typeof mediaCardSchema> | z.infer<typeof productCardSchema>

/** What must be the same on every card. */
function layoutOf(card: Card): string {
  if (card.type === 'product') return `product of ${card.action.catalog_id}`
  return `${card.header.type} ${'buttons' in card.action ? card.action.buttons.length : 'link'}`
}

/**
 * Two to ten cards beside each other, all with pictures or films or all with products, all of the same layout; only the
 * body stands above them. @source reference part 2.2, rows carousel
 */
export const carouselInteractiveSchema = z.strictObject({
  type: z.literal('carousel'),
  body: bodySchema,
  action: z.strictObject({
    cards: z
      .array(z.discriminatedUnion('type', [mediaCardSchema, productCardSchema]))
      .min(SEND_LIMITS.minCards)
      .max(SEND_LIMITS.cards)
      .refine((cards) => cards.every((card, index) => card.card_index === index), { error: 'cards are numbered from 0' })
      .refine((cards) => new Set(cards.map(layoutOf)).size === 1, { error: 'all cards need the same layout' })
      .refine((cards) => allDifferent(cards.flatMap(idsOf)), { error: 'ids of buttons must differ' }),
  }),
})

const idsOf = (card: Card): string[] =>
  card.type === 'cta_url' && 'buttons' in card.action ? card.action.buttons.map((button) => button.quick_reply.id) : []

export type CarouselCard = Card
