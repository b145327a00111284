import type { PreviewMessage } from '../../../ui/index.ts'
import type { Template } from '../types.ts'

type PreviewHeader = NonNullable<PreviewMessage['header']>

/** What is needed of a template to fill in its samples. */
type WithVariables = {
  readonly variables: readonly { readonly name: string; readonly where: string; readonly card: number | null; readonly sample: string }[]
}

type Where = { readonly where: 'header' | 'body' | 'card'; readonly card?: number }

/**
 * Puts the samples that were handed in for approval into a template's text, so that no bare {{field}} is shown.
 * A field without a sample shows its name.
 */
export function fillSamples(text: string, template: WithVariables, { where, card }: Where): string {
  return text.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (_, name: string) => {
    const variable = template.variables.find(
      (candidate) =>
        candidate.where === where &&
        (card === undefined || candidate.card === card) &&
        (candidate.name === name || candidate.name === `${where}.${name}`),
    )
    return variable === undefined || variable.sample === '' ? name : variable.sample
  })
}

const headers: Readonly<Record<NonNullable<Template['header']>['format'], PreviewHeader>> = {
  TEXT: 'text',
  IMAGE: 'image',
  GIF: 'image',
  VIDEO: 'video',
  DOCUMENT: 'document',
  LOCATION: 'location',
  PRODUCT: 'product',
}

/** A template as the phone shows it, with the samples that Meta approved. */
export function previewOfTemplate(template: Template, left: string): PreviewMessage {
  const { header, limitedTimeOffer, cards } = template
  return {
    header: header === null ? 'none' : headers[header.format],
    headerText: header?.format === 'TEXT' ? fillSamples(header.text ?? '', template, { where: 'header' }) : null,
    headerImageUrl: null,
    body: fillSamples(template.body, template, { where: 'body' }),
    footer: template.footer,
    buttons: template.buttons.map(({ type, text }) => ({ type, text })),
    offer: limitedTimeOffer === null ? null : { text: limitedTimeOffer.text, code: '', left: limitedTimeOffer.hasExpiration ? left : null },
    cards: cards.map((card, index) => ({
      kind: card.header?.format === 'PRODUCT' ? 'product' : card.header?.format === 'VIDEO' ? 'video' : 'image',
      imageUrl: null,
      body: fillSamples(card.body, template, { where: 'card', card: index }),
      buttons: card.buttons.map(({ type, text }) => ({ type, text })),
    })),
  }
}
