import { beforeEach, describe, expect, it } from 'vitest'
import type { CallInput, CallName, CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { calls } from '#contract/ipc/index.ts'
import type { Result } from '#contract/kernel/result.ts'
import { bubbles, inboundOf, quietShop, receive, textOf, valueOf } from '../../test/support/chat-shop.ts'
import { createAnnouncer, secureRandom, silentLogger } from '../kernel/index.ts'
import { sql } from '../store/index.ts'
import { createConsent } from './index.ts'
import { isAgreeing, lastWord } from './rules.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
type Here = Awaited<ReturnType<typeof quietShop>>
let shop: Here
let consent: ReturnType<typeof createConsent>
beforeEach(async () => {
  shop = await quietShop()
  const { vault, clock, customer, inbox, template } = shop
  const base = { vault, clock, random: secureRandom, logger: silentLogger, announcer: createAnnouncer() }
  consent = createConsent({ ...base, customer, inbox, template, status: () => null })
})

const call = async <N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>>> => {
  const handler = consent.handlers[name]
  if (handler === undefined) throw new Error(`nobody answers ${name}`)
  const answer = await handler(calls[name].input.parse(input) as ParsedInput<N>, {
    role: 'owner',
    person: 'Jun',
    signal: new AbortController().signal,
  })
  if (answer.ok) calls[name].output.parse(answer.value)
  return answer
}
const card = async (customerId: string) => valueOf(await shop.call('customer.get', { customerId }))
const writes = (wamid: string, text: string, more: object = {}) =>
  receive(shop, inboundOf({ wamid, at: shop.clock.now(), ...textOf(text), ...more }))
const taps = (wamid: string, payload: string, phone = '+886912345678') =>
  receive(
    shop,
    inboundOf({
      wamid,
      at: shop.clock.now(),
      phone,
      message: {
        id: wamid,
        timestamp: '1',
        type: 'interactive',
        interactive: { type: 'button_reply', button_reply: { id: payload, title: 'Yes, please' } },
      } as never,
    }),
  )
const place = async (more: object = {}) =>
  valueOf(await call('consent.savePlace', { name: '2nd till', keyword: 'TILL2', language: 'en', ...more }))

describe('a place where people say yes by themselves', () => {
  it('G-01: writes a dated consent with the own message as its proof, and thanks at once', async () => {
    const till = await place()
    expect(till.text).toMatch(/ TILL2$/)
    const at = shop.clock.now()
    const customerId = writes('wamid.1', till.text)
    const { consent: history, offers } = await card(customerId)
    expect(offers).toBe('yes')
    expect(history).toMatchObject([
      { at, decision: 'yes', source: 'till-qr', detail: '2nd till', wording: till.wording, recordedBy: 'customer' },
    ])
    const [asked, thanks] = await bubbles(shop, customerId)
    expect(history[0]?.messageId).toBe(asked?.messageId)
    expect(thanks).toMatchObject({ direction: 'out', content: { kind: 'text', text: till.thanks } })
    expect(valueOf(await call('consent.places', {})).places).toMatchObject([{ joined: 1, lastJoinedAt: at }])
    // The same message again is the same consent.
    writes('wamid.1', till.text)
    expect((await card(customerId)).consent).toHaveLength(1)
  })

  it('G-01: takes nothing for a yes that may mean something else, and no word of a place that is gone', async () => {
    const till = await place()
    for (const [n, text] of ["please don't send me anything TILL2", '不要再傳給我 TILL2', 'where is TILL2 ?now', 'no TILL2'].entries())
      expect((await card(writes(`wamid.n${n}`, text))).offers).toBe('unknown')
    expect(consent.isPlaceWord(shop.vault.store.read, 'till2')).toBe(true)
    valueOf(await call('consent.removePlace', { placeId: till.placeId }))
    expect((await card(writes('wamid.z', till.text))).offers).toBe('unknown')
  })

  it('has a word that no other place has and that neither begins nor ends offers', async () => {
    await place()
    expect(await call('consent.savePlace', { name: 'b', keyword: 'till2', language: 'en' })).toMatchObject({
      ok: false,
      error: { code: 'consent-keyword-taken' },
    })
    expect(await call('consent.savePlace', { name: 'b', keyword: 'STOP', language: 'en' })).toMatchObject({
      ok: false,
      error: { code: 'consent-keyword-taken' },
    })
    const starter = valueOf(await call('consent.starter', { language: 'zh-TW' }))
    const made = valueOf(await call('consent.savePlace', { name: 'c', language: 'zh-TW', ...starter }))
    expect([lastWord(made.text), made.keyword.toLowerCase()]).toEqual([made.keyword.toLowerCase(), made.keyword.toLowerCase()])
    expect(isAgreeing(made.text, made)).toBe(true)
  })

  it('lets somebody who was erased come back by their own message, and notes it', async () => {
    const till = await place()
    shop.vault.store.write((db) => shop.customer.suppress(db, '+886912345678', null))
    const customerId = writes('wamid.1', till.text)
    expect(shop.customer.isSuppressed(shop.vault.store.read, '+886912345678')).toBe(false)
    expect(shop.vault.store.read.all(sql`select kind, by_whom as "by" from customer_change`)).toEqual([
      { kind: 'unsuppressed', by: 'customer' },
    ])
    expect((await card(customerId)).offers).toBe('yes')
  })
})

const askable = (name: string, status = 'APPROVED', buttons = ['Yes', 'No']): void =>
  shop.vault.store.write((db) => {
    const components = [
      { type: 'BODY', text: 'May we send you offers?' },
      { type: 'BUTTONS', buttons: buttons.map((text) => ({ type: 'QUICK_REPLY', text })) },
    ]
    db.run(sql`
      insert into template (template_id, name, language, category, status, quality, parameter_format, components, synced_at)
      values (${name}, ${name}, 'en', 'UTILITY', ${status}, 'UNKNOWN', 'POSITIONAL', ${JSON.stringify(components)}, 1)`)
  })

describe('asking for consent', () => {
  it('goes by buttons in the open window, by the template outside, once in 90 days, and leaves out who answered', async () => {
    askable('may_we')
    const inWindow = writes('wamid.1', 'hello', { phone: '+886911000111' })
    const ids = [inWindow]
    for (const phone of ['+886922000222', '+886933000333', '+886944000444'])
      ids.push(valueOf(await shop.call('customer.save', { phone })).customerId)
    valueOf(await shop.call('customer.recordConsent', { customerId: ids[2] ?? '', decision: 'no', source: 'paper-form' }))
    valueOf(await shop.call('customer.restrict', { customerId: ids[3] ?? '', isRestricted: true, why: 'asked' }))
    const selection = { kind: 'people' as const, customerIds: ids }
    const leftOut = [
      { why: 'refused', people: 1 },
      { why: 'restricted', people: 1 },
    ]
    expect(valueOf(await call('consent.planAsk', { selection }))).toEqual({
      people: 1,
      byMessage: 1,
      byTemplate: 0,
      leftOut: expect.arrayContaining([...leftOut, { why: 'no-template', people: 1 }]),
    })
    const plan = valueOf(await call('consent.planAsk', { selection, templateName: 'may_we' }))
    expect(plan).toEqual({ people: 2, byMessage: 1, byTemplate: 1, leftOut: expect.arrayContaining(leftOut) })
    expect(await call('consent.ask', { selection, templateName: 'may_we', expectedPeople: 3 })).toMatchObject({
      ok: false,
      error: { code: 'consent-ask-changed' },
    })
    valueOf(await call('consent.ask', { selection, templateName: 'may_we', expectedPeople: 2 }))
    expect(valueOf(await call('consent.planAsk', { selection, templateName: 'may_we' })).people).toBe(0)
    const bodies = shop.vault.store.read.all<{ body: string; purpose: string }>(
      sql`select s.body, r.purpose from send s join run r on r.run_id = s.run_id order by s.seq`,
    )
    expect(bodies.map(({ purpose }) => purpose)).toEqual(['reply', 'reply'])
    expect(bodies.every(({ body }) => body.includes('sb.consent.yes') && body.includes('sb.consent.no'))).toBe(true)
    shop.clock.set(shop.clock.now() + 91 * DAY)
    expect(valueOf(await call('consent.planAsk', { selection, templateName: 'may_we' })).byTemplate).toBe(2)
  })

  it('G-02: takes a tap on the button as the answer, with its message as proof and the question as wording', async () => {
    const customerId = writes('wamid.1', 'hello')
    valueOf(await call('consent.askOne', { customerId }))
    taps('wamid.2', 'sb.consent.yes')
    const yes = await card(customerId)
    expect(yes.consent[0]).toMatchObject({ decision: 'yes', source: 'chat', recordedBy: 'customer' })
    expect(yes.consent[0]?.wording).toContain(shop.vault.shop.name)
    expect(yes.consent[0]?.messageId).toMatch(/^msg_/)
    await shop.clock.advance(1_000)
    taps('wamid.3', 'sb.consent.no')
    expect((await card(customerId)).offers).toBe('no')
    expect(await call('consent.askOne', { customerId })).toMatchObject({
      ok: true,
      value: { people: 0, leftOut: [{ why: 'refused', people: 1 }] },
    })
  })

  it('G-12: takes no template that can not be answered by two buttons or is not approved', async () => {
    askable('one_button', 'APPROVED', ['Yes'])
    askable('pending', 'PENDING')
    const customerId = writes('wamid.1', 'hello')
    const selection = { kind: 'people' as const, customerIds: [customerId] }
    for (const templateName of ['one_button', 'pending'])
      expect(await call('consent.planAsk', { selection, templateName })).toMatchObject({
        ok: false,
        error: { code: 'consent-template-refused' },
      })
    expect(await call('consent.planAsk', { selection, templateName: 'none' })).toMatchObject({
      ok: false,
      error: { code: 'template-missing' },
    })
  })
})
