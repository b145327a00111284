import { countCharacters, SEND_LIMITS } from '#contract/cloud-api/limits.ts'
import type { RenderedTemplate, Template } from '../../template/index.ts'
import type { Resolved } from './rules.ts'

/** A text that Meta would refuse when it is filled in for this person. */
export type TooLong = {
  readonly part: 'header' | 'body' | 'card'
  readonly characters: number
  readonly most: number
}

type Measured = { readonly part: TooLong['part']; readonly text: string; readonly most: number }

const { templateHeaderCharacters, templateBodyCharacters, cardBodyCharacters } = SEND_LIMITS

/**
 * Makes the check that filled-in texts stay within Meta's limits. Most texts can't get too long whatever their values are
 * worth, and are never rendered for it.
 */
export function createLengthCheck(
  template: Template,
  render: (resolved: Resolved) => RenderedTemplate,
): (resolved: Resolved) => TooLong | null {
  const texts = textsWithFields(template)
  return (resolved) => {
    const longest = Math.max(0, ...Object.values(resolved.values).map((value) => value.length))
    if (texts.every(({ text, most }) => text.length + fieldsIn(text) * longest <= most)) return null
    return measured(render(resolved)).find(({ characters, most }) => characters > most) ?? null
  }
}

const fieldsIn = (text: string): number => text.split('{{').length - 1

/** Texts without fields are as Meta approved them. */
const textsWithFields = ({ header, body, cards }: Template): Measured[] =>
  [
    { part: 'header' as const, text: header?.text ?? '', most: templateHeaderCharacters },
    { part: 'body' as const, text: body, most: templateBodyCharacters },
    ...cards.map((card) => ({ part: 'card' as const, text: card.body, most: cardBodyCharacters })),
  ].filter(({ text }) => fieldsIn(text) > 0)

const measured = ({ headerText, body, cards }: RenderedTemplate): TooLong[] => [
  { part: 'header', characters: countCharacters(headerText ?? ''), most: templateHeaderCharacters },
  { part: 'body', characters: countCharacters(body), most: templateBodyCharacters },
  ...cards.map((card) => ({ part: 'card' as const, characters: countCharacters(card.body), most: cardBodyCharacters })),
]
