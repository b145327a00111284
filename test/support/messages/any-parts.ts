import fc from 'fast-check'
import { SEND_LIMITS as L } from '#contract/cloud-api/limits.ts'

/** Text as people write it, in several scripts, from one character up to a limit of Meta's. */
export const textUpTo = (max: number) =>
  fc
    .string({
      unit: fc.constantFrom('a', 'Z', '9', ' ', '您', '茶', 'é', '🍵', '\n', '"', '\\', '|', 'ب'),
      minLength: 1,
      maxLength: Math.min(max, 60),
    })
    .map((text) => text.slice(0, max))

/** An id of Meta's or of the shop. */
export const anyId = fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/)

export const anyLink = fc.stringMatching(/^[a-z0-9/._-]{0,30}$/).map((path) => `https://files.example/${path}`)

/** A file by id or by address. */
export const anySource = fc.oneof(
  anyId.map((id) => ({ id })),
  anyLink.map((link) => ({ link })),
)

/** A field that may be missing. */
export const maybe = <K extends string, T>(key: K, value: fc.Arbitrary<T>): fc.Arbitrary<{ [P in K]?: T }> =>
  fc.option(value, { nil: undefined }).map((made) => (made === undefined ? {} : { [key]: made }) as { [P in K]?: T })

/** Several arbitrary objects as one. */
export const merged = (...parts: readonly fc.Arbitrary<object>[]): fc.Arbitrary<object> =>
  fc.tuple(...parts).map((objects) => Object.assign({}, ...objects) as object)

const degrees = (max: number) => fc.integer({ min: -max * 1000, max: max * 1000 }).map((thousandths) => (thousandths / 1000).toFixed(3))

export const anyPlace = merged(
  fc.record({ latitude: degrees(90), longitude: degrees(180) }),
  maybe('name', textUpTo(50)),
  maybe('address', textUpTo(50)),
)

export const anyBody = textUpTo(L.interactiveBodyCharacters).map((text) => ({ text }))
export const anyFooter = textUpTo(L.footerCharacters).map((text) => ({ text }))
export const textHeader = textUpTo(L.headerCharacters).map((text) => ({ type: 'text', text }))
const mediaHeader = fc.constantFrom('image', 'video', 'document').chain((type) => anySource.map((source) => ({ type, [type]: source })))
export const anyHeader = fc.oneof(textHeader, mediaHeader)

/** Product sections within the limit on all of them together. */
export const anySections = fc
  .array(fc.record({ title: textUpTo(L.sectionTitleCharacters), count: fc.integer({ min: 1, max: 3 }) }), {
    minLength: 1,
    maxLength: L.sections,
  })
  .map((sections) =>
    sections.map(({ title, count }, at) => ({
      title,
      product_items: Array.from({ length: count }, (_, index) => ({ product_retailer_id: `SKU-${at}-${index}` })),
    })),
  )
