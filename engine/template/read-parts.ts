import type { TemplateButton as ButtonNode, TemplateCardNode, TemplatePart } from '#contract/cloud-api/answer-template.ts'
import type { Template, TemplateButton, TemplateVariable } from './rules.ts'
import { placeholdersIn } from './values.ts'

const headerFormats = ['TEXT', 'IMAGE', 'VIDEO', 'GIF', 'DOCUMENT', 'LOCATION', 'PRODUCT'] as const
const buttonTypes: readonly TemplateButton['type'][] = [
  'QUICK_REPLY',
  'URL',
  'PHONE_NUMBER',
  'COPY_CODE',
  'CATALOG',
  'MPM',
  'SPM',
  'FLOW',
  'REQUEST_CONTACT_INFO',
]

type PlainPart = TemplateCardNode['components'][number]

/** The part of that type; Meta writes types in capitals, providers not always. */
export const partOf = <T extends PlainPart>(parts: readonly T[], type: string): T | undefined =>
  parts.find((part) => part.type.toUpperCase() === type)

/** Header of a template or card; null where there is none or its format is not known here. */
export function readHeader(header: PlainPart | undefined): Template['header'] {
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

export function readButton(button: ButtonNode): TemplateButton {
  const type = buttonTypes.find((known) => known === button.type.toUpperCase()) ?? 'OTHER'
  const url = button.url ?? null
  return {
    type,
    text: button.text ?? '',
    url,
    needsValue: type === 'COPY_CODE' || (type === 'URL' && placeholdersIn(url ?? '').length > 0),
  }
}

/** Cards of a carousel in their order. */
export const readCards = (cards: readonly TemplateCardNode[]): Template['cards'] =>
  cards.map(({ components }) => ({
    header: readHeader(partOf(components, 'HEADER')),
    body: partOf(components, 'BODY')?.text ?? '',
    buttons: (partOf(components, 'BUTTONS')?.buttons ?? []).map(readButton),
  }))

export function readOffer(part: TemplatePart | undefined): Template['limitedTimeOffer'] {
  if (part === undefined) return null
  return { text: part.limited_time_offer?.text ?? '', hasExpiration: part.limited_time_offer?.has_expiration ?? false }
}

/** Variables of a header or body with their samples; those of card bodies carry the card's number. */
export function readVariables(part: PlainPart | undefined, where: 'header' | 'body', card: number | null = null): TemplateVariable[] {
  if (part?.text === undefined) return []
  const samples = readSamples(part.example ?? {}, where)
  return placeholdersIn(part.text).map((name) => ({ name, where: card === null ? where : 'card', card, sample: samples.get(name) ?? '' }))
}

/** Samples come as a row of texts for {{1}}, {{2}} … or as pairs of name and text. */
function readSamples(example: Readonly<Record<string, unknown>>, where: 'header' | 'body'): ReadonlyMap<string, string> {
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
