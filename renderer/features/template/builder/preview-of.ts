import type { PreviewMessage } from '../../../ui/index.ts'
import type { DraftText } from '../types.ts'
import { fillIn } from './content.ts'

type Pictures = { readonly header: string | null; readonly card: (index: number) => string | null }

const headers = {
  NONE: 'none',
  TEXT: 'text',
  IMAGE: 'image',
  VIDEO: 'video',
  DOCUMENT: 'document',
  LOCATION: 'location',
  PRODUCT: 'product',
} as const

/** A language of a draft as the phone shows it, with the examples in the places of the fields. */
export function previewOf(text: DraftText, pictures: Pictures, left: string): PreviewMessage {
  const fill = (words: string) => fillIn(words, text.samples)
  const code = text.buttons.find((button) => button.type === 'COPY_CODE')?.value ?? ''
  return {
    header: headers[text.header.format],
    headerText: text.header.format === 'TEXT' ? fill(text.header.text) : null,
    headerImageUrl: pictures.header,
    body: fill(text.body),
    footer: text.footer === '' ? null : text.footer,
    buttons: text.buttons.map(({ type, text: words }) => ({ type, text: words })),
    offer: text.offer === null ? null : { text: text.offer.text, code, left: text.offer.hasExpiration ? left : null },
    cards: (text.carousel?.cards ?? []).map((card, index) => ({
      kind: text.carousel?.kind === 'PRODUCT' ? 'product' : text.carousel?.kind === 'VIDEO' ? 'video' : 'image',
      imageUrl: pictures.card(index),
      body: fill(card.body),
      buttons: card.buttons.map(({ type, text: words }) => ({ type, text: words })),
    })),
  }
}
