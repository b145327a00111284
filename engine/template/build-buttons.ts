import type { TemplateButtonComponent } from '#contract/cloud-api/request-template.ts'
import { countCharacters, SEND_LIMITS } from '#contract/cloud-api/limits.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { textParameters, valueOf, type BuildFacts } from './body-options.ts'
import type { TemplateButton } from './rules.ts'
import { buttonKey } from './values.ts'

type Made = Result<TemplateButtonComponent[]>
type Place = { readonly button: TemplateButton; readonly index: number }

/** One component per button that takes a value. @source reference part 2.3 */
export function buildButtons(facts: BuildFacts): Made {
  const components: TemplateButtonComponent[] = []
  for (const [index, button] of facts.template.buttons.entries()) {
    const made = builders[button.type](facts, { button, index })
    if (!made.ok) return made
    components.push(...made.value)
  }
  return ok(components)
}

const nothing = (): Made => ok([])

const builders: Readonly<Record<TemplateButton['type'], (facts: BuildFacts, place: Place) => Made>> = {
  QUICK_REPLY({ options }, { index }) {
    const payload = options.quickReplyPayloads?.[index]
    return ok(payload === undefined ? [] : [quickReply(index, payload)])
  },
  URL: ({ values }, { button, index }) => ok(button.needsValue ? [linkSuffix(index, valueOf(values, buttonKey(index)))] : []),
  COPY_CODE: (facts, { index }) => copyCode(facts, index),
  CATALOG: (facts, { index }) => ok(catalog(facts, index)),
  MPM: productList,
  FLOW: (facts, { index }) => ok([flow(facts, index)]),
  // A single product goes into the header; telephone and contact buttons carry nothing; the rest never passes `sendable`.
  SPM: nothing,
  PHONE_NUMBER: nothing,
  REQUEST_CONTACT_INFO: nothing,
  OTHER: nothing,
}

/** The component of a quick-reply button; the payload comes back when it is tapped. */
export const quickReply = (index: number, payload: string) =>
  ({
    type: 'button',
    sub_type: 'quick_reply',
    index: String(index),
    parameters: [{ type: 'payload', payload }],
  }) as const satisfies TemplateButtonComponent

/** The component of a link button whose address ends in a value. */
export const linkSuffix = (index: number, text: string) =>
  ({
    type: 'button',
    sub_type: 'url',
    index: String(index),
    parameters: [{ type: 'text', text }],
  }) as const satisfies TemplateButtonComponent

function copyCode({ options }: BuildFacts, index: number): Made {
  const code = options.couponCode ?? ''
  if (code === '' || countCharacters(code) > SEND_LIMITS.couponCodeCharacters) return fail('coupon-code-refused')
  return ok([{ type: 'button', sub_type: 'copy_code', index: String(index), parameters: [{ type: 'coupon_code', coupon_code: code }] }])
}

/** Without a token Meta gives the flow one of its own. */
function flow({ values }: BuildFacts, index: number): TemplateButtonComponent {
  const token = valueOf(values, buttonKey(index))
  const action = token === '' ? {} : { flow_token: token }
  return { type: 'button', sub_type: 'flow', index: String(index), parameters: [{ type: 'action', action }] }
}

function catalog({ options }: BuildFacts, index: number): TemplateButtonComponent[] {
  const thumbnail = options.products?.[0]
  if (thumbnail === undefined) return []
  const action = { thumbnail_product_retailer_id: thumbnail }
  return [{ type: 'button', sub_type: 'catalog', index: String(index), parameters: [{ type: 'action', action }] }]
}

function productList(facts: BuildFacts, { button, index }: Place): Made {
  const products = facts.options.products ?? []
  const [first] = products
  if (first === undefined) return fail('product-missing')
  const { header } = facts.template
  const filled = textParameters(facts, (variable) => variable.where === 'header')[0]?.text
  const words = header?.format === 'TEXT' ? (filled ?? header.text ?? '') : ''
  const title = cutTo(words === '' ? button.text : words, SEND_LIMITS.sectionTitleCharacters)
  const items = products.slice(0, SEND_LIMITS.products).map((code) => ({ product_retailer_id: code }))
  const action = { thumbnail_product_retailer_id: first, sections: [{ title, product_items: items }] }
  return ok([{ type: 'button', sub_type: 'mpm', index: String(index), parameters: [{ type: 'action', action }] }])
}

/** The longest beginning within the limit that cuts no sign in two. */
function cutTo(text: string, maxCharacters: number): string {
  let cut = ''
  for (const sign of text) {
    if (countCharacters(cut + sign) > maxCharacters) break
    cut += sign
  }
  return cut
}
