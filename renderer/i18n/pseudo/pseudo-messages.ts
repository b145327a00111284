import { IntlMessageFormat } from 'intl-messageformat'
import { disguiseWords, type PseudoLocale } from './disguise.ts'

type Element = ReturnType<IntlMessageFormat['getAst']>[number]

/** In the parser's numbering, plain words. */
const LITERAL = 0

const isLiteral = (element: Element): element is Extract<Element, { readonly type: 0 }> => Number(element.type) === LITERAL

/** Disguises the words of a message; placeholders, choices and tags stay as they are. */
function disguised(elements: readonly Element[], locale: PseudoLocale): Element[] {
  return elements.map((element) => {
    if (isLiteral(element)) return { ...element, value: disguiseWords(element.value, locale) }
    if ('options' in element) {
      const options = Object.entries(element.options).map(([name, { value }]) => [name, { value: disguised(value, locale) }])
      return { ...element, options: Object.fromEntries(options) }
    }
    return 'children' in element ? { ...element, children: disguised(element.children, locale) } : element
  })
}

const literal = (value: string): Element => ({ type: LITERAL, value })

/**
 * One message in a language that nobody speaks, ready for react-intl. Long words stand in brackets, so that a cut end shows.
 * @param text an ICU message in English
 */
export function pseudoMessage(text: string, locale: PseudoLocale): Element[] {
  const elements = disguised(new IntlMessageFormat(text, 'en').getAst(), locale)
  return locale === 'en-XA' ? [literal('⟦'), ...elements, literal('⟧')] : elements
}

/** All texts in a language that nobody speaks. */
export const pseudoMessages = (texts: Readonly<Record<string, string>>, locale: PseudoLocale): Record<string, Element[]> =>
  Object.fromEntries(Object.entries(texts).map(([id, text]) => [id, pseudoMessage(text, locale)]))
