import type { HeaderParameter, TemplateComponent } from '#contract/cloud-api/request-template.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { textParameters, valueOf, type BodyOptions, type BuildFacts } from './body-options.ts'
import { HEADER_KEY, PLACE_KEYS } from './values.ts'

type Product = Extract<HeaderParameter, { type: 'product' }>
type Media = Extract<HeaderParameter, { type: 'image' | 'video' | 'document' }>

type Format = NonNullable<BuildFacts['template']['header']>['format']

/** The header component of a template; none where the header is fixed text. @source reference part 2.3, row header */
export function buildHeader(facts: BuildFacts): Result<TemplateComponent[]> {
  const { header } = facts.template
  return header === null ? ok([]) : builders[header.format](facts)
}

const builders: Readonly<Record<Format, (facts: BuildFacts) => Result<TemplateComponent[]>>> = {
  TEXT(facts) {
    const [parameter] = textParameters(facts, (variable) => variable.where === 'header')
    return ok(parameter === undefined ? [] : [{ type: 'header', parameters: [parameter] }])
  },
  PRODUCT: ({ options }) => asHeader(productParameter(options, 0)),
  LOCATION: (facts) => ok([{ type: 'header', parameters: [placeParameter(facts)] }]),
  IMAGE: (facts) => asHeader(mediaParameter('IMAGE', mediaOf(facts), HEADER_KEY)),
  VIDEO: (facts) => asHeader(mediaParameter('VIDEO', mediaOf(facts), HEADER_KEY)),
  DOCUMENT: (facts) => asHeader(mediaParameter('DOCUMENT', mediaOf(facts), HEADER_KEY)),
  // Never passes `sendable`: only the marketing endpoint takes moving pictures.
  GIF: ({ template }) => fail('template-missing', { name: template.name, language: template.language }),
}

const mediaOf = ({ template, values, options }: BuildFacts): string | null =>
  values[HEADER_KEY] ?? options.headerUrl ?? template.header?.sampleUrl ?? null

const asHeader = (made: Result<Product | Media>): Result<TemplateComponent[]> =>
  made.ok ? ok([{ type: 'header', parameters: [made.value] }]) : made

function placeParameter({ values }: BuildFacts): HeaderParameter {
  const text = (key: string) => valueOf(values, key)
  return {
    type: 'location',
    location: {
      latitude: text(PLACE_KEYS.latitude),
      longitude: text(PLACE_KEYS.longitude),
      name: text(PLACE_KEYS.name),
      address: text(PLACE_KEYS.address),
    },
  }
}

/** The product at that place of the shop's choice. @returns product-missing without product or catalog */
export function productParameter({ products, catalogId }: BodyOptions, at: number): Result<Product> {
  const product = products?.[at]
  if (product === undefined || !catalogId) return fail('product-missing')
  return ok({ type: 'product', product: { product_retailer_id: product, catalog_id: catalogId } })
}

/**
 * Picture, film or file by its public address or by the id of an upload.
 * @returns variable-missing (params: variable) where neither was given
 */
export function mediaParameter<F extends 'IMAGE' | 'VIDEO' | 'DOCUMENT'>(
  format: F,
  given: string | null | undefined,
  key: string,
): Result<Extract<Media, { type: Lowercase<F> }>>
export function mediaParameter(format: 'IMAGE' | 'VIDEO' | 'DOCUMENT', given: string | null | undefined, key: string): Result<Media> {
  if (given === null || given === undefined || given.trim() === '') return fail('variable-missing', { variable: key })
  const source = /^https?:\/\//.test(given) ? { link: given } : { id: given }
  if (format === 'IMAGE') return ok({ type: 'image', image: source })
  if (format === 'VIDEO') return ok({ type: 'video', video: source })
  return ok({ type: 'document', document: { ...source, ...fileNameOf(given) } })
}

function fileNameOf(link: string): { filename: string } | Record<never, never> {
  const last = link.split(/[?#]/)[0]?.split('/').at(-1) ?? ''
  return /^[\w.-]+\.\w{2,5}$/.test(last) ? { filename: last } : {}
}
