import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { customerRoom, type CustomerRoom } from '../../test/support/customers.ts'
import { sql } from '../store/index.ts'

const nobody = { phone: null, userId: null, username: null, profileName: null }

describe('customers', () => {
  let room: CustomerRoom
  beforeEach(async () => {
    room = await customerRoom()
  })
  afterEach(() => room.close())

  const add = (phone: string, facts: { name?: string; tags?: string[]; note?: string } = {}) =>
    room.call('customer.save', { phone, ...facts })
  const found = async (search: string) => (await room.call('customer.list', { search })).customers.map((customer) => customer.name)
  const write = <T>(work: Parameters<typeof room.vault.store.write<T>>[0]) => room.vault.store.write(work)

  it('adds a customer by number in any spelling and refuses the same number in another', async () => {
    const card = await add('0912 345 678', { name: ' 陳美玲 ', tags: ['VIP', 'vip'] })
    expect(card).toMatchObject({
      phone: '+886912345678',
      name: '陳美玲',
      country: 'TW',
      tags: ['VIP'],
      offers: 'unknown',
      messageCount: 0,
      coupons: [],
    })
    expect(await room.failure('customer.save', { phone: '00886912345678' })).toMatchObject({
      code: 'customer-number-taken',
      params: { customerId: card.customerId },
    })
    expect(await room.failure('customer.save', { phone: '912345678' })).toMatchObject({
      code: 'customer-number-refused',
      params: { reason: 'number-lost-zero' },
    })
    expect(await room.failure('customer.save', { name: 'no number' })).toMatchObject({
      code: 'customer-number-refused',
      params: { reason: 'no-number' },
    })
  })

  it('changes only what is given', async () => {
    const { customerId } = await add('0912345678', { name: 'Mei', note: 'likes oolong' })
    await room.call('customer.save', { customerId, addressAs: '陳小姐', language: 'zh-TW' })
    expect(await room.call('customer.get', { customerId })).toMatchObject({
      name: 'Mei',
      note: 'likes oolong',
      addressAs: '陳小姐',
      language: 'zh-TW',
    })
    expect(await room.failure('customer.get', { customerId: 'cus_0000000000000000000000000x' })).toMatchObject({ code: 'customer-missing' })
  })

  it('refuses by hand a number that was erased', async () => {
    write((db) => room.customer.suppress(db, '+886912345678', null))
    expect(await room.failure('customer.save', { phone: '0912345678' })).toMatchObject({ code: 'customer-erased-before' })
    expect(room.vault.store.read.all(sql`select hash from suppression`).every((row) => !JSON.stringify(row).includes('912345678'))).toBe(
      true,
    )
    write((db) => room.customer.suppress(db, '+525512345678', 'MX.abc'))
    expect(room.customer.isSuppressed(room.vault.store.read, '+5215512345678')).toBe(true)
    expect(room.customer.isSuppressed(room.vault.store.read, null, 'MX.abc')).toBe(true)
    expect(room.customer.isSuppressed(room.vault.store.read, '+886933111222')).toBe(false)
  })

  it('finds by one Chinese character, part of a number, @name, tag, word beginning and either writing', async () => {
    await add('0912345678', { name: '陳美玲', tags: ['老客戶'] })
    await add('0933111222', { name: '陳志明', note: '靠窗座位' })
    await add('+525512345678', { name: 'José Álvarez' })
    write((db) => room.customer.recognise(db, { ...nobody, userId: 'BR.x1', username: 'ana.shop', profileName: 'Ana S.', at: 5 }))
    expect(await found('陳')).toEqual(['陳志明', '陳美玲'])
    expect(await found('美玲')).toEqual(['陳美玲'])
    expect(await found('玲美')).toEqual([])
    expect(await found('陈美')).toEqual(['陳美玲'])
    expect(await found('678')).toEqual(['José Álvarez', '陳美玲'])
    expect(await found('78')).toEqual(['José Álvarez', '陳美玲'])
    expect(await found('0912 345')).toEqual(['陳美玲'])
    expect(await found('+886 912-345-678')).toEqual(['陳美玲'])
    expect(await found('912345679')).toEqual([])
    expect(await found('@ana')).toEqual(['Ana S.'])
    expect(await found('@ana.sh')).toEqual(['Ana S.'])
    expect(await found('@nobody')).toEqual([])
    expect(await found('老客')).toEqual(['陳美玲'])
    expect(await found('靠窗')).toEqual(['陳志明'])
    expect(await found('jose alv')).toEqual(['José Álvarez'])
    expect(await found('ＪＯＳＥ')).toEqual(['José Álvarez'])
    expect(await found('陳 678')).toEqual(['陳美玲'])
    expect(await found('" OR *')).toEqual([])
    expect(await found('!?')).toHaveLength(4)
  })

  it('follows a changed name and a removed customer in the search', async () => {
    const { customerId } = await add('0912345678', { name: '陳美玲' })
    await room.call('customer.save', { customerId, name: '林小華' })
    expect(await found('陳')).toEqual([])
    expect(await found('林')).toEqual(['林小華'])
    write((db) => db.run(sql`delete from customer where customer_id = ${customerId}`))
    expect(room.vault.store.read.all(sql`select rowid from customer_search where customer_search match '"林"'`)).toEqual([])
  })

  it('pages by key through customers, latest activity first, without losing or repeating anybody', async () => {
    for (let index = 0; index < 25; index += 1)
      await add(`09123456${String(index).padStart(2, '0')}`, { name: `n${index}`, tags: index % 2 === 0 ? ['even'] : [] })
    const first = room.vault.store.read.get<{ seq: number }>(sql`select seq from customer where name = 'n3'`)
    write((db) => room.customer.noteInbound(db, first?.seq ?? 0, room.clock.now() + 1000))
    const names: string[] = []
    let cursor: string | undefined
    do {
      const page = await room.call('customer.list', { limit: 7, ...(cursor === undefined ? {} : { cursor }) })
      expect(page.total).toBe(25)
      names.push(...page.customers.map((customer) => customer.name))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(names[0]).toBe('n3')
    expect(new Set(names).size).toBe(25)
    const even = await room.call('customer.list', { tag: 'even' })
    expect([even.total, even.customers.length]).toEqual([13, 13])
    expect((await room.call('customer.tags', {})).tags).toEqual([{ tag: 'even', count: 13 }])
    expect(await room.failure('customer.list', { cursor: 'x' })).toMatchObject({ code: 'input-refused' })
  })

  it('pages along the index and not by sorting everybody', () => {
    const plan = room.vault.store.read.all<{ detail: string }>(sql`
      explain query plan select c.seq from customer c where (coalesce(c.last_message_at, c.created_at), c.seq) < (${1}, ${2})
      order by coalesce(c.last_message_at, c.created_at) desc, c.seq desc limit 10`)
    const text = plan.map((step) => step.detail).join('; ')
    expect(text).toContain('customer_recent')
    expect(text).not.toContain('TEMP B-TREE')
  })

  it('knows whoever writes again by number, other spelling or user id, and learns what was unknown', async () => {
    const at = room.clock.now()
    const first = write((db) => room.customer.recognise(db, { ...nobody, phone: '+5215512345678', userId: 'MX.a', profileName: 'Ana', at }))
    const again = write((db) => room.customer.recognise(db, { ...nobody, phone: '+525512345678', profileName: 'Other', at }))
    const byId = write((db) => room.customer.recognise(db, { ...nobody, userId: 'MX.a', username: 'ana', at }))
    expect([first.isNew, again.isNew, byId.isNew]).toEqual([true, false, false])
    expect([again.customerId, byId.customerId]).toEqual([first.customerId, first.customerId])
    expect(await room.call('customer.get', { customerId: first.customerId })).toMatchObject({
      name: 'Ana',
      username: 'ana',
      userId: 'MX.a',
      phone: '+5215512345678',
      country: 'MX',
    })
    expect(room.customer.findByNumber(room.vault.store.read, '+525512345678')).toEqual({
      customerSeq: first.customerSeq,
      customerId: first.customerId,
    })
  })

  it('moves a user id to the person with the number, and a refusal with it', async () => {
    const at = room.clock.now()
    const numberless = write((db) => room.customer.recognise(db, { ...nobody, userId: 'TW.u', username: 'mei', profileName: 'Mei', at }))
    write((db) =>
      room.customer.recordOffers(db, numberless.customerSeq, {
        decision: 'stopped',
        source: 'whatsapp-preference',
        detail: '',
        at,
        by: 'customer',
      }),
    )
    const card = await add('0912345678', { name: '陳美玲' })
    const numbered = room.customer.find(room.vault.store.read, card.customerId)!
    write((db) => room.customer.learnIdentity(db, numbered.customerSeq, { waId: '886912345678', userId: 'TW.u' }))
    expect(await room.call('customer.get', { customerId: card.customerId })).toMatchObject({ userId: 'TW.u', offers: 'stopped' })
    expect(write((db) => room.customer.recognise(db, { ...nobody, userId: 'TW.u', at })).customerId).toBe(card.customerId)
  })

  it('keeps consent as a history that nothing changes, and says once what was said once', async () => {
    const { customerId } = await add('0912345678')
    const ref = room.customer.find(room.vault.store.read, customerId)!
    const at = room.clock.now()
    await room.call('customer.recordConsent', { customerId, decision: 'yes', source: 'paper-form', detail: 'Form 7', at: at - 1000 })
    for (let time = 0; time < 2; time += 1)
      write((db) => room.customer.recordOffers(db, ref.customerSeq, { decision: 'no', source: 'chat', detail: 'STOP', at, by: 'customer' }))
    const card = await room.call('customer.get', { customerId })
    expect(card).toMatchObject({ offers: 'no', offersSource: 'chat', offersAt: at })
    expect(card.consent.map((entry) => [entry.decision, entry.source, entry.recordedBy])).toEqual([
      ['no', 'chat', 'customer'],
      ['yes', 'paper-form', 'owner'],
    ])
    expect(() => write((db) => db.run(sql`update consent_event set decision = 'yes'`))).toThrow('append-only')
  })

  it('lets nobody lift by hand what was stopped in WhatsApp', async () => {
    const { customerId } = await add('0912345678')
    const ref = room.customer.find(room.vault.store.read, customerId)!
    const at = room.clock.now()
    const decide = (decision: 'stopped' | 'resumed', when: number) =>
      write((db) =>
        room.customer.recordOffers(db, ref.customerSeq, { decision, source: 'whatsapp-preference', detail: '', at: when, by: 'customer' }),
      )
    decide('stopped', at)
    await room.call('customer.recordConsent', { customerId, decision: 'yes', source: 'paper-form', at: at + 10 })
    expect((await room.call('customer.get', { customerId })).offers).toBe('stopped')
    expect(await room.failure('customer.recordConsent', { customerId, decision: 'yes', source: 'whatsapp-preference' })).toMatchObject({
      code: 'consent-source-missing',
    })
    expect(await room.failure('customer.recordConsent', { customerId, decision: 'yes', source: 'other', detail: ' ' })).toMatchObject({
      code: 'consent-source-missing',
    })
    expect(
      await room.failure('customer.recordConsent', { customerId, decision: 'yes', source: 'website', at: at + 9 * 86_400_000 }),
    ).toMatchObject({ code: 'input-refused' })
    decide('resumed', at + 20)
    expect((await room.call('customer.get', { customerId })).offers).toBe('yes')
  })

  it('tells when the reply window closes, and late events never turn time back', async () => {
    const { customerId } = await add('0912345678')
    const ref = room.customer.find(room.vault.store.read, customerId)!
    write((db) => {
      room.customer.noteInbound(db, ref.customerSeq, 2_000_000)
      room.customer.noteInbound(db, ref.customerSeq, 1_000_000)
      room.customer.noteOutbound(db, ref.customerSeq, { at: 1_500_000, offer: true })
    })
    expect(await room.call('customer.get', { customerId })).toMatchObject({
      windowClosesAt: 2_000_000 + 86_400_000,
      lastMessageAt: 2_000_000,
    })
    expect(room.vault.store.read.get(sql`select last_offer_at as at from customer`)).toEqual({ at: 1_500_000 })
  })
})
