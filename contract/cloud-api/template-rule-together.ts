import type { ButtonDraft, HeaderDraft, TemplatePartDraft } from './manage-template-parts.ts'
import { issue, type TemplateIssue } from './template-issue.ts'
import type { TemplateDraft } from './manage-template.ts'

/** The parts of a draft by what they are; the first of each kind. */
export type Parts = {
  readonly header: HeaderDraft | undefined
  readonly hasBody: boolean
  readonly hasFooter: boolean
  readonly buttons: readonly ButtonDraft[]
  readonly carousel: Extract<TemplatePartDraft, { type: 'CAROUSEL' }> | undefined
  readonly offer: Extract<TemplatePartDraft, { type: 'LIMITED_TIME_OFFER' }> | undefined
}

export function partsOf({ components }: Pick<TemplateDraft, 'components'>): Parts {
  return {
    header: components.find((part) => part.type === 'HEADER'),
    hasBody: components.some((part) => part.type === 'BODY'),
    hasFooter: components.some((part) => part.type === 'FOOTER'),
    buttons: components.flatMap((part) => (part.type === 'BUTTONS' ? part.buttons : [])),
    carousel: components.find((part) => part.type === 'CAROUSEL'),
    offer: components.find((part) => part.type === 'LIMITED_TIME_OFFER'),
  }
}

/** What may stand beside what. @source reference part 5, components */
export function checkTogether(draft: TemplateDraft): TemplateIssue[] {
  const parts = partsOf(draft)
  return [
    ...checkEachOnce(draft),
    ...(parts.hasBody ? [] : [issue('part-missing', 'body')]),
    ...checkCategory(draft, parts),
    ...checkHeaderFits(parts),
    ...checkCarousel(parts),
    ...checkOffer(parts),
  ]
}

const PLACES = {
  HEADER: 'header',
  BODY: 'body',
  FOOTER: 'footer',
  BUTTONS: 'button',
  CAROUSEL: 'card',
  LIMITED_TIME_OFFER: 'offer',
} as const

function checkEachOnce({ components }: TemplateDraft): TemplateIssue[] {
  const types = components.map((part) => part.type)
  const twice = [...new Set(types.filter((type, index) => types.indexOf(type) !== index))]
  return twice.map((type) => issue('part-twice', PLACES[type]))
}

/** One-time codes have parts of their own, and offers are promotions. */
function checkCategory({ category, components }: TemplateDraft, parts: Parts): TemplateIssue[] {
  const isCode = category === 'AUTHENTICATION'
  const issues = components.flatMap((part) => (belongsToCodes(part) === isCode ? [] : misplaced(PLACES[part.type], category)))
  if (category !== 'MARKETING' && parts.offer !== undefined) issues.push(...misplaced('offer', category))
  if (category !== 'MARKETING' && parts.header?.format === 'GIF') issues.push(...misplaced('header', category))
  return issues
}

const misplaced = (part: (typeof PLACES)[keyof typeof PLACES], category: string) => [issue('part-category', part, { params: { category } })]

function belongsToCodes(part: TemplatePartDraft): boolean {
  if (part.type === 'BODY' || part.type === 'FOOTER') return !('text' in part)
  return part.type === 'BUTTONS' && part.buttons.some((button) => button.type === 'OTP')
}

/** Several products want words above, one product wants itself above, and a product above wants its button. */
function checkHeaderFits({ header, buttons }: Parts): TemplateIssue[] {
  const format = header?.format
  const types = buttons.map((button) => button.type)
  if (types.includes('MPM')) return format === 'TEXT' ? [] : [issue('header-needed', 'header', { params: { format: 'TEXT' } })]
  if (types.includes('SPM')) return format === 'PRODUCT' ? [] : [issue('header-needed', 'header', { params: { format: 'PRODUCT' } })]
  if (format === 'PRODUCT') return [issue('header-refused', 'header', { params: { format } })]
  return types.includes('CATALOG') && format !== undefined
    ? [issue('header-refused', 'header', { level: 'warning', params: { format } })]
    : []
}

function checkCarousel({ carousel, header, hasFooter, buttons, offer }: Parts): TemplateIssue[] {
  if (carousel === undefined) return []
  const others = [
    ...(header === undefined ? [] : (['header'] as const)),
    ...(hasFooter ? (['footer'] as const) : []),
    ...(buttons.length > 0 ? (['button'] as const) : []),
    ...(offer === undefined ? [] : (['offer'] as const)),
  ]
  return others.map((part) => issue('carousel-alone', part))
}

/** An offer that ends: picture or film above, no footer, the code before everything else. */
function checkOffer({ offer, header, hasFooter, buttons }: Parts): TemplateIssue[] {
  if (offer === undefined) return []
  const issues: TemplateIssue[] = []
  if (hasFooter) issues.push(issue('offer-footer', 'footer'))
  if (header !== undefined && header.format !== 'IMAGE' && header.format !== 'VIDEO')
    issues.push(issue('header-refused', 'header', { params: { format: header.format } }))
  const code = buttons.findIndex((button) => button.type === 'COPY_CODE')
  if (code > 0) issues.push(issue('offer-code-first', 'button', { index: code }))
  return issues
}
