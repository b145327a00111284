import { SEND_LIMITS } from '#contract/cloud-api/limits.ts'
import { isProductCarousel, type Template } from '../../template/index.ts'
import { COUPON_MAX_CHARACTERS } from '../../coupon/index.ts'
import type { BroadcastDeps } from '../deps.ts'
import type { Message } from '../message/compile.ts'
import type { Version } from '../message/version.ts'
import type { Plan } from '../plan.ts'
import { hourIn, startOf } from '../span.ts'
import { fileFacts, offerFacts } from './part-facts.ts'
import type { IssueFacts } from './rules.ts'

type MessageFacts = Pick<
  IssueFacts,
  | 'templates'
  | 'unsetKeys'
  | 'coupon'
  | 'copyButton'
  | 'products'
  | 'missingFiles'
  | 'expiredFiles'
  | 'offerEnd'
  | 'goes'
  | 'link'
  | 'quiet'
>

/** What about message, people and connection may stand in the way. */
export function messageFacts(deps: BroadcastDeps, message: Message, plan: Plan): MessageFacts {
  const { content } = message
  const { timeZone } = deps.vault.shop
  const versions = versionsInUse(message, plan)
  // What holds now may be over when it begins.
  const begins = startOf(content, plan.at)
  const files = versions.map((version) => fileFacts(message, version, begins))
  const ends = versions.map((version) => offerFacts(message, version, begins))
  return {
    templates: versions.map((version) => ({ name: content.template.name, language: version.language, state: stateOf(version) })),
    unsetKeys: each(versions.flatMap(({ keys }) => keys)).filter((key) => content.variables[key] === undefined),
    ...couponFacts(message, versions, plan),
    products: productFacts(message, versions),
    missingFiles: each(files.flatMap(({ missingFiles }) => missingFiles)),
    expiredFiles: each(files.flatMap(({ expiredFiles }) => expiredFiles)),
    offerEnd: ends.find((end) => end !== 'fine') ?? 'fine',
    goes: plan.goes.length,
    link: deps.link(),
    quiet: content.quietHours === null ? null : { ...content.quietHours, hourNow: hourIn(timeZone, begins) },
  }
}

const each = <T>(list: readonly T[]): T[] => [...new Set(list)]

/**
 * The versions that matter: those that somebody gets, and the one that the broadcast names while it can't go or nobody
 * gets anything.
 */
export function versionsInUse({ main }: Message, { goes }: Plan): Version[] {
  const used = each(goes.flatMap(({ version }) => version ?? []))
  return used.length === 0 || (main.template?.sendable !== true && !used.includes(main)) ? [main, ...used] : used
}

function stateOf({ template }: Version): 'fine' | 'missing' | 'not-sendable' {
  if (template === null) return 'missing'
  return template.sendable ? 'fine' : 'not-sendable'
}

/** Where the variables in use take their values from. */
const sourcesOf = ({ content }: Message, versions: readonly Version[]) =>
  each(versions.flatMap(({ keys }) => keys)).flatMap((key) => content.variables[key]?.from ?? [])

const templatesOf = (versions: readonly Version[]): Template[] => versions.flatMap(({ template }) => template ?? [])

function couponFacts(message: Message, versions: readonly Version[], plan: Plan): Pick<IssueFacts, 'coupon' | 'copyButton'> {
  const { coupon } = message
  const sources = sourcesOf(message, versions)
  const hasButton = templatesOf(versions).some(({ buttons }) => buttons.some(({ type }) => type === 'COPY_CODE'))
  const endsAt = coupon?.endsAt ?? null
  return {
    coupon: {
      isNeeded: hasButton || sources.some((from) => from.kind === 'coupon'),
      isPlanned: message.content.coupon !== null,
      longest: coupon?.longest(plan.goes.length) ?? 0,
      maximum: COUPON_MAX_CHARACTERS,
      isEnded: endsAt !== null && endsAt <= startOf(message.content, plan.at),
      few: fewCodes(message, plan.goes.length),
    },
    copyButton: { isThere: hasButton, codeInText: sources.some((from) => from.kind === 'coupon' && from.part === 'code') },
  }
}

/** A pool that has fewer codes than people who need one. */
function fewCodes({ coupon }: Message, people: number): IssueFacts['coupon']['few'] {
  const left = coupon?.left ?? null
  const needed = coupon?.kind === 'one-each' ? people : 1
  return left !== null && left < needed ? { needed, left } : null
}

function productFacts(message: Message, versions: readonly Version[]): IssueFacts['products'] {
  const { products, missingProducts, catalogId } = message
  const templates = templatesOf(versions)
  const inTemplate = templates.some(
    ({ header, buttons }) => header?.format === 'PRODUCT' || buttons.some(({ type }) => type === 'MPM' || type === 'SPM'),
  )
  const inText = sourcesOf(message, versions).some((from) => from.kind === 'product')
  const least = templates.some(isProductCarousel) ? SEND_LIMITS.minCards : Number(inTemplate || inText)
  return { least, count: products.length, missing: missingProducts, hasCatalog: catalogId !== null }
}
