import { hideNumbers, meantNumbers, type NumbersOf } from './mask.ts'
import { createMaskedTags } from './masked-tags.ts'

/** So many texts with hidden numbers are remembered for a seat, the latest ones. */
const MOST_TEXTS = 500

/** What one seat shows with hidden numbers; remembers the texts, so that what comes back unchanged stays unchanged. */
export type MaskedTexts = {
  hidden(name: string, value: unknown, input?: unknown): unknown
  /** An input as it was meant. */
  meant(name: string, input: unknown): unknown
}

/** How the numbers of customers are known. */
type Known = { readonly numbersOf: NumbersOf; readonly numberIn: (text: string) => string | undefined }

/** Makes it for one session: kept in memory only, and forgotten with it. */
export function createMaskedTexts({ numbersOf, numberIn }: Known): MaskedTexts {
  const tags = createMaskedTags(numberIn)
  const texts = new Map<string, string>()
  const keyOf = (customerId: string, shown: string): string => `${customerId} ${shown}`
  return {
    hidden: (name, value, input) =>
      hideNumbers(name, value, {
        numbersOf,
        tags,
        input,
        onHidden(customerIds, shown, text) {
          for (const customerId of customerIds) {
            texts.delete(keyOf(customerId, shown))
            texts.set(keyOf(customerId, shown), text)
          }
          for (const key of texts.keys()) {
            if (texts.size <= MOST_TEXTS) break
            texts.delete(key)
          }
        },
      }),
    meant: (name, input) =>
      meantNumbers(name, input, {
        numbersOf,
        tags,
        textOf: (customerIds, shown) =>
          customerIds.map((customerId) => texts.get(keyOf(customerId, shown))).find((text) => text !== undefined),
      }),
  }
}
