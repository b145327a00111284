import { languageFor } from '../broadcast/index.ts'
import { fillForPerson, fillText, type Values } from './fill.ts'
import type { Reader, StoredReply } from './queries.ts'

/** What texts may hold for a customer. Who has no form of address is addressed by name. */
export const valuesOf = (reader: Pick<Reader, 'name' | 'addressAs'> | null, shopName: string): Values => ({
  name: reader?.name,
  addressAs: reader?.addressAs === '' ? reader.name : reader?.addressAs,
  shop: shopName,
})

type Spoken = { readonly language: string; readonly text: string }

/** The text in the language of a reader; for nobody, and for who speaks none of them, the first. */
function inLanguage(texts: readonly Spoken[], reader: Pick<Reader, 'language' | 'phone'> | null): Spoken {
  const first = texts[0] ?? { language: '', text: '' }
  if (reader === null) return first
  const chosen = languageFor(
    reader,
    texts.map(({ language }) => language),
    first.language,
  )
  return texts.find(({ language }) => language === chosen) ?? first
}

/** A text in the reader's language as it goes without anybody looking at it: what has no value is left out. */
export function sayTo(texts: readonly Spoken[], reader: Pick<Reader, 'language' | 'phone'>, values: Values): Spoken {
  const { language, text } = inLanguage(texts, reader)
  return { language, text: fillText(text, values) }
}

/** A quick reply as it would be said to a customer. */
export function filledFor(reply: StoredReply, reader: Reader | null, shopName: string) {
  const { language, text } = inLanguage([reply, ...reply.translations], reader)
  const { filled, missing } = fillForPerson(text, valuesOf(reader, shopName))
  return { saidIn: language, filled, missing: [...missing] }
}
