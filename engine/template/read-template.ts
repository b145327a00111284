import type { TemplateNode, TemplatePart } from '#contract/cloud-api/answer-template.ts'
import { partOf, readButton, readCards, readHeader, readOffer, readVariables } from './read-parts.ts'
import { readCategory, readQuality, templateStatuses, type Template, type TemplateVariable } from './rules.ts'
import { canFill } from './sendable.ts'

/** Reads Meta's template node. Unknown states are never sendable; unknown categories count as promotions, the stricter rule. */
export function readTemplate(node: TemplateNode, syncedAt: number): Template {
  const status = templateStatuses.find((known) => known === node.status.toUpperCase()) ?? 'UNKNOWN'
  const part = (type: string) => partOf(node.components, type)
  const header = part('HEADER')
  const body = part('BODY')
  const cards = part('CAROUSEL')?.cards ?? []
  const variables = [
    ...readVariables(header, 'header'),
    ...readVariables(body, 'body'),
    ...cards.flatMap((card, index) => readVariables(partOf(card.components, 'BODY'), 'body', index)),
  ]
  const unsendableReason = unsendable(status, node)
  return {
    templateId: node.id,
    name: node.name,
    language: node.language,
    category: readCategory(node.category),
    status,
    quality: readQuality(node.quality_score?.score),
    rejectedReason: readReason(node.rejected_reason),
    parameterFormat: readParameterFormat(node, variables),
    header: readHeader(header),
    ...readTexts(body, part('FOOTER')),
    buttons: (part('BUTTONS')?.buttons ?? []).map(readButton),
    cards: readCards(cards),
    limitedTimeOffer: readOffer(part('LIMITED_TIME_OFFER')),
    variables,
    sendable: unsendableReason === null,
    unsendableReason,
    syncedAt: syncedAt as Template['syncedAt'],
  }
}

const readTexts = (body: TemplatePart | undefined, footer: TemplatePart | undefined) => ({
  body: body?.text ?? '',
  footer: footer?.text ?? null,
})

function unsendable(status: Template['status'], node: TemplateNode): Template['unsendableReason'] {
  if (status !== 'APPROVED') return 'status'
  return canFill(node) ? null : 'shape'
}

const readReason = (text: string | null | undefined): string | null =>
  text === undefined || text === null || text === '' || text === 'NONE' ? null : text

function readParameterFormat(node: TemplateNode, variables: readonly TemplateVariable[]): Template['parameterFormat'] {
  const told = node.parameter_format?.toUpperCase()
  if (told === 'NAMED' || told === 'POSITIONAL') return told
  return variables.some((variable) => !/^\d+$/.test(variable.name)) ? 'NAMED' : 'POSITIONAL'
}
