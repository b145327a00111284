import { createHash } from 'node:crypto'
import { assert } from '#contract/kernel/assert.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { breathe, newId, type Clock, type Random } from '../../kernel/index.ts'
import type { NewSend } from '../../ledger/index.ts'
import type { Template } from '../../template/index.ts'
import type { Message } from '../message/compile.ts'
import type { Version } from '../message/version.ts'
import type { Going } from '../going.ts'

/** Messages frozen for good: in order, with the hash over all of them. */
export type Frozen = {
  readonly sends: readonly NewSend[]
  readonly sealHash: string
  /** The template in every language in which somebody gets it, the broadcast's own first. */
  readonly templates: readonly Template[]
}

/** Whether there is a first one. */
export const isAtLeastOne = <T>(list: readonly T[]): list is readonly [T, ...T[]] => list.length > 0

type Parts = {
  readonly message: Message
  readonly goes: readonly Going[]
  /** One code a person in the same order; empty where everybody gets the same one or none. */
  readonly codes: readonly string[]
  readonly clock: Clock
  readonly random: Random
}

const CHUNK = 500

/**
 * Renders every message once, byte for byte as it will leave. The seal hash is SHA-256 over the bodies in order, each
 * followed by a line break, so that the same people, texts and codes always give the same hash.
 */
export async function freezeMessages({ message, goes, codes, clock, random }: Parts): Promise<Result<Frozen>> {
  const { content, coupon } = message
  const hash = createHash('sha256')
  const sends: NewSend[] = []
  const commonCode = coupon?.common ?? ''
  for (const [place, going] of goes.entries()) {
    const code = codes[place] ?? commonCode
    const built = bodyOf(going, code)
    if (built === null) return fail('template-missing', content.template)
    if (!built.ok) return built
    const body = JSON.stringify(built.value)
    hash.update(`${body}\n`)
    sends.push({ sendId: newId('snd', random, clock.now()), body, ...addressOf(going), ...chargeOf(going) })
    if (place % CHUNK === CHUNK - 1) await breathe()
  }
  return ok({ sends, sealHash: hash.digest('hex'), templates: templatesOf(message, goes) })
}

function templatesOf({ versions }: Message, goes: readonly Going[]): Template[] {
  const used = new Set(goes.map(({ version }) => version))
  return versions.flatMap((version) => (used.has(version) ? (version.template ?? []) : []))
}

/** Null where somebody's message has no template, which never gets the verdict to go. */
function bodyOf({ person, version, isFree }: Going, code: string): ReturnType<Version['build']> | Result<object> | null {
  if (version === null || version.template === null) return null
  const resolved = version.resolve(person, code)
  if (!isFree) return version.build(person, resolved, code)
  const free = version.buildFree(person, resolved, code)
  // The message was tried with a code as long as the longest; longer ones may have been imported since.
  return free === null ? fail('coupon-taken', undefined, 'now') : ok(free)
}

function addressOf({ person }: Going): Pick<NewSend, 'rkey' | 'customerSeq' | 'toPhone' | 'toUserId'> {
  const rkey = person.samePersonKey ?? person.phone ?? person.userId
  assert(rkey !== null, 'nobody without number and user id gets the verdict to go')
  return { rkey, customerSeq: person.seq, toPhone: person.phone, toUserId: person.phone === null ? person.userId : null }
}

function chargeOf({ market, priceMicros, version, isFree }: Going): Pick<NewSend, 'template' | 'market' | 'priceMicros'> {
  const template = version?.template ?? null
  if (isFree || template === null) return { template: null, market, priceMicros }
  const { name, language, category } = template
  return { template: { name, language, category }, market, priceMicros }
}
