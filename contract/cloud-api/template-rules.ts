import type { TemplateDraft } from './manage-template.ts'
import type { TemplatePartDraft } from './manage-template-parts.ts'
import { countCharacters } from './limits.ts'
import { issue, type TemplateIssue } from './template-issue.ts'
import { TEMPLATE_LANGUAGES, TEMPLATE_LIMITS, TEMPLATE_TTL_SECONDS } from './template-limits.ts'
import { checkButtons } from './template-rule-buttons.ts'
import { checkCards } from './template-rule-cards.ts'
import { checkSigns, checkText, fieldsIn } from './template-rule-text.ts'
import { checkTogether, partsOf } from './template-rule-together.ts'
import { samplesOf } from './template-samples.ts'

const L = TEMPLATE_LIMITS

/**
 * Every rule of Meta's that a draft breaks, in the order of the parts. Pure, so that builder, client and simulator judge
 * alike. Rules that Meta can judge alone (same words as another template, promotion in a utility text) are not here.
 * @source reference part 5
 */
export function checkTemplateDraft(draft: TemplateDraft): TemplateIssue[] {
  return [
    ...checkName(draft.name),
    ...(TEMPLATE_LANGUAGES.includes(draft.language) ? [] : [issue('language-unknown', 'language')]),
    ...checkTtl(draft),
    ...checkTogether(draft),
    ...draft.components.flatMap((part) => checkPart(part, draft)),
  ]
}

/** The rules of an edit: what Meta already has keeps name and language. */
export const checkTemplateParts = (draft: Omit<TemplateDraft, 'name' | 'language'>): TemplateIssue[] =>
  checkTemplateDraft({ ...draft, name: 'kept', language: 'en' })

function checkName(name: string): TemplateIssue[] {
  if (name === '') return [issue('name-missing', 'name')]
  const issues: TemplateIssue[] = []
  if (!/^[a-z0-9_]+$/.test(name)) issues.push(issue('name-letters', 'name'))
  if (name.length > L.nameCharacters)
    issues.push(issue('text-too-long', 'name', { params: { max: L.nameCharacters, length: name.length } }))
  return issues
}

function checkTtl({ category, message_send_ttl_seconds: ttl }: TemplateDraft): TemplateIssue[] {
  if (ttl === undefined) return []
  const { min, max, allowsThirtyDays } = TEMPLATE_TTL_SECONDS[category]
  const fits = (ttl === -1 && allowsThirtyDays) || (ttl >= min && ttl <= max)
  return fits ? [] : [issue('ttl-range', 'ttl', { params: { min, max } })]
}

function checkPart(part: TemplatePartDraft, draft: TemplateDraft): TemplateIssue[] {
  const format = formatOf(draft)
  switch (part.type) {
    case 'HEADER':
      return checkHeader(part, format)
    case 'BODY':
      return 'text' in part ? checkBody(part, draft) : []
    case 'FOOTER':
      return 'text' in part ? checkFooter(part.text) : []
    case 'BUTTONS':
      return part.buttons.length === 0 ? [issue('text-missing', 'button')] : checkButtons(part.buttons)
    case 'CAROUSEL':
      return checkCards(part, format)
    case 'LIMITED_TIME_OFFER':
      return checkLength(part.limited_time_offer.text, 'offer', L.offerTextCharacters)
  }
}

/** Meta counts a template without fields as positional. */
const formatOf = (draft: TemplateDraft): 'named' | 'positional' => draft.parameter_format ?? 'positional'

function checkHeader(part: Extract<TemplatePartDraft, { type: 'HEADER' }>, format: 'named' | 'positional'): TemplateIssue[] {
  switch (part.format) {
    case 'TEXT':
      return [
        ...checkText({
          text: part.text,
          place: { part: 'header', index: null },
          maxCharacters: L.headerTextCharacters,
          maxFields: L.headerVariables,
          format,
          samples: samplesOf(part.example),
          edges: false,
        }),
        ...checkSigns(part.text, 'header'),
      ]
    case 'IMAGE':
    case 'VIDEO':
    case 'GIF':
    case 'DOCUMENT':
      return (part.example.header_handle[0] ?? '') === '' ? [issue('sample-missing', 'header')] : []
    case 'LOCATION':
    case 'PRODUCT':
      return []
  }
}

function checkBody(
  part: { readonly text: string; readonly example?: Parameters<typeof samplesOf>[0] },
  draft: TemplateDraft,
): TemplateIssue[] {
  const { offer, buttons } = partsOf(draft)
  const issues = checkText({
    text: part.text,
    place: { part: 'body', index: null },
    maxCharacters: offer === undefined ? L.bodyCharacters : L.offerBodyCharacters,
    maxFields: Number.POSITIVE_INFINITY,
    format: formatOf(draft),
    samples: samplesOf(part.example),
    edges: true,
  })
  const length = countCharacters(part.text)
  const isLongForProduct = buttons.some((button) => button.type === 'SPM') && length > L.productBodyCharacters
  const params = { max: L.productBodyCharacters, length }
  return isLongForProduct && length <= L.bodyCharacters
    ? [...issues, issue('text-too-long', 'body', { level: 'warning', start: L.productBodyCharacters, end: length, params })]
    : issues
}

function checkFooter(text: string): TemplateIssue[] {
  const [field] = fieldsIn(text)
  const fields = field === undefined ? [] : [issue('fields-too-many', 'footer', { field: field.name, params: { max: 0, count: 1 } })]
  return [...checkLength(text, 'footer', L.footerCharacters), ...fields, ...checkSigns(text, 'footer')]
}

function checkLength(text: string, part: 'footer' | 'offer', max: number): TemplateIssue[] {
  if (text.trim() === '') return [issue('text-missing', part)]
  const length = countCharacters(text)
  return length > max ? [issue('text-too-long', part, { start: max, end: length, params: { max, length } })] : []
}
