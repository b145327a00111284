import type { TemplateButton } from '#contract/cloud-api/answer-template.ts'
import type { TemplateButtonComponent } from '#contract/cloud-api/request-template.ts'
import type { Goods } from './goods-check.ts'
import { type Problem, problem } from './problems.ts'
import { variablesOf } from './template-text-check.ts'

/** Checks the buttons of a template or card against what is filled in. Null = Meta would take them. @source reference part 2.3 */
export function checkButtons(buttons: readonly TemplateButton[], given: readonly TemplateButtonComponent[], goods: Goods): Problem | null {
  for (const component of given) {
    const wrong = checkButton(buttons[Number(component.index)], component, goods)
    if (wrong !== null) return wrong
  }
  const missing = buttons.findIndex((button, index) => needsValue(button) && !given.some((one) => one.index === String(index)))
  if (missing === -1) return null
  const type = buttons[missing]?.type ?? ''
  return problem(131008, `buttons: Button at index ${missing} of type ${type} requires a parameter`)
}

function checkButton(button: TemplateButton | undefined, component: TemplateButtonComponent, goods: Goods): Problem | null {
  if (button?.type.toLowerCase() !== component.sub_type) {
    return problem(132018, `buttons: no button of type ${component.sub_type} at index ${component.index}`)
  }
  if (component.sub_type === 'url' && variablesOf(button.url ?? '').length === 0) {
    return problem(132018, `buttons: the URL at index ${component.index} takes no parameter`)
  }
  return goods.check(productsOf(component))
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
