import { TEMPLATE_LIMITS as L } from '#contract/cloud-api/template-limits.ts'
import type { CallOutput } from '#contract/ipc/index.ts'
import type { DraftText } from './finding.ts'

export type Limits = CallOutput<'template.check'>['limits']

/** The most letters and pieces of one language as it is now: some parts make others shorter. @source reference part 5, components */
export function limitsOf(text: DraftText | undefined): Limits {
  return {
    name: L.nameCharacters,
    header: L.headerTextCharacters,
    body: bodyLimit(text),
    footer: L.footerCharacters,
    buttons: L.buttons,
    buttonText: L.buttonTextCharacters,
    url: L.urlCharacters,
    code: L.couponCodeCharacters,
    offer: L.offerTextCharacters,
    cardBody: L.cardBodyCharacters,
    cardButtons: text?.carousel?.kind === 'PRODUCT' ? 1 : L.cardButtons,
    minCards: L.minCards,
    cards: text?.carousel?.kind === 'PRODUCT' ? L.productCardsAtCreation : L.cards,
  }
}

function bodyLimit(text: DraftText | undefined): number {
  if (text === undefined) return L.bodyCharacters
  if (text.offer !== null) return L.offerBodyCharacters
  return text.buttons.some((button) => button.type === 'SPM') ? L.productBodyCharacters : L.bodyCharacters
}
