/** Fields that shops use most, with names that broadcasts know how to fill; anybody may write others. */
export const knownFields = [
  'customer_name',
  'discount',
  'valid_until',
  'coupon_code',
  'product_name',
  'amount',
  'order_number',
  'order_state',
  'shop_name',
] as const

export type KnownField = (typeof knownFields)[number]

export const isKnownField = (name: string): name is KnownField => knownFields.some((known) => known === name)

/** A name that is not taken yet, for a field of one's own. */
export function freeName(taken: readonly string[]): string {
  let count = 1
  while (taken.includes(`field_${count}`)) count += 1
  return `field_${count}`
}

/** WhatsApp's marks for letters. */
export const marks = { bold: '*', italic: '_', strike: '~', code: '```' } as const
export type Mark = keyof typeof marks

/** A small choice of signs that shops use; everything else can be typed. */
export const emoji = [
  '😊',
  '🎉',
  '🎁',
  '❤️',
  '🌸',
  '☕',
  '🍵',
  '🍰',
  '🛍️',
  '🏷️',
  '💰',
  '📦',
  '🚚',
  '📅',
  '⏰',
  '📍',
  '📞',
  '✨',
  '🔥',
  '👍',
  '🙏',
  '🌙',
  '🎂',
  '⭐',
]

/** Where the letters chosen in a box begin and end. */
export type Span = { readonly start: number; readonly end: number }

/** Puts letters where the cursor stands; the cursor then stands behind them. */
export const insertAt = (words: string, { start, end }: Span, letters: string): { readonly words: string; readonly cursor: number } => ({
  words: `${words.slice(0, start)}${letters}${words.slice(end)}`,
  cursor: start + letters.length,
})

/** Puts a mark around what is chosen, or takes it away where it is there. Spaces at the edges stay outside: WhatsApp wants marks to hug. */
export function toggleMark(
  words: string,
  { start, end }: Span,
  mark: Mark,
): { readonly words: string; readonly from: number; readonly to: number } {
  const sign = marks[mark]
  const chosen = words.slice(start, end)
  const inner = chosen.trim()
  const from = start + (chosen.length - chosen.trimStart().length)
  const to = from + inner.length
  const isMarked = words.slice(from - sign.length, from) === sign && words.slice(to, to + sign.length) === sign
  if (isMarked)
    return {
      words: `${words.slice(0, from - sign.length)}${inner}${words.slice(to + sign.length)}`,
      from: from - sign.length,
      to: to - sign.length,
    }
  return { words: `${words.slice(0, from)}${sign}${inner}${sign}${words.slice(to)}`, from: from + sign.length, to: to + sign.length }
}
