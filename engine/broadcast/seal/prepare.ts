import { createHash } from 'node:crypto'
import { assert } from '#contract/kernel/assert.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { newId, type Clock, type Random } from '../../kernel/index.ts'
import type { NewSend } from '../../ledger/index.ts'
import type { Template } from '../../template/index.ts'
import { breathe } from '../coupon/draw.ts'
import type { Message } from '../message/compile.ts'
import type { Going } from '../plan.ts'

/** Messages frozen for good: in order, with the hash over all of them. */
export type Frozen = { readonly sends: readonly NewSend[]; readonly sealHash: string }

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
  const { template, content, coupon } = message
  if (template === null) return fail('template-missing', content.template)
  const hash = createHash('sha256')
  const sends: NewSend[] = []
  const commonCode = coupon?.common ?? ''
  for (const [place, going] of goes.entries()) {
    const code = codes[place] ?? commonCode
    const built = message.build(going.person, message.resolve(going.person, code), code)
    if (!built.ok) return built
    const body = JSON.stringify(built.value)
    hash.update(`${body}\n`)
    sends.push({ sendId: newId('snd', random, clock.now()), body, ...addressOf(going), ...chargeOf(going, template) })
    if (place % CHUNK === CHUNK - 1) await breathe()
  }
  return ok({ sends, sealHash: hash.digest('hex') })
}

function addressOf({ person }: Going): Pick<NewSend, 'rkey' | 'customerSeq' | 'toPhone' | 'toUserId'> {
  const rkey = person.samePersonKey ?? person.phone ?? person.userId
  assert(rkey !== null, 'nobody without number and user id gets the verdict to go')
  return { rkey, customerSeq: person.seq, toPhone: person.phone, toUserId: person.phone === null ? person.userId : null }
}

const chargeOf = (
  { market, priceMicros }: Going,
  { name, language, category }: Template,
): Pick<NewSend, 'template' | 'market' | 'priceMicros'> => ({
  template: { name, language, category },
  market,
  priceMicros,
})
