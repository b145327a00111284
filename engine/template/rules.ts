import type { TemplateButton as ButtonNode, TemplateNode, TemplatePart } from '#contract/cloud-api/answer-template.ts'
import type { CallOutput } from '#contract/ipc/index.ts'

/** A template as the screens and the renderer need it. */
export type Template = CallOutput<'template.list'>['templates'][number]
export type TemplateVariable = Template['variables'][number]
export type TemplateButton = Template['buttons'][number]

const PLACEHOLDER = /\{\{\s*([A-Za-z0-9_]+)\s*\}\}/g
const statuses: readonly Template['status'][] = [
  'PENDING',
  'APPROVED',
  'REJECTED',
  'PAUSED',
  'DISABLED',
  'IN_APPEAL',
  'PENDING_DELETION',
  'DELETED',
  'LIMIT_EXCEEDED',
  'ARCHIVED',
]
const headerFormats = ['TEXT', 'IMAGE', 'VIDEO', 'DOCUMENT', 'LOCATION', 'PRODUCT'] as const
const buttonTypes: readonly TemplateButton['type'][] = ['QUICK_REPLY', 'URL', 'PHONE_NUMBER', 'COPY_CODE', 'CATALOG', 'MPM', 'SPM', 'FLOW']
/** Parts and buttons that Shopbell can fill in. Anything else makes the template unsendable here, never half sent. */
const sendableParts = new Set(['HEADER', 'BODY', 'FOOTER', 'BUTTONS'])
const sendableButtons = new Set<string>(['QUICK_REPLY', 'URL', 'PHONE_NUMBER', 'COPY_CODE', 'CATALOG', 'MPM', 'SPM'])
const sendableHeaders = new Set<string>(['TEXT', 'IMAGE', 'VIDEO', 'DOCUMENT', 'PRODUCT'])

/** Key under which a variable's value is passed: the bare name for the body, `header.` in front for the header. */
export const variableKey = (variable: Pick<TemplateVariable, 'name' | 'where'>): string =>
  variable.where === 'header' ? `header.${variable.name}` : variable.name

/** Key under which the suffix of a link button is passed; `index` counts all buttons from 0. */
export const buttonKey = (index: number): string => `button.${index}`

/** Names of the placeholders of a text, each once, in the order of their first use. */
export const placeholdersIn = (text: string): string[] => [...new Set([...text.matchAll(PLACEHOLDER)].map((match) => match[1] ?? ''))]

/** Puts values in place of the placeholders; a placeholder without a value becomes nothing. */
export const fillPlaceholders = (text: string, valueOf: (name: string) => string): string =>
  text.replace(PLACEHOLDER, (_, name: string) => valueOf(name))

/**
 * Makes a value fit for Meta: no line breaks, tabs or other control characters, no long rows of spaces, no doubled
 * braces (a leftover placeholder of another tool must not look like one of ours). Empty when nothing visible is left.
 * @source reference part 5, refused texts; Meta refuses such parameters with 132018
 */
export function cleanValue(value: string): string {
  const oneLine = value
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/\{{2,}/g, '{')
    .replace(/\}{2,}/g, '}')
    .trim()
  return /[^\p{Cf}\p{Z}]/u.test(oneLine) ? oneLine : ''
}

/** Reads Meta's template node. Unknown states are never sendable; unknown categories count as promotions, the stricter rule. */
export function readTemplate(node: TemplateNode, syncedAt: number): Template {
  const status = statuses.find((known) => known === node.status.toUpperCase()) ?? 'UNKNOWN'
  const part = (type: string) => node.components.find((component) => component.type.toUpperCase() === type)
  const header = part('HEADER')
  const body = part('BODY')
  const variables = [...readVariables(header, 'header'), ...readVariables(body, 'body')]
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

/** Meta's category in the words of the contract. */
export const readCategory = (text: string): Template['category'] =>
  (['UTILITY', 'AUTHENTICATION'] as const).find((known) => known === text.toUpperCase()) ?? 'MARKETING'

/** Meta's quality word in those of the contract. */
export const readQuality = (text: string | undefined): Template['quality'] =>
  (['GREEN', 'YELLOW', 'RED'] as const).find((known) => known === text?.toUpperCase()) ?? 'UNKNOWN'

const readReason = (text: string | null | undefined): string | null =>
  text === undefined || text === null || text === '' || text === 'NONE' ? null : text

function readParameterFormat(node: TemplateNode, variables: readonly TemplateVariable[]): Template['parameterFormat'] {
  const told = node.parameter_format?.toUpperCase()
  if (told === 'NAMED' || told === 'POSITIONAL') return told
  return variables.some((variable) => !/^\d+$/.test(variable.name)) ? 'NAMED' : 'POSITIONAL'
}

function readHeader(header: TemplatePart | undefined): Template['header'] {
  const format = headerFormats.find((known) => known === (header?.format ?? 'TEXT').toUpperCase())
  if (header === undefined || format === undefined) return null
  const handles: unknown = header.example?.['header_handle']
  const sample: unknown = Array.isArray(handles) ? handles[0] : undefined
  return {
    format,
    text: format === 'TEXT' ? (header.text ?? '') : null,
    sampleUrl: typeof sample === 'string' && /^https?:\/\//.test(sample) ? sample : null,
  }
}

function readButton(button: ButtonNode): TemplateButton {
  const type = buttonTypes.find((known) => known === button.type.toUpperCase()) ?? 'OTHER'
  const url = button.url ?? null
  return {
    type,
    text: button.text ?? '',
    url,
    needsValue: type === 'COPY_CODE' || (type === 'URL' && placeholdersIn(url ?? '').length > 0),
  }
}

function readVariables(part: TemplatePart | undefined, where: TemplateVariable['where']): TemplateVariable[] {
  if (part?.text === undefined) return []
  const samples = readSamples(part.example ?? {}, where)
  return placeholdersIn(part.text).map((name) => ({ name, where, sample: samples.get(name) ?? '' }))
}

/** Samples come as a row of texts for {{1}}, {{2}} … or as pairs of name and text. */
function readSamples(example: Readonly<Record<string, unknown>>, where: TemplateVariable['where']): ReadonlyMap<string, string> {
  const samples = new Map<string, string>()
  const plain: unknown = example[`${where}_text`]
  const row: unknown = Array.isArray(plain) && Array.isArray(plain[0]) ? plain[0] : plain
  if (Array.isArray(row)) row.forEach((text: unknown, index) => typeof text === 'string' && samples.set(String(index + 1), text))
  const named: unknown = example[`${where}_text_named_params`]
  if (Array.isArray(named)) {
    for (const pair of named as readonly unknown[]) {
      const { param_name: name, example: text } = (pair ?? {}) as Readonly<Record<string, unknown>>
      if (typeof name === 'string' && typeof text === 'string') samples.set(name, text)
    }
  }
  return samples
}

function canFill(node: TemplateNode): boolean {
  const buttons = node.components.flatMap((component) => component.buttons ?? [])
  const header = node.components.find((component) => component.type.toUpperCase() === 'HEADER')
  return (
    node.category.toUpperCase() !== 'AUTHENTICATION' &&
    node.components.some((component) => component.type.toUpperCase() === 'BODY') &&
    node.components.every((component) => sendableParts.has(component.type.toUpperCase())) &&
    buttons.every((button) => sendableButtons.has(button.type.toUpperCase()) && placeholdersIn(button.url ?? '').length <= 1) &&
    (header === undefined || sendableHeaders.has((header.format ?? 'TEXT').toUpperCase()))
  )
}

/**
 * What a status event makes of the state. FLAGGED is a warning and changes nothing; an unknown event makes the
 * template unsendable until the next reading, because sending on a guess costs quality.
 * @source reference part 8.5, message_template_status_update
 */
export function statusAfterEvent(event: string, before: Template['status']): Template['status'] {
  const word = event.toUpperCase()
  if (word === 'FLAGGED') return before
  if (['REINSTATED', 'UNPAUSED', 'UNARCHIVED'].includes(word)) return 'APPROVED'
  return statuses.find((known) => known === word) ?? 'UNKNOWN'
}
