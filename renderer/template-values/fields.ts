import type { CallOutput } from '../bridge/index.ts'

export type Template = CallOutput<'template.list'>['templates'][number]
type Variable = Template['variables'][number]

/** What can be filled into a template, one for each value; `card` counts cards from 0 and is null outside of them. */
export type Field =
  | {
      readonly kind: 'text'
      readonly key: string
      readonly card: number | null
      readonly name: string
      readonly where: Variable['where']
      readonly sample: string
    }
  | {
      readonly kind: 'file'
      readonly key: string
      readonly card: number | null
      readonly media: 'image' | 'video' | 'document'
      /** Whether Meta has a sample that is sent where nothing is given. */
      readonly hasSample: boolean
    }
  | {
      readonly kind: 'place'
      readonly key: string
      readonly card: null
      readonly part: 'name' | 'address' | 'latitude' | 'longitude'
    }
  | {
      readonly kind: 'link'
      readonly key: string
      readonly card: number | null
      readonly button: string
      /** The address with the place of its end in double braces. */
      readonly url: string
    }
  | { readonly kind: 'end'; readonly key: string; readonly card: null }

export type FieldOf<K extends Field['kind']> = Extract<Field, { kind: K }>

/** Key of a variable's value: the bare name in the text, with its place in front elsewhere. */
export function variableKey(variable: Pick<Variable, 'name' | 'where' | 'card'>): string {
  if (variable.where === 'card') return `card.${variable.card ?? 0}.${variable.name}`
  return variable.where === 'header' ? `header.${variable.name}` : variable.name
}

/** True for a carousel of products, which are chosen beside its values. */
export const showsProductCards = (template: Pick<Template, 'cards'>): boolean => template.cards[0]?.header?.format === 'PRODUCT'

/** Everything of a template that takes a value, from top to bottom. Coupon and products are chosen elsewhere. */
export function fieldsOf(template: Template): Field[] {
  const variablesAt = (where: Variable['where']): Field[] =>
    template.variables.filter((variable) => variable.where === where).map((variable) => textField(variable))
  return [
    ...headerFields(template),
    ...variablesAt('header'),
    ...variablesAt('body'),
    ...(template.limitedTimeOffer?.hasExpiration === true ? [{ kind: 'end' as const, key: 'offer.ends', card: null }] : []),
    ...linkFields(template.buttons, null),
    ...template.cards.flatMap((_, card) => cardFields(template, card)),
  ]
}

const textField = (variable: Variable): Field => ({
  kind: 'text',
  key: variableKey(variable),
  card: variable.where === 'card' ? (variable.card ?? 0) : null,
  name: variable.name,
  where: variable.where,
  sample: variable.sample,
})

const medias = { IMAGE: 'image', VIDEO: 'video', DOCUMENT: 'document' } as const
const isMedia = (format: string): format is keyof typeof medias => Object.hasOwn(medias, format)

function headerFields({ header }: Template): Field[] {
  if (header?.format === 'LOCATION')
    return (['name', 'address', 'latitude', 'longitude'] as const).map((part) => ({
      kind: 'place',
      key: `header.${part}`,
      card: null,
      part,
    }))
  return fileField(header, 'header', null)
}

const fileField = (header: Template['header'], key: string, card: number | null): Field[] =>
  header === null || !isMedia(header.format)
    ? []
    : [{ kind: 'file', key, card, media: medias[header.format], hasSample: header.sampleUrl !== null }]

function cardFields(template: Template, at: number): Field[] {
  const card = template.cards[at]
  if (card === undefined) return []
  // All cards of products take the links of the first one.
  const hasLinks = at === 0 || !showsProductCards(template)
  return [
    ...fileField(card.header, `card.${at}.header`, at),
    ...template.variables.filter((variable) => variable.where === 'card' && variable.card === at).map(textField),
    ...(hasLinks ? linkFields(card.buttons, at) : []),
  ]
}

const linkFields = (buttons: Template['buttons'], card: number | null): Field[] =>
  buttons.flatMap(({ type, needsValue, text, url }, index) =>
    type === 'URL' && needsValue
      ? [{ kind: 'link' as const, key: `${card === null ? '' : `card.${card}.`}button.${index}`, card, button: text, url: url ?? '' }]
      : [],
  )

/** The whole address of a link with this end. */
export const wholeLink = (url: string, end: string): string => url.replace(/\{\{[^{}]*\}\}/u, () => end)
