import type { SendTemplateRequest } from '#contract/cloud-api/requests.ts'
import { renderTemplate, type RenderedTemplate } from './render.ts'
import { buttonKey, variableKey, type Template } from './rules.ts'

/**
 * Renders what was really sent, from the frozen body and the template as it was then: the bubble in the chat shows
 * the message of the day, even when template or customer changed since.
 */
export function renderSent(template: Template, body: SendTemplateRequest): RenderedTemplate {
  const values: Record<string, string> = {}
  const extras: { headerUrl: string | null; couponCode: string | null } = { headerUrl: null, couponCode: null }
  for (const component of body.template.components ?? []) {
    if (component.type === 'button') {
      if (component.sub_type === 'url') values[buttonKey(Number(component.index))] = component.parameters[0]?.text ?? ''
      if (component.sub_type === 'copy_code') extras.couponCode = component.parameters[0]?.coupon_code ?? null
      continue
    }
    for (const [position, parameter] of component.parameters.entries()) {
      if (parameter.type === 'text')
        values[variableKey({ name: parameter.parameter_name ?? nameAt(template, component.type, position), where: component.type })] =
          parameter.text
      if (parameter.type === 'image') extras.headerUrl = 'link' in parameter.image ? parameter.image.link : null
      if (parameter.type === 'video') extras.headerUrl = 'link' in parameter.video ? parameter.video.link : null
    }
  }
  return renderTemplate(template, values, extras)
}

/** Positional values stand in the order of their numbers; a template may leave numbers out. */
function nameAt(template: Template, where: 'header' | 'body', position: number): string {
  const names = template.variables.filter((variable) => variable.where === where).map((variable) => variable.name)
  return names.toSorted((one, other) => Number(one) - Number(other))[position] ?? String(position + 1)
}
