import { createHash, webcrypto } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { calls, type CallInput, type CallName, type CallOutput } from '#contract/ipc/index.ts'
import type { Result } from '#contract/kernel/result.ts'
import { broadcastRoom, couponContent, NOON } from '../../test/support/broadcast-room.ts'
import { createAnnouncer, secureRandom } from '../kernel/index.ts'
import { sql, type WriteHandle } from '../store/index.ts'
import type { Written } from './face.ts'
import { drawOrder, listHashOf } from './hash.ts'
import { createRaffle, type RaffleRoom } from './index.ts'
import { openPage } from '../../test/support/proof-page.ts'
import { canonicalText } from './rules.ts'

const DAY_MS = 86_400_000
const SEED_AT = NOON + 7 * DAY_MS

let kit: Awaited<ReturnType<typeof broadcastRoom>>
let room: RaffleRoom
let hear: ((db: WriteHandle, written: Written) => void)[]
beforeEach(async () => {
  kit = await broadcastRoom()
  hear = []
  room = createRaffle({
    vault: kit.vault,
    clock: kit.clock,
    random: secureRandom,
    announcer: createAnnouncer(),
    customer: kit.customer,
    inbox: { onInbound: (listener) => hear.push(listener) },
    drafts: kit.room.handlers,
  })
})
afterEach(() => kit.remove())

async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>>> {
  const handler = room.handlers[name] as unknown as (parsed: unknown, context: unknown) => Promise<Result<CallOutput<N>>>
  const result = await handler(calls[name].input.parse(input), { role: 'owner', person: 'owner', signal: new AbortController().signal })
  if (result.ok) calls[name].output.parse(result.value)
  return result
}
async function must<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const result = await call(name, input)
  if (!result.ok) throw new Error(`${name} answered ${JSON.stringify(result.error)}`)
  return result.value
}

type Saved = CallInput<'raffle.save'>
const draft = (more: Partial<Saved> = {}): Saved => ({
  name: 'Autumn <raffle>',
  prize: 'A "teapot" & more',
  winners: 2,
  entry: { kind: 'keyword', word: 'tea' },
  opensAt: null,
  closesAt: null,
  seedSource: 'Lottery of 1 December',
  seedAt: SEED_AT,
  isConfirmedFree: true,
  ...more,
})
const writes = (customerSeq: number, text = 'Tea!', at = kit.clock.now()) =>
  kit.store.write((db) => hear.forEach((listener) => listener(db, { customerSeq, content: { kind: 'text', text }, at })))

/** An open raffle with so many people in. */
async function opened(people: number, more: Partial<Saved> = {}) {
  const { raffleId } = await must('raffle.save', draft(more))
  await must('raffle.open', { raffleId })
  const entrants = Array.from({ length: people }, () => kit.add())
  for (const { seq } of entrants) writes(seq)
  return { raffleId, entrants }
}
async function frozen(people: number, more: Partial<Saved> = {}) {
  const made = await opened(people, more)
  return { ...made, raffle: await must('raffle.freeze', { raffleId: made.raffleId }) }
}
async function drawn(people: number, more: Partial<Saved> = {}) {
  const made = await frozen(people, more)
  kit.clock.set(SEED_AT)
  return { ...made, raffle: await must('raffle.draw', { raffleId: made.raffleId, seed: '12 34 56' }) }
}

describe('entry', () => {
  it('is refused until free entry is confirmed', async () => {
    const { raffleId } = await must('raffle.save', draft({ isConfirmedFree: false }))
    expect(await call('raffle.open', { raffleId })).toMatchObject({ error: { code: 'raffle-not-free' } })
    await must('raffle.save', { ...draft(), raffleId })
    expect(await must('raffle.open', { raffleId })).toMatchObject({ state: 'open', entries: 0 })
    expect(await call('raffle.save', { ...draft(), raffleId })).toMatchObject({
      error: { code: 'raffle-state-refused', params: { state: 'open' } },
    })
  })

  it('lets each person in once by the word, and nobody by other words, too early, too late or when blocked', async () => {
    const { raffleId } = await opened(0, { opensAt: NOON, closesAt: NOON + DAY_MS })
    const [one, other, early, late] = [kit.add(), kit.add(), kit.add(), kit.add()]
    const blocked = kit.add({ blocked: true })
    writes(one.seq)
    writes(one.seq, 'TEA')
    writes(other.seq, 'tea please')
    writes(early.seq, 'tea', NOON - 1)
    writes(late.seq, 'tea', NOON + DAY_MS)
    writes(blocked.seq)
    const { entries } = await must('raffle.entries', { raffleId })
    expect(entries.map(({ customerId, entryCode }) => [customerId, entryCode])).toEqual([[one.customerId, '']])
  })

  it('by a rule takes whom it holds for when the list is frozen', async () => {
    const rule = { any: [{ all: [{ not: false, fact: 'tag' as const, match: 'any' as const, tags: ['vip'] }] }] }
    const { raffleId } = await opened(0, { entry: { kind: 'group', rule, sentence: 'tag is vip' } })
    const vip = kit.add({ tags: ['vip'] })
    kit.add()
    kit.add({ tags: ['vip'], blocked: true })
    const raffle = await must('raffle.freeze', { raffleId })
    expect(raffle.entries).toBe(1)
    expect((await must('raffle.entries', { raffleId })).entries.map(({ customerId }) => customerId)).toEqual([vip.customerId])
  })

  it('G-08: takes nobody in whose data must not be used, by word or rule, and leaves out who wished it since', async () => {
    const restrict = (seq: number): unknown =>
      kit.store.write((db) => db.run(sql`update customer set restricted_at = 1 where seq = ${seq}`))
    const byWord = await opened(1)
    const [before, during] = [kit.add(), byWord.entrants[0]!]
    restrict(before.seq)
    writes(before.seq)
    expect((await must('raffle.entries', { raffleId: byWord.raffleId })).entries).toHaveLength(1)
    restrict(during.seq)
    expect(await call('raffle.freeze', { raffleId: byWord.raffleId })).toMatchObject({ error: { code: 'raffle-nobody' } })
    const rule = { any: [{ all: [{ not: false, fact: 'tag' as const, match: 'any' as const, tags: ['vip'] }] }] }
    const byRule = await opened(0, { entry: { kind: 'group', rule, sentence: 'tag is vip' } })
    restrict(kit.add({ tags: ['vip'] }).seq)
    kit.add({ tags: ['vip'] })
    expect(await must('raffle.freeze', { raffleId: byRule.raffleId })).toMatchObject({ entries: 1 })
  })

  it('ends in one list for two records that turn out to be one person', async () => {
    const { raffleId, entrants } = await opened(2)
    const [from, to] = entrants
    kit.store.write((db) => {
      db.run(sql`update customer set name = '' where seq = ${from!.seq}`)
    })
    const { joinEntries } = await import('./entries.ts')
    kit.store.write((db) => joinEntries(db, { from: from!.seq, to: to!.seq }))
    expect((await must('raffle.list', {})).raffles).toMatchObject([{ raffleId, entries: 1 }])
  })
})

describe('freezing', () => {
  it('gives everybody a code, answers the hash of rules and codes, and lets nobody in or out any more', async () => {
    const { raffleId, raffle, entrants } = await frozen(5)
    const { entries } = await must('raffle.entries', { raffleId, limit: 500 })
    const codes = entries.map(({ entryCode }) => entryCode)
    expect(new Set(codes).size).toBe(5)
    expect(codes.every((code) => /^[34679ACDEFHJKMNPQRTVWXY]{8}$/u.test(code))).toBe(true)
    expect(raffle.listHash).toBe(listHashOf(canonicalText({ ...draft(), entryCodes: codes })))
    writes(kit.add().seq)
    kit.store.write((db) => db.run(sql`update customer set blocked = 1 where seq = ${entrants[0]!.seq}`))
    expect((await must('raffle.list', {})).raffles[0]).toMatchObject({ entries: 5, state: 'frozen', listHash: raffle.listHash })
    expect(await call('raffle.freeze', { raffleId })).toMatchObject({ error: { code: 'raffle-state-refused' } })
  })

  it('leaves out people who were blocked meanwhile, and is refused with nobody or once the seed may be known', async () => {
    const { raffleId, entrants } = await opened(1)
    kit.store.write((db) => db.run(sql`update customer set blocked = 1 where seq = ${entrants[0]!.seq}`))
    expect(await call('raffle.freeze', { raffleId })).toMatchObject({ error: { code: 'raffle-nobody' } })
    writes(kit.add().seq)
    kit.clock.set(SEED_AT)
    expect(await call('raffle.freeze', { raffleId })).toMatchObject({ error: { code: 'raffle-seed-known' } })
  })
})

describe('the draw', () => {
  it('waits for the seed, happens once, and its winners are the first of the order that anybody can work out', async () => {
    const { raffleId, raffle: list } = await frozen(6)
    expect(await call('raffle.draw', { raffleId, seed: '12' })).toMatchObject({
      error: { code: 'raffle-seed-early', params: { seedAt: SEED_AT } },
    })
    kit.clock.set(SEED_AT)
    const raffle = await must('raffle.draw', { raffleId, seed: '12 34 56' })
    const codes = (await must('raffle.entries', { raffleId })).entries.map(({ entryCode }) => entryCode)
    expect(raffle.drawn.map(({ place, entryCode }) => [place, entryCode])).toEqual(
      drawOrder(list.listHash ?? '', '12 34 56', codes)
        .slice(0, 2)
        .map((code, index) => [index + 1, code]),
    )
    expect(raffle).toMatchObject({ state: 'drawn', seed: '12 34 56', drawn: [{ passedOver: null }, { passedOver: null }] })
    expect(await call('raffle.draw', { raffleId, seed: '99' })).toMatchObject({ error: { code: 'raffle-state-refused' } })
  })

  it('lets the next follow whoever gives way, nobody twice, until nobody is left', async () => {
    const { raffleId } = await drawn(4)
    const pass = (place: number) => call('raffle.passOver', { raffleId, place, reason: 'moved away' })
    await pass(1)
    await pass(2)
    const third = await pass(1)
    const all = third.ok ? third.value.drawn : []
    expect(all.filter(({ passedOver }) => passedOver === null).map(({ place }) => place)).toEqual([2])
    expect(new Set(all.map(({ entryCode }) => entryCode)).size).toBe(4)
    expect(await pass(1)).toMatchObject({ error: { code: 'raffle-place-empty' } })
  })

  it('has fewer winners than prizes when fewer take part, and none twice', async () => {
    const { raffle } = await drawn(1, { winners: 5 })
    expect(raffle.drawn.map(({ place }) => place)).toEqual([1])
  })

  it('ends without one when it is cancelled; only drafts can be removed', async () => {
    const { raffleId } = await frozen(1)
    expect(await call('raffle.remove', { raffleId })).toMatchObject({ error: { code: 'raffle-state-refused' } })
    expect(await must('raffle.cancel', { raffleId })).toMatchObject({ state: 'cancelled', listHash: expect.any(String) })
    kit.clock.set(SEED_AT)
    expect(await call('raffle.draw', { raffleId, seed: '1' })).toMatchObject({ error: { code: 'raffle-state-refused' } })
    const other = await must('raffle.save', draft())
    expect(await must('raffle.remove', { raffleId: other.raffleId })).toEqual({})
    expect(await call('raffle.open', { raffleId: other.raffleId })).toMatchObject({ error: { code: 'raffle-missing' } })
  })
})

describe('telling the winners', () => {
  it('makes a draft to them alone, and after somebody gave way one to the follower', async () => {
    const { raffleId, raffle } = await drawn(4)
    const template = { name: 'tea_coupon', language: 'zh_TW' }
    const first = await must('raffle.tellWinners', { raffleId, template })
    const asked = async (broadcastId: CallOutput<'raffle.tellWinners'>['broadcastId']) => {
      const { content } = await kit.must('broadcast.get', { broadcastId })
      return content.audience.include.kind === 'customers' ? content.audience.include.customerIds.toSorted() : []
    }
    expect(await asked(first.broadcastId)).toEqual(raffle.drawn.flatMap(({ customerId }) => customerId ?? []).toSorted())
    const { audience } = (await kit.must('broadcast.get', first)).content
    await kit.must('broadcast.draft', {
      ...first,
      content: {
        ...couponContent,
        audience,
        coupon: { kind: 'one-each', prefix: 'WIN-', endsAt: null },
        variables: { ...couponContent.variables, ends: { from: { kind: 'text', text: 'soon' } } },
      },
    })
    await kit.must('broadcast.approve', first)
    expect(await call('raffle.tellWinners', { raffleId, template })).toMatchObject({ error: { code: 'raffle-nobody' } })
    const after = await must('raffle.passOver', { raffleId, place: 1, reason: 'asked not to be' })
    const follower = after.drawn.find(({ place, passedOver }) => place === 1 && passedOver === null)
    expect(await asked((await must('raffle.tellWinners', { raffleId, template })).broadcastId)).toEqual([follower?.customerId])
  })

  it('tells nobody twice, however often somebody gives way and whoever was told by which broadcast', async () => {
    const { raffleId, raffle } = await drawn(5)
    const template = { name: 'tea_coupon', language: 'zh_TW' }
    const tell = async () => {
      const { broadcastId } = await must('raffle.tellWinners', { raffleId, template })
      expect(await must('raffle.tellWinners', { raffleId, template })).toEqual({ broadcastId })
      const { content } = await kit.must('broadcast.get', { broadcastId })
      const values = { ...couponContent.variables, ends: { from: { kind: 'text' as const, text: 'soon' } } }
      const coupon = { kind: 'one-each' as const, prefix: 'WIN-', endsAt: null }
      await kit.must('broadcast.draft', {
        broadcastId,
        content: { ...couponContent, audience: content.audience, coupon, variables: values },
      })
      await kit.must('broadcast.approve', { broadcastId })
      return content.audience.include.kind === 'customers' ? content.audience.include.customerIds : []
    }
    const told: string[] = [...(await tell())]
    expect(told).toHaveLength(raffle.drawn.length)
    for (let rounds = 0; rounds < 2; rounds += 1) {
      await must('raffle.passOver', { raffleId, place: 1, reason: 'asked not to be' })
      told.push(...(await tell()))
    }
    expect(new Set(told).size).toBe(told.length)
    expect(told).toHaveLength(raffle.drawn.length + 2)
  })
})

describe('personal data', () => {
  it('says which raffles somebody is in; erasing empties open lists and leaves codes of frozen ones', async () => {
    const { raffleId, entrants } = await frozen(2)
    const open = await opened(0, { name: 'Second' })
    const person = entrants[0]!
    writes(person.seq)
    const [source] = room.personalData
    expect(source?.collect(kit.store.read, person.customerId).items).toMatchObject([
      { raffle: 'Autumn <raffle>', entryCode: expect.any(String) },
      { raffle: 'Second', entryCode: null },
    ])
    const codes = async () => (await must('raffle.entries', { raffleId })).entries.map(({ entryCode }) => entryCode)
    const before = await codes()
    expect(kit.store.write((db) => source?.erase(db, person.customerId))).toBe(2)
    expect([source?.count(kit.store.read, person.customerId), await codes()]).toEqual([0, before])
    expect((await must('raffle.entries', { raffleId: open.raffleId })).entries).toEqual([])
  })
})

describe('the page that anybody can check', () => {
  const write = async (raffleId: CallOutput<'raffle.save'>['raffleId'], locale = 'en') => {
    const target = join(kit.vault.folder, 'proof.html')
    const written = await must('raffle.writeProof', { raffleId, target, locale })
    const html = readFileSync(target, 'utf8')
    expect(written).toEqual({
      fileName: 'proof.html',
      sizeBytes: Buffer.byteLength(html),
      sha256: createHash('sha256').update(html).digest('hex'),
    })
    return html
  }

  it.each([
    ['with a crypto of the browser', webcrypto, 'Worked out in two ways that agree'],
    ['from disk without one', undefined, 'offers no second way'],
  ])('recomputes list and draw %s', async (_, crypto, way) => {
    const { raffleId, raffle } = await drawn(30, { winners: 5 })
    await must('raffle.passOver', { raffleId, place: 4, reason: 'secret reason' })
    await must('raffle.passOver', { raffleId, place: 2, reason: 'secret reason' })
    await must('raffle.passOver', { raffleId, place: 4, reason: 'secret reason' })
    const page = await openPage(await write(raffleId), crypto)
    expect(page.results()).toEqual([
      '✓ The list fits its check code.',
      expect.stringMatching(/^✓ The draw is right/u),
      expect.stringContaining(way),
    ])
    await page.recompute({ published: ` ${raffle.listHash?.toUpperCase()} `, own: raffle.drawn[0]!.entryCode.toLowerCase() })
    expect(page.results()).toContainEqual(expect.stringMatching(/^✓ The published check code is the same/u))
    expect(page.results()).toContainEqual(expect.stringContaining('it came on turn 1 of 30'))
    await page.recompute({ published: 'ab'.repeat(32), seed: '12 34 57', own: 'NOBODY' })
    expect(page.results().filter((line) => line.startsWith('✗'))).toHaveLength(3)
    page.choose('zh-TW')
    expect(page.results()[0]).toBe('✓ 名單與驗證碼相符。')
  })

  it('shows when somebody changed the list, the hash or the winners in it', async () => {
    const { raffleId, raffle } = await drawn(10)
    const html = await write(raffleId)
    const bad = async (changed: string) => (await openPage(changed, webcrypto)).results().filter((line) => line.startsWith('✗'))
    const [winner, loser] = [
      raffle.drawn[0]!.entryCode,
      (await must('raffle.entries', { raffleId })).entries.map(({ entryCode }) => entryCode),
    ]
    const other = loser.find((code) => !raffle.drawn.some(({ entryCode }) => entryCode === code)) ?? ''
    expect(await bad(html)).toEqual([])
    expect(await bad(html.replace(`{"place":1,"code":"${winner}"}`, `{"place":1,"code":"${other}"}`))).toHaveLength(1)
    expect((await bad(html.replaceAll(other, 'AAAAAAAA'))).length).toBeGreaterThan(0)
    expect((await bad(html.replaceAll(raffle.listHash ?? '', 'ab'.repeat(32)))).length).toBeGreaterThan(0)
  })

  it('holds neither names nor numbers nor reasons, reaches no network, and nothing typed becomes markup', async () => {
    const { raffleId, entrants } = await drawn(3, { name: '</script><script>alert(1)</script>' })
    await must('raffle.passOver', { raffleId, place: 1, reason: 'secret reason' })
    for (const locale of ['en', 'zh-TW', 'zh-CN', 'xx']) {
      const html = await write(raffleId, locale)
      for (const { phone, customerId } of entrants) expect([html.includes(phone ?? ''), html.includes(customerId)]).toEqual([false, false])
      expect(html).not.toMatch(/Person \d|secret reason|alert\(1\)<|<\/script><script>alert/u)
      expect(html).not.toMatch(/(src|href)=|https?:\/\/|@import|url\(/u)
      expect(html.match(/<script/gu)).toHaveLength(2)
      const script = /<script>([\s\S]*)<\/script>/u.exec(html)?.[1] ?? ''
      expect(html).toContain(`script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`)
    }
  })

  it('before the draw holds the list and its hash alone; before freezing there is none', async () => {
    const { raffleId } = await opened(2)
    expect(await call('raffle.writeProof', { raffleId, target: join(kit.vault.folder, 'p.html') })).toMatchObject({
      error: { code: 'raffle-state-refused' },
    })
    await must('raffle.freeze', { raffleId })
    const page = await openPage(await write(raffleId), webcrypto)
    expect(page.results()).toEqual(['✓ The list fits its check code.', expect.stringContaining('two ways')])
  })

  it('has a SHA-256 of its own that agrees with Node’s on every text', async () => {
    const { raffleId } = await frozen(1)
    const page = await openPage(await write(raffleId), undefined)
    const node = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')
    for (let length = 0; length < 260; length += 1) expect(page.sha256('ä'.repeat(length))).toBe(node('ä'.repeat(length)))
    fc.assert(fc.property(fc.string({ maxLength: 600, unit: 'grapheme' }), (text) => page.sha256(text) === node(text)))
  })
})
