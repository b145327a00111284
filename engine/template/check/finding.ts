import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'

/** A draft as the screens write it, and one language of it. */
export type Content = ParsedInput<'template.check'>['content']
export type DraftText = Content['texts'][number]
export type DraftButton = DraftText['buttons'][number]
export type DraftCard = NonNullable<DraftText['carousel']>['cards'][number]
export type Finding = CallOutput<'template.check'>['findings'][number]
export type Place = Finding['place']

/** One box of the editor with its letters. */
export type Box = Pick<Place, 'part' | 'index' | 'inner'> & { readonly text: string }

/** The place of a whole box. */
export const boxPlace = ({ part, index, inner, text }: Box): Place => ({ part, index, inner, field: null, start: 0, end: text.length })

/** A part of a box, in UTF-16 units. */
export const spotIn = (box: Box, start: number, end: number): Place => ({ ...boxPlace(box), start, end })

/** A box that there is once. */
export const boxOf = (part: Place['part'], text: string): Box => ({ part, index: null, inner: null, text })

type FindingParts = Pick<Finding, 'rule' | 'place'> & Partial<Pick<Finding, 'params' | 'suggestion' | 'language'>>

const finding =
  (level: Finding['level']) =>
  ({ rule, place, params = {}, suggestion = null, language = null }: FindingParts): Finding => ({
    rule,
    level,
    language,
    place,
    params,
    suggestion,
  })

/** What Meta refuses for sure. */
export const refused = finding('error')
/** What is often refused, or changes the price. */
export const risky = finding('warning')

export const isChinese = (language: string): boolean => language.startsWith('zh')

/** Every box of one language in which people read words. */
export function boxesOf(text: DraftText): Box[] {
  const cards = text.carousel?.cards ?? []
  const cardButtons = (card: DraftCard, index: number): Box[] =>
    card.buttons.map((button, inner) => ({ part: 'cardButton', index, inner, text: button.text }))
  return [
    ...(text.header.format === 'TEXT' ? [boxOf('header', text.header.text)] : []),
    boxOf('body', text.body),
    ...(text.offer === null ? [] : [boxOf('offer', text.offer.text)]),
    ...(text.footer === '' ? [] : [boxOf('footer', text.footer)]),
    ...text.buttons.map((button, index): Box => ({ part: 'button', index, inner: null, text: button.text })),
    ...cards.flatMap((card, index): Box[] => [
      ...(text.carousel?.kind === 'PRODUCT' ? [] : [{ part: 'card', index, inner: null, text: card.body } as const]),
      ...cardButtons(card, index),
    ]),
  ]
}

/** Every button of one language with its place. */
export const buttonsOf = (text: DraftText): { readonly box: Box; readonly button: DraftButton }[] => [
  ...text.buttons.map((button, index) => ({ button, box: { part: 'button', index, inner: null, text: button.text } as const })),
  ...(text.carousel?.cards ?? []).flatMap((card, index) =>
    card.buttons.map((button, inner) => ({ button, box: { part: 'cardButton', index, inner, text: button.text } as const })),
  ),
]
