import type { SendTemplateRequest } from '#contract/cloud-api/requests.ts'
import type { TemplateComponent } from '#contract/cloud-api/request-template.ts'
import { countCharacters, SEND_LIMITS } from '#contract/cloud-api/limits.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { textParameters, valueOf, type BodyOptions, type BuildFacts } from './body-options.ts'
import { buildButtons } from './build-buttons.ts'
import { buildCards, buildOffer } from './build-cards.ts'
import { buildHeader } from './build-header.ts'
import { renderTemplate, type TemplateValues } from './render.ts'
import type { Template } from './rules.ts'
import { neededKeys } from './values.ts'

/**
 * Builds the JSON for Meta from a template and values.
 * @returns template-missing when the template can't go now, customer-unreachable without number and user id,
 * variable-missing (params: variable), coupon-code-refused, product-missing, limit-text-too-long (params: field, max, actual)
 * @source reference part 2.3
 */
export function buildTemplateBody(template: Template, values: TemplateValues, options: BodyOptions): Result<SendTemplateRequest> {
  if (!template.sendable) return fail('template-missing', { name: template.name, language: template.language })
  const address = addressOf(options.to)
  if (address === null) return fail('customer-unreachable')
  const missing = neededKeys(template).find((key) => valueOf(values, key) === '')
  if (missing !== undefined) return fail('variable-missing', { variable: missing })
  const facts = { template, values, options }
  const components = buildComponents(facts)
  if (!components.ok) return components
  const filled = components.value.length === 0 ? {} : { components: components.value }
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

function buildComponents(facts: BuildFacts): Result<TemplateComponent[]> {
  const components: TemplateComponent[] = []
  for (const build of [buildHeader, buildBody, buildOffer, buildCards, buildButtons]) {
    const made = build(facts)
    if (!made.ok) return made
    components.push(...made.value)
  }
  return ok(components)
}

/** Meta counts the text with its values filled in (132005 "translated text too long"). */
function buildBody(facts: BuildFacts): Result<TemplateComponent[]> {
  const { headerText, body } = renderTemplate(facts.template, facts.values, facts.options)
  const texts = [
    { field: 'header', text: headerText ?? '', max: SEND_LIMITS.templateHeaderCharacters },
    { field: 'body', text: body, max: SEND_LIMITS.templateBodyCharacters },
  ]
  const tooLong = texts.find(({ text, max }) => countCharacters(text) > max)
  if (tooLong !== undefined) {
    const { field, text, max } = tooLong
    return fail('limit-text-too-long', { field, max, actual: countCharacters(text) })
  }
  const parameters = textParameters(facts, (variable) => variable.where === 'body')
  return ok(parameters.length === 0 ? [] : [{ type: 'body', parameters }])
}
