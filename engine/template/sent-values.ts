import type { TemplateButtonComponent, TemplateComponent } from '#contract/cloud-api/request-template.ts'
import type { SendTemplateRequest } from '#contract/cloud-api/requests.ts'
import { renderTemplate, type RenderedTemplate } from './render.ts'
import { buttonKey, variableKey, type Template } from './rules.ts'

type Filled = { readonly values: Record<string, string>; headerUrl: string | null; couponCode: string | null }

/**
 * Renders what was really sent, from the frozen body and the template as it was then: the bubble in the chat shows
 * the message of the day, even when template or customer changed since.
 */
export function renderSent(template: Template, body: SendTemplateRequest): RenderedTemplate {
  const filled: Filled = { values: {}, headerUrl: null, couponCode: null }
  for (const component of body.template.components ?? []) {
    if (component.type === 'button') readButtonValue(component, filled)
    else readTextValues(template, component, filled)
  }
  return renderTemplate(template, filled.values, { headerUrl: filled.headerUrl, couponCode: filled.couponCode })
}

function readButtonValue(component: TemplateButtonComponent, filled: Filled): void {
  if (component.sub_type === 'url') filled.values[buttonKey(Number(component.index))] = component.parameters[0]?.text ?? ''
  if (component.sub_type === 'copy_code') filled.couponCode = component.parameters[0]?.coupon_code ?? null
}

function readTextValues(template: Template, component: Exclude<TemplateComponent, TemplateButtonComponent>, filled: Filled): void {
  for (const [position, parameter] of component.parameters.entries()) {
    if (parameter.type === 'text') {
      const name = parameter.parameter_name ?? nameAt(template, component.type, position)
      filled.values[variableKey({ name, where: component.type })] = parameter.text
    } else {
      filled.headerUrl = linkOf(parameter)
    }
  }
}

type MediaParameter = Exclude<Extract<TemplateComponent, { type: 'header' }>['parameters'][number], { type: 'text' }>

function linkOf(parameter: MediaParameter): string | null {
  switch (parameter.type) {
    case 'image':
      return 'link' in parameter.image ? parameter.image.link : null
    case 'video':
      return 'link' in parameter.video ? parameter.video.link : null
    case 'document':
      return 'link' in parameter.document ? parameter.document.link : null
    case 'product':
      return null
  }
}

/** Positional values stand in the order of their numbers; a template may leave numbers out. */
function nameAt(template: Template, where: 'header' | 'body', position: number): string {
  const names = template.variables.filter((variable) => variable.where === where).map((variable) => variable.name)
  return names.toSorted((one, other) => Number(one) - Number(other))[position] ?? String(position + 1)
}
