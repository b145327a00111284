/** Rules that a draft of a template can break; each has words of its own on the screen. @source reference part 5 */
export type TemplateRule =
  | 'name-missing'
  | 'name-letters'
  | 'language-unknown'
  | 'text-missing'
  | 'text-too-long'
  | 'part-missing'
  | 'part-twice'
  | 'part-category'
  | 'field-braces'
  | 'field-name'
  | 'field-order'
  | 'field-first'
  | 'field-last'
  | 'fields-adjacent'
  | 'fields-too-many'
  | 'fields-for-words'
  | 'sample-missing'
  | 'sample-unknown'
  | 'signs-refused'
  | 'buttons-too-many'
  | 'button-kind-too-many'
  | 'quick-replies-apart'
  | 'button-alone'
  | 'button-label-fixed'
  | 'url-refused'
  | 'url-field-place'
  | 'url-wa-me'
  | 'phone-refused'
  | 'flow-missing'
  | 'header-needed'
  | 'header-refused'
  | 'cards-count'
  | 'cards-differ'
  | 'card-part-missing'
  | 'carousel-alone'
  | 'offer-footer'
  | 'offer-code-first'
  | 'ttl-range'

/** Where in a draft something stands; `index` counts buttons or cards from 0, `inner` the buttons of a card. */
export type TemplatePlace = {
  readonly part: 'name' | 'language' | 'category' | 'ttl' | 'header' | 'body' | 'footer' | 'button' | 'card' | 'cardButton' | 'offer'
  readonly index: number | null
  readonly inner: number | null
  /** The field meant, where it is about one. */
  readonly field: string | null
  /** Characters of the text that are meant, counted in UTF-16; null = all of it. */
  readonly start: number | null
  readonly end: number | null
}

/** One broken rule. Meta refuses an `error` for sure; a `warning` is refused often, or by one of several sources. */
export type TemplateIssue = {
  readonly code: TemplateRule
  readonly level: 'error' | 'warning'
  readonly where: TemplatePlace
  readonly params: Readonly<Record<string, string | number>>
}

type Extras = Partial<Omit<TemplatePlace, 'part'>> & {
  readonly level?: TemplateIssue['level']
  readonly params?: TemplateIssue['params']
}

/** Writes an issue with the usual values for what is not given. */
export function issue(code: TemplateRule, part: TemplatePlace['part'], extras: Extras = {}): TemplateIssue {
  const { index = null, inner = null, field = null, start = null, end = null, level = 'error', params = {} } = extras
  return { code, level, where: { part, index, inner, field, start, end }, params }
}
