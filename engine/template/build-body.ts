import type { SendTemplateRequest } from '#contract/cloud-api/requests.ts'
import type { TemplateComponent, TextParameter } from '#contract/cloud-api/request-template.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { neededKeys, type TemplateValues } from './render.ts'
import { buttonKey, cleanValue, variableKey, type Template, type TemplateButton } from './rules.ts'

/** Everything besides the variables that a send of a template may need. */
export type BodyOptions = {
  /** A number wins over a user id, as at Meta. */
  readonly to: { readonly phone: string | null; readonly userId: string | null }
  /** Public address of the header's picture, film or file; default is the template's own sample. */
  readonly headerUrl?: string | null
  readonly couponCode?: string | null
  /** What comes back when a quick-reply button is tapped, by the button's place among all buttons. */
  readonly quickReplyPayloads?: Readonly<Record<number, string>>
  /** The shop's own codes of products, for templates that show some. */
  readonly products?: readonly string[]
  readonly catalogId?: string | null
}

const COUPON_CODE_MAX_CHARACTERS = 20
const SECTION_TITLE_MAX_CHARACTERS = 24

/**
 * Builds the JSON for Meta from a template and values.
 * @returns template-missing when the template can't go now, customer-unreachable without number and user id,
 * variable-missing (params: variable), coupon-code-refused, product-missing
 * @source reference part 2.3
 */
export function buildTemplateBody(template: Template, values: TemplateValues, options: BodyOptions): Result<SendTemplateRequest> {
  if (!template.sendable) return fail('template-missing', { name: template.name, language: template.language })
  const address = addressOf(options.to)
  if (address === null) return fail('customer-unreachable')
  const missing = neededKeys(template).find((key) => cleanValue(values[key] ?? '') === '')
  if (missing !== undefined) return fail('variable-missing', { variable: missing })
  const header = headerComponent(template, values, options)
  if (!header.ok) return header
  const components: TemplateComponent[] = [...header.value, ...bodyComponent(template, values)]
  for (const [index, button] of template.buttons.entries()) {
    const made = buttonComponent({ template, button, index, values, options })
    if (!made.ok) return made
    components.push(...made.value)
  }
  const filled = components.length === 0 ? {} : { components }
  return ok({
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...address,
    type: 'template',
    template: { name: template.name, language: { code: template.language }, ...filled },
  })
}

function addressOf(to: BodyOptions['to']): { to: string } | { recipient: string } | null {
  if (to.phone !== null) return { to: to.phone }
  return to.userId === null ? null : { recipient: to.userId }
}

function textParameters(template: Template, where: 'header' | 'body', values: TemplateValues): TextParameter[] {
  const variables = template.variables.filter((variable) => variable.where === where)
  const text = (key: string) => cleanValue(values[key] ?? '')
  if (template.parameterFormat === 'NAMED')
    return variables.map((variable) => ({ type: 'text', parameter_name: variable.name, text: text(variableKey(variable)) }))
  // Meta counts positional values by number, whatever place they have in the text.
  return variables
    .toSorted((one, other) => Number(one.name) - Number(other.name))
    .map((variable) => ({ type: 'text', text: text(variableKey(variable)) }))
}

function headerComponent(template: Template, values: TemplateValues, options: BodyOptions): Result<TemplateComponent[]> {
  const header = template.header
  if (header === null) return ok([])
  if (header.format === 'TEXT') {
    const [parameter] = textParameters(template, 'header', values)
    return ok(parameter === undefined ? [] : [{ type: 'header', parameters: [parameter] }])
  }
  if (header.format === 'PRODUCT') return productHeader(options)
  const link = options.headerUrl ?? header.sampleUrl
  if (!link) return fail('variable-missing', { variable: 'header' })
  return ok([{ type: 'header', parameters: [mediaParameter(header.format, link)] }])
}

function productHeader({ products, catalogId }: BodyOptions): Result<TemplateComponent[]> {
  const product = products?.[0]
  if (product === undefined || !catalogId) return fail('product-missing')
  return ok([{ type: 'header', parameters: [{ type: 'product', product: { product_retailer_id: product, catalog_id: catalogId } }] }])
}

type HeaderParameter = Extract<TemplateComponent, { type: 'header' }>['parameters'][number]

function mediaParameter(format: 'IMAGE' | 'VIDEO' | 'DOCUMENT' | 'LOCATION', link: string): HeaderParameter {
  if (format === 'IMAGE') return { type: 'image', image: { link } }
  if (format === 'VIDEO') return { type: 'video', video: { link } }
  return { type: 'document', document: { link, ...fileNameOf(link) } }
}

function fileNameOf(link: string): { filename: string } | Record<never, never> {
  const last = link.split(/[?#]/)[0]?.split('/').at(-1) ?? ''
  return /^[\w.-]+\.\w{2,5}$/.test(last) ? { filename: last } : {}
}

function bodyComponent(template: Template, values: TemplateValues): TemplateComponent[] {
  const parameters = textParameters(template, 'body', values)
  return parameters.length === 0 ? [] : [{ type: 'body', parameters }]
}

type ButtonFacts = {
  readonly template: Template
  readonly button: TemplateButton
  readonly index: number
  readonly values: TemplateValues
  readonly options: BodyOptions
}

function buttonComponent(facts: ButtonFacts): Result<TemplateComponent[]> {
  switch (facts.button.type) {
    case 'QUICK_REPLY':
      return quickReplyButton(facts)
    case 'URL':
      return ok(linkButton(facts))
    case 'COPY_CODE':
      return copyCodeButton(facts)
    case 'CATALOG':
      return catalogButton(facts)
    case 'MPM':
      return productListButton(facts)
    // A single product goes into the header, a telephone button carries nothing, and the rest never passes `sendable`.
    case 'SPM':
    case 'PHONE_NUMBER':
    case 'FLOW':
    case 'OTHER':
      return ok([])
  }
}

function quickReplyButton({ index, options }: ButtonFacts): Result<TemplateComponent[]> {
  const payload = options.quickReplyPayloads?.[index]
  if (payload === undefined) return ok([])
  return ok([{ type: 'button', sub_type: 'quick_reply', index: String(index), parameters: [{ type: 'payload', payload }] }])
}

function linkButton({ button, index, values }: ButtonFacts): TemplateComponent[] {
  if (!button.needsValue) return []
  const text = cleanValue(values[buttonKey(index)] ?? '')
  return [{ type: 'button', sub_type: 'url', index: String(index), parameters: [{ type: 'text', text }] }]
}

function copyCodeButton({ index, options }: ButtonFacts): Result<TemplateComponent[]> {
  const code = options.couponCode ?? ''
  if (code === '' || code.length > COUPON_CODE_MAX_CHARACTERS) return fail('coupon-code-refused')
  return ok([{ type: 'button', sub_type: 'copy_code', index: String(index), parameters: [{ type: 'coupon_code', coupon_code: code }] }])
}

function catalogButton({ index, options }: ButtonFacts): Result<TemplateComponent[]> {
  const thumbnail = options.products?.[0]
  if (thumbnail === undefined) return ok([])
  const action = { thumbnail_product_retailer_id: thumbnail }
  return ok([{ type: 'button', sub_type: 'catalog', index: String(index), parameters: [{ type: 'action', action }] }])
}

function productListButton({ template, button, index, options, values }: ButtonFacts): Result<TemplateComponent[]> {
  const products = options.products ?? []
  const [first] = products
  if (first === undefined) return fail('product-missing')
  const header =
    template.header?.format === 'TEXT' ? (textParameters(template, 'header', values)[0]?.text ?? template.header.text ?? '') : ''
  const title = [...(header === '' ? button.text : header)].slice(0, SECTION_TITLE_MAX_CHARACTERS).join('')
  const sections = [{ title, product_items: products.slice(0, 30).map((code) => ({ product_retailer_id: code })) }]
  return ok([
    {
      type: 'button',
      sub_type: 'mpm',
      index: String(index),
      parameters: [{ type: 'action', action: { thumbnail_product_retailer_id: first, sections } }],
    },
  ])
}
