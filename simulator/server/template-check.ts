import type { TemplateButton, TemplateNode } from '#contract/cloud-api/answer-template.ts'
import type { TemplateButtonComponent, TemplateComponent, TemplateSend, TextParameter } from '#contract/cloud-api/request-template.ts'
import { type Problem, problem } from './problems.ts'

const VARIABLE = /\{\{\s*([^{}\s]+)\s*\}\}/g
const BODY_MAX_CHARACTERS = 1_024
const HEADER_MAX_CHARACTERS = 60

/** What goods a template may point to. */
export type TemplateGoods = { readonly catalogId: string; readonly hasProduct: (retailerId: string) => boolean }

/** Checks the state of a template and everything that is filled into it. Null = Meta would take it. @source reference part 5 and 2.3 */
export function checkTemplate(template: TemplateNode | undefined, send: TemplateSend, goods: TemplateGoods): Problem | null {
  if (template === undefined || ['REJECTED', 'PENDING', 'IN_APPEAL', 'DELETED'].includes(template.status)) {
    return problem(132001, `template name (${send.name}) does not exist in ${send.language.code}`)
  }
  if (template.status === 'PAUSED') return problem(132015, 'Template is paused due to low quality so it cannot be sent')
  if (template.status !== 'APPROVED') return problem(132016, `Template is ${template.status.toLowerCase()}`)
  const components = send.components ?? []
  return checkText(template, components, 'header') ?? checkText(template, components, 'body') ?? checkButtons(template, components, goods)
}

function checkText(template: TemplateNode, components: readonly TemplateComponent[], place: 'header' | 'body'): Problem | null {
  const part = template.components.find((one) => one.type.toLowerCase() === place)
  const given = components.find((one) => one.type === place)
  if (part?.format !== undefined && part.format !== 'TEXT') {
    return given === undefined ? problem(132012, `${place}: format mismatch, expected ${part.format}, received nothing`) : null
  }
  const text = part?.text ?? ''
  const names = variablesOf(text)
  const parameters = (given !== undefined && 'parameters' in given ? given.parameters : []) as readonly { readonly type: string }[]
  if (parameters.some((parameter) => parameter.type !== 'text')) return problem(132012, `${place}: format mismatch, expected TEXT`)
  return checkParameters({ place, text, names, isNamed: template.parameter_format === 'NAMED' }, parameters as readonly TextParameter[])
}

type Slot = { readonly place: 'header' | 'body'; readonly text: string; readonly names: readonly string[]; readonly isNamed: boolean }

function checkParameters(slot: Slot, parameters: readonly TextParameter[]): Problem | null {
  const { place, names, isNamed } = slot
  if (parameters.length !== names.length) {
    const details = `${place}: number of localizable_params (${parameters.length}) does not match the expected number of params (${names.length})`
    return problem(132000, details)
  }
  const unnamed = isNamed ? parameters.find((one) => one.parameter_name === undefined || !names.includes(one.parameter_name)) : undefined
  if (unnamed !== undefined) return problem(132012, `${place}: parameter name is missing or invalid (${unnamed.parameter_name ?? ''})`)
  if (isNamed && new Set(parameters.map((one) => one.parameter_name)).size !== names.length) {
    return problem(132012, `${place}: a parameter name is given twice`)
  }
  if (parameters.some((one) => /[\n\r\t]| {5,}/.test(one.text))) {
    return problem(132018, `${place}: Param text cannot have new-line/tab characters or more than 4 consecutive spaces`)
  }
  const length = filledLength(slot, parameters)
  const maximum = place === 'body' ? BODY_MAX_CHARACTERS : HEADER_MAX_CHARACTERS
  return length > maximum ? problem(132005, `${place}: translated text of ${length} characters is longer than ${maximum}`) : null
}

/** Names of the variables of a text, each once, in the order of their first place. */
export function variablesOf(text: string): readonly string[] {
  return [...new Set([...text.matchAll(VARIABLE)].map((match) => match[1] ?? ''))]
}

function filledLength(slot: Slot, parameters: readonly TextParameter[]): number {
  const filled = slot.text.replace(VARIABLE, (_, name: string) => {
    const parameter = slot.isNamed ? parameters.find((one) => one.parameter_name === name) : parameters[Number(name) - 1]
    return parameter?.text ?? ''
  })
  return [...filled].length
}

function checkButtons(template: TemplateNode, components: readonly TemplateComponent[], goods: TemplateGoods): Problem | null {
  const buttons = template.components.find((part) => part.type === 'BUTTONS')?.buttons ?? []
  const given = components.filter((one): one is TemplateButtonComponent => one.type === 'button')
  for (const component of given) {
    const wrong = checkButton(buttons[Number(component.index)], component, goods)
    if (wrong !== null) return wrong
  }
  const missing = buttons.findIndex((button, index) => needsValue(button) && !given.some((one) => one.index === String(index)))
  if (missing === -1) return null
  const type = buttons[missing]?.type ?? ''
  return problem(131008, `buttons: Button at index ${missing} of type ${type} requires a parameter`)
}

function checkButton(button: TemplateButton | undefined, component: TemplateButtonComponent, goods: TemplateGoods): Problem | null {
  if (button?.type.toLowerCase() !== component.sub_type) {
    return problem(132018, `buttons: no button of type ${component.sub_type} at index ${component.index}`)
  }
  if (component.sub_type === 'url' && variablesOf(button.url ?? '').length === 0) {
    return problem(132018, `buttons: the URL at index ${component.index} takes no parameter`)
  }
  const unknown = productsOf(component).find((retailerId) => !goods.hasProduct(retailerId))
  return unknown === undefined ? null : problem(131009, `Product ${unknown} not found in catalog ${goods.catalogId}`)
}

function productsOf(component: TemplateButtonComponent): readonly string[] {
  if (component.sub_type !== 'mpm' && component.sub_type !== 'catalog') return []
  const actions = component.parameters.map((parameter) => parameter.action)
  return actions.flatMap((action) => [
    ...(action.thumbnail_product_retailer_id === undefined ? [] : [action.thumbnail_product_retailer_id]),
    ...('sections' in action ? action.sections.flatMap((section) => section.product_items.map((item) => item.product_retailer_id)) : []),
  ])
}

function needsValue(button: TemplateButton): boolean {
  if (button.type === 'URL') return variablesOf(button.url ?? '').length > 0
  return button.type === 'COPY_CODE' || button.type === 'MPM'
}
