import type { Product } from '../../catalog/index.ts'
import type { PlannedCoupon } from '../../coupon/index.ts'
import type { ReadHandle } from '../../store/index.ts'
import type { Template } from '../../template/index.ts'
import type { BroadcastDeps } from '../deps.ts'
import { createLanguageChoice, type Reader } from './languages.ts'
import type { Content } from './rules.ts'
import { compileVersion, type Shared, type Version } from './version.ts'

/** A broadcast's message in every language in which people may get it. */
export type Message = {
  readonly content: Content
  /** In the language that the broadcast names. */
  readonly main: Version
  /** All of them, the main one first. */
  readonly versions: readonly Version[]
  /** The version for a reader; the main one for nobody in particular, and for everybody unless people get their own language. */
  versionFor(reader: Reader | null): Version
  /** Whether the template exists in another language than the one that is asked for. */
  readonly isOtherLanguageThere: boolean
  readonly coupon: PlannedCoupon | null
  readonly products: readonly Product[]
  /** Codes of products that are not in the catalog as last read. */
  readonly missingProducts: readonly string[]
  readonly catalogId: string | null
  /** Keys of the values of all versions, each once. */
  readonly keys: readonly string[]
  /** The code that stands for all codes before they are drawn. */
  sampleCode(people: number): string
}

type Deps = Pick<BroadcastDeps, 'template' | 'catalog' | 'coupon' | 'vault' | 'marketingEndpoint'>

/** Looks up everything that a message is made of and gives the functions that fill it in. */
export function compileMessage(
  deps: Deps,
  db: ReadHandle,
  { content, broadcastId }: { readonly content: Content; readonly broadcastId: string },
): Message {
  const found = content.products.map((code) => ({ code, product: deps.catalog.find(db, code) }))
  const shared: Shared = {
    content,
    broadcastId,
    coupon: deps.coupon.planned(db, content.coupon),
    products: found.flatMap(({ product }) => (product === undefined ? [] : [product])),
    catalogId: deps.catalog.catalogId(db),
    timeZone: deps.vault.shop.timeZone,
    marketingEndpoint: () => deps.marketingEndpoint?.() === true,
  }
  const { name, language } = content.template
  const template = deps.template.find(db, name, language) ?? null
  const main = compileVersion(shared, { template, language })
  const others = template !== null && !content.byLanguage ? [] : otherLanguages(deps, db, content)
  const versions = content.byLanguage
    ? [main, ...others.map((other) => compileVersion(shared, { template: other, language: other.language }))]
    : [main]
  const { coupon } = shared
  return {
    content,
    main,
    versions,
    versionFor: content.byLanguage ? createVersionChoice(versions, language) : () => main,
    isOtherLanguageThere: others.length > 0,
    coupon,
    products: shared.products,
    missingProducts: found.flatMap(({ code, product }) => (product === undefined ? [code] : [])),
    catalogId: shared.catalogId,
    keys: [...new Set(versions.flatMap((version) => version.keys))],
    sampleCode: (people) => coupon?.sample(people) ?? '',
  }
}

const otherLanguages = ({ template }: Deps, db: ReadHandle, content: Content): Template[] =>
  template.all(db).filter((other) => other.name === content.template.name && other.language !== content.template.language)

function createVersionChoice(versions: readonly Version[], chosen: string): Message['versionFor'] {
  const [main] = versions
  const byLanguage = new Map(versions.map((version) => [version.language, version]))
  // A version that is not there can only be the one that the broadcast names.
  const choose = createLanguageChoice(
    versions.filter(({ template }) => template !== null).map(({ language }) => language),
    chosen,
  )
  return (reader) => (byLanguage.get(reader === null ? chosen : choose(reader)) ?? main) as Version
}
