import type {
  CarouselComponent,
  HeaderParameter,
  TemplateButtonComponent,
  TemplateComponent,
} from '#contract/cloud-api/request-template.ts'
import type { SendTemplateRequest } from '#contract/cloud-api/requests.ts'
import { renderTemplate, type RenderedTemplate } from './render.ts'
import type { Template } from './rules.ts'
import { buttonKey, cardButtonKey, cardHeaderKey, HEADER_KEY, PLACE_KEYS, variableKey } from './values.ts'

type Filled = {
  readonly values: Record<string, string>
  readonly products: string[]
  couponCode: string | null
  offerEndsAt: number | null
}
type Slot = { readonly where: 'header' | 'body' | 'card'; readonly card: number | null }

/**
 * Renders what was really sent, from the frozen body and the template as it was then: the bubble in the chat shows
 * the message of the day, even when template or customer changed since.
 */
export function renderSent(template: Template, body: SendTemplateRequest): RenderedTemplate {
  const filled: Filled = { values: {}, products: [], couponCode: null, offerEndsAt: null }
  for (const component of body.template.components ?? []) readComponent(template, component, filled)
  const { values, ...extras } = filled
  return renderTemplate(template, values, extras)
}

function readComponent(template: Template, component: TemplateComponent, filled: Filled): void {
  switch (component.type) {
    case 'header':
      for (const parameter of component.parameters) readHeader(template, parameter, filled)
      break
    case 'body':
      readTexts(template, component.parameters, { slot: { where: 'body', card: null }, filled })
      break
    case 'carousel':
      for (const card of component.cards) readCard(template, card, filled)
      break
    case 'limited_time_offer':
      filled.offerEndsAt = component.parameters[0]?.limited_time_offer.expiration_time_ms ?? null
      break
    case 'button':
      readButton(component, filled)
  }
}

function readButton(component: TemplateButtonComponent, filled: Filled): void {
  if (component.sub_type === 'url') filled.values[buttonKey(Number(component.index))] = component.parameters[0]?.text ?? ''
  if (component.sub_type === 'copy_code') filled.couponCode = component.parameters[0]?.coupon_code ?? null
}

function readHeader(template: Template, parameter: HeaderParameter, filled: Filled): void {
  switch (parameter.type) {
    case 'text':
      readTexts(template, [parameter], { slot: { where: 'header', card: null }, filled })
      break
    case 'location':
      for (const part of ['latitude', 'longitude', 'name', 'address'] as const) filled.values[PLACE_KEYS[part]] = parameter.location[part]
      break
    case 'product':
      break
    case 'image':
    case 'video':
    case 'document':
      filled.values[HEADER_KEY] = sourceOf(parameter)
  }
}

function readCard(template: Template, { card_index: card, components }: CarouselComponent['cards'][number], filled: Filled): void {
  for (const component of components) {
    if (component.type === 'body') readTexts(template, component.parameters, { slot: { where: 'card', card }, filled })
    else if (component.type === 'button') {
      if (component.sub_type === 'url') filled.values[cardButtonKey(card, Number(component.index))] = component.parameters[0]?.text ?? ''
    } else {
      const [header] = component.parameters
      if (header?.type === 'product') filled.products.push(header.product.product_retailer_id)
      else if (header !== undefined) filled.values[cardHeaderKey(card)] = sourceOf(header)
    }
  }
}

type MediaParameter = Extract<HeaderParameter, { type: 'image' | 'video' | 'document' }>

function sourceOf(parameter: MediaParameter): string {
  const source = parameter.type === 'image' ? parameter.image : parameter.type === 'video' ? parameter.video : parameter.document
  return source.link ?? source.id ?? ''
}

type BodyParameter = Extract<TemplateComponent, { type: 'body' }>['parameters'][number]

function readTexts(
  template: Template,
  parameters: readonly BodyParameter[],
  { slot, filled }: { readonly slot: Slot; readonly filled: Filled },
): void {
  for (const [position, parameter] of parameters.entries()) {
    const name = parameter.parameter_name ?? nameAt(template, slot, position)
    filled.values[variableKey({ name, ...slot })] = writtenAs(parameter)
  }
}

function writtenAs(parameter: BodyParameter): string {
  if (parameter.type === 'text') return parameter.text
  return parameter.type === 'currency' ? parameter.currency.fallback_value : parameter.date_time.fallback_value
}

/** Positional values stand in the order of their numbers; a template may leave numbers out. */
function nameAt(template: Template, slot: Slot, position: number): string {
  const names = template.variables
    .filter((variable) => variable.where === slot.where && variable.card === slot.card)
    .map((variable) => variable.name)
  return names.toSorted((one, other) => Number(one) - Number(other))[position] ?? String(position + 1)
}
