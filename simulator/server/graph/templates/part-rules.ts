import type { World } from '../../../behaviour/world.ts'
import type { Problem } from '../../problems.ts'
import { invalid } from '../answers.ts'
import type { PartWish } from './shapes.ts'
import { type ParameterFormat, checkText, subcodes, variablesIn } from './text-rules.ts'

/** Kinds of file that a header sample may be. @source reference part 4, resumable upload, and part 3, gains */
const sampleTypes: Readonly<Record<string, RegExp>> = {
  IMAGE: /^image\/(jpe?g|png)$/,
  VIDEO: /^video\/mp4$/,
  GIF: /^video\/mp4$/,
  DOCUMENT: /^application\/pdf$/,
}

/** Checks a header. @source reference part 5, components */
export function checkHeader(world: World, header: PartWish, format: ParameterFormat): Problem | null {
  const kind = header.format ?? ''
  if (kind === 'TEXT') return checkHeaderText(header, header.text ?? '', format)
  if (Object.hasOwn(sampleTypes, kind)) return checkHandle(world, header, kind)
  return kind === 'LOCATION' || kind === 'PRODUCT' ? null : invalid(`header: unknown format ${kind}`, subcodes.header)
}

function checkHeaderText(header: PartWish, text: string, format: ParameterFormat): Problem | null {
  const wrong = checkText(text, { name: 'header', maximum: 60, variablesMax: 1, subcode: subcodes.header, format })
  if (wrong !== null) return wrong
  const isFormatted = /[\n*_~`]|\p{Extended_Pictographic}/u.test(text.replace(/\{\{[^{}]*\}\}/g, ''))
  if (isFormatted) return invalid('header: no line breaks, formatting or pictures', subcodes.header)
  return checkSamples(header, { kind: 'header', names: variablesIn(text), format })
}

function checkHandle(world: World, header: PartWish, format: string): Problem | null {
  const handle = header.example?.header_handle?.[0]
  if (handle === undefined) return invalid('header: example.header_handle is required for a header with a file', subcodes.header)
  const file = world.media.fileOfHandle(handle)
  if (file === null) return invalid('header: example.header_handle is not the handle of a finished upload')
  return sampleTypes[format]?.test(file.mimeType) === true ? null : invalid(`header: the sample of ${format} is a ${file.mimeType}`)
}

/** Checks a body; offers and cards allow less. @source reference part 5, components */
export function checkBody(body: PartWish, options: { readonly maximum: number; readonly format: ParameterFormat; readonly name?: string }) {
  const place = {
    name: options.name ?? 'body',
    maximum: options.maximum,
    variablesMax: 100,
    subcode: subcodes.body,
    format: options.format,
  }
  const wrong = checkText(body.text ?? '', place)
  if (wrong !== null) return wrong
  return checkSamples(body, { kind: 'body', names: variablesIn(body.text ?? ''), format: options.format })
}

/** Checks a footer. @source reference part 5, components */
export function checkFooter(footer: PartWish): Problem | null {
  return checkText(footer.text ?? '', { name: 'footer', maximum: 60, variablesMax: 0, subcode: subcodes.footer, format: 'POSITIONAL' })
}

type Samples = { readonly kind: 'header' | 'body'; readonly names: readonly string[]; readonly format: ParameterFormat }

function checkSamples(part: PartWish, samples: Samples): Problem | null {
  if (samples.names.length === 0) return null
  return samples.format === 'NAMED' ? checkNamedSamples(part, samples) : checkListedSamples(part, samples)
}

function checkNamedSamples(part: PartWish, { kind, names }: Samples): Problem | null {
  const given = part.example?.[`${kind}_text_named_params`] ?? []
  const missing = names.find((name) => !given.some((one) => one.param_name === name && one.example !== ''))
  return missing === undefined ? null : invalid(`${kind}: a sample for {{${missing}}} is required`, subcodes[kind])
}

function checkListedSamples(part: PartWish, { kind, names }: Samples): Problem | null {
  const texts = part.example?.[`${kind}_text`] ?? []
  const first = Array.isArray(texts[0]) ? texts[0] : texts
  const isComplete = first.length === names.length && first.every((sample) => sample !== '')
  return isComplete ? null : invalid(`${kind}: ${names.length} samples are required, ${first.length} given`, subcodes[kind])
}
