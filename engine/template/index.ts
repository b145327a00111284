export { createTemplate } from './service.ts'
export type { TemplateRoom } from './service.ts'
export { usesKey } from './deps.ts'
export type { TemplateApi, TemplateDeps } from './deps.ts'
export { renderTemplate, sampleValues } from './render.ts'
export type { RenderedTemplate, TemplateValues } from './render.ts'
export { buildTemplateBody } from './build-body.ts'
export type { BodyOptions } from './body-options.ts'
export { bubbleOf, shownParts } from './shown-parts.ts'
export { renderSent } from './sent-values.ts'
export {
  buttonKey,
  cardButtonKey,
  cardHeaderKey,
  cleanValue,
  HEADER_KEY,
  isOptionalKey,
  isProductCarousel,
  neededKeys,
  OFFER_ENDS_KEY,
  variableKey,
} from './values.ts'
export type { Template, TemplateButton, TemplateVariable } from './rules.ts'
export { thawTemplate } from './thaw.ts'
