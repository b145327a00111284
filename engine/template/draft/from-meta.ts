import type { TemplateButton, TemplatePart } from '#contract/cloud-api/answer-template.ts'
import type { DraftButton, DraftText } from '../check/finding.ts'

type Loose = Readonly<Record<string, unknown>>
type Format = DraftText['header']['format']

const formats: readonly Format[] = ['TEXT', 'IMAGE', 'VIDEO', 'DOCUMENT', 'LOCATION', 'PRODUCT']
const buttonTypes: readonly DraftButton['type'][] = [
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

const loose = (value: unknown): Loose => (typeof value === 'object' && value !== null ? (value as Loose) : {})
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const words = (value: unknown): string => (typeof value === 'string' ? value : '')
const partOf = (parts: readonly TemplatePart[], type: string): TemplatePart | undefined =>
  parts.find((part) => part.type.toUpperCase() === type)

/**
 * Reads Meta's parts into a draft, so that a template can be changed or copied. Example files stay behind: Meta wants
 * them uploaded again. Buttons that the builder does not know are left out.
 */
export function textFromParts(parts: readonly TemplatePart[], language: string): DraftText {
  const header = partOf(parts, 'HEADER')
  const body = partOf(parts, 'BODY')
  const offer = loose(loose(partOf(parts, 'LIMITED_TIME_OFFER'))['limited_time_offer'])
  return {
    language,
    header: headerOf(header),
    body: words(body?.text),
    footer: words(partOf(parts, 'FOOTER')?.text),
    buttons: (partOf(parts, 'BUTTONS')?.buttons ?? []).flatMap(buttonOf),
    carousel: carouselOf(partOf(parts, 'CAROUSEL')),
    offer: words(offer['text']) === '' ? null : { text: words(offer['text']), hasExpiration: offer['has_expiration'] === true },
    samples: { ...samplesOf(header, 'header_text'), ...samplesOf(body, 'body_text') },
  }
}

function headerOf(header: TemplatePart | undefined): DraftText['header'] {
  const format = formats.find((known) => known === (header?.format ?? 'TEXT').toUpperCase())
  if (header === undefined || format === undefined) return { format: 'NONE', text: '', sampleId: null }
  return { format, text: format === 'TEXT' ? words(header.text) : '', sampleId: null }
}

function buttonOf(button: TemplateButton): DraftButton[] {
  const type = buttonTypes.find((known) => known === button.type.toUpperCase())
  if (type === undefined) return []
  const example = Array.isArray(button.example) ? words(button.example[0]) : words(button.example)
  const values: Partial<Record<DraftButton['type'], string>> = {
    URL: words(button.url),
    PHONE_NUMBER: words(button.phone_number),
    COPY_CODE: example,
    FLOW: words(loose(button)['flow_id']),
  }
  return [
    { type, text: words(button.text), value: values[type] ?? '', sample: type === 'URL' ? fullExample(words(button.url), example) : '' },
  ]
}

/** Meta's lists give either the whole address or only the end. */
function fullExample(url: string, example: string): string {
  const fixed = url.replace(/\{\{[^{}]*\}\}$/, '')
  return example === '' || example.startsWith(fixed) ? example : `${fixed}${example}`
}

function carouselOf(part: TemplatePart | undefined): DraftText['carousel'] {
  const cards = list(loose(part)['cards']).map((card) => list(loose(card)['components']) as readonly TemplatePart[])
  const [first] = cards
  if (first === undefined) return null
  const format = (partOf(first, 'HEADER')?.format ?? 'IMAGE').toUpperCase()
  const kind = format === 'PRODUCT' ? 'PRODUCT' : format === 'VIDEO' ? 'VIDEO' : 'IMAGE'
  return {
    kind,
    cards: cards.map((parts) => ({
      sampleId: null,
      body: words(partOf(parts, 'BODY')?.text),
      buttons: (partOf(parts, 'BUTTONS')?.buttons ?? []).flatMap(buttonOf),
    })),
  }
}

/** Examples come as a row for {{1}}, {{2}} … or as pairs of name and text. */
function samplesOf(part: TemplatePart | undefined, key: 'header_text' | 'body_text'): Record<string, string> {
  const example = loose(part?.example)
  const plain = list(example[key])
  const row = Array.isArray(plain[0]) ? list(plain[0]) : plain
  const numbered = row.map((text, index) => [String(index + 1), words(text)] as const)
  const named = list(example[`${key}_named_params`]).map(
    (pair) => [words(loose(pair)['param_name']), words(loose(pair)['example'])] as const,
  )
  return Object.fromEntries([...numbered, ...named].filter(([name, text]) => name !== '' && text !== ''))
}
