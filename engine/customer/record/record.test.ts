import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { connectedShopWithFiles, quietShop, valueOf } from '../../../test/support/chat-shop.ts'
import { customerRoom, type CustomerRoom } from '../../../test/support/customers.ts'
import { sql } from '../../store/index.ts'

let room: CustomerRoom
beforeEach(async () => void (room = await customerRoom()))
afterEach(() => room.close())

const HOUR = 3_600_000

describe('a customer record', () => {
  it('G-08: keeps what each fact was before and is now, who changed it and when', async () => {
    const field = await room.call('customer.saveField', { label: 'Size', kind: 'number' })
    const { customerId } = await room.call('customer.save', { phone: '0912345678', name: 'Mei', note: 'tea' })
    await room.clock.advance(HOUR)
    await room.call(
      'customer.save',
      { customerId, name: 'Mei-ling', fields: [{ fieldId: field.fieldId, value: '1,200' }] },
      { person: 'Jun' },
    )
    const { entries } = await room.call('customer.timeline', { customerId })
    expect(entries.map(({ kind }) => kind)).toEqual(['changed', 'added'])
    expect(entries[0]).toMatchObject({
      at: room.clock.now(),
      by: 'Jun',
      changes: [
        { fact: 'name', before: 'Mei', after: 'Mei-ling' },
        { fact: 'field:Size', before: '', after: '1200' },
      ],
    })
    // What was saved as it is, changed nothing.
    await room.call('customer.save', { customerId, name: 'Mei-ling' })
    expect((await room.call('customer.timeline', { customerId })).entries).toHaveLength(2)
  })

  it('tells everything once, page by page, newest first', async () => {
    const { customerId } = await room.call('customer.save', { phone: '0912345678' })
    for (let n = 0; n < 7; n += 1) {
      if (n % 3 === 0) await room.clock.advance(HOUR)
      await room.call('customer.save', { customerId, note: `note ${n}` })
      await room.call('customer.recordConsent', { customerId, decision: n % 2 === 0 ? 'yes' : 'no', source: 'chat', detail: String(n) })
    }
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<typeof room.call<'customer.timeline'>>> = await room.call('customer.timeline', {
        customerId,
        limit: 4,
        ...(cursor === null ? {} : { cursor }),
      })
      seen.push(...page.entries.map((entry) => `${entry.at} ${entry.kind} ${JSON.stringify([entry.facts, entry.changes])}`))
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(seen).toHaveLength(15)
    expect(new Set(seen).size).toBe(15)
    expect(seen.map((line) => Number(line.split(' ')[0]))).toEqual(seen.map((line) => Number(line.split(' ')[0])).toSorted((a, b) => b - a))
  })

  it('refuses a value that does not fit its fact, and then keeps nothing of the change', async () => {
    const size = await room.call('customer.saveField', { label: 'Size', kind: 'choice', choices: ['M', 'L'] })
    const day = await room.call('customer.saveField', { label: 'First visit', kind: 'date' })
    const { customerId } = await room.call('customer.save', { phone: '0912345678', name: 'Mei' })
    for (const value of [
      { fieldId: size.fieldId, value: 'XXL' },
      { fieldId: day.fieldId, value: '2026-02-30' },
    ])
      expect(await room.failure('customer.save', { customerId, name: 'other', fields: [value] })).toMatchObject({
        code: 'customer-field-refused',
      })
    const card = await room.call('customer.save', {
      customerId,
      fields: [
        { fieldId: size.fieldId, value: 'ｍ' },
        { fieldId: day.fieldId, value: '2026/2/3' },
      ],
    })
    expect([card.name, ...card.fields.map(({ value }) => value)]).toEqual(['Mei', 'M', '2026-02-03'])
    expect((await room.call('customer.list', { search: '2026' })).customers).toHaveLength(1)
    expect((await room.call('customer.fields', {})).fields.map(({ used }) => used)).toEqual([1, 1])
    for (const wish of [
      { label: 'size', kind: 'text' },
      { fieldId: size.fieldId, label: 'Size', kind: 'text' },
      { fieldId: size.fieldId, label: 'Size', kind: 'choice', choices: ['L'] },
    ] as const)
      expect(await room.failure('customer.saveField', { ...wish, choices: 'choices' in wish ? [...wish.choices] : [] })).toMatchObject({
        code: 'customer-field-refused',
      })
    expect(await room.call('customer.removeField', { fieldId: size.fieldId })).toEqual({ values: 1 })
    expect((await room.call('customer.get', { customerId })).fields).toHaveLength(1)
  })

  it('G-01: history of consent is only added to, and a merge or WhatsApp is not recorded by hand', async () => {
    const { customerId } = await room.call('customer.save', { phone: '0912345678' })
    await room.call('customer.recordConsent', { customerId, decision: 'yes', source: 'paper-form', wording: 'offers by WhatsApp' })
    for (const column of ['at', 'decision', 'source', 'wording', 'message_id', 'evidence_id'])
      expect(() => room.vault.store.write((db) => db.run(sql`update consent_event set ${{ text: column, params: [] }} = 1`))).toThrow(
        'append-only',
      )
    for (const source of ['merge', 'whatsapp-preference'] as const)
      expect(await room.failure('customer.recordConsent', { customerId, decision: 'yes', source })).toMatchObject({
        code: 'consent-source-missing',
      })
  })
})

describe('a wish about a whole record', () => {
  it('G-08: lets no reply be written to a restricted person', async () => {
    const shop = await quietShop()
    const { customerId } = valueOf(await shop.call('customer.save', { phone: '0912345678' }))
    valueOf(await shop.call('customer.restrict', { customerId, isRestricted: true }))
    expect(await shop.call('inbox.reply', { customerId, message: { kind: 'text', text: 'hello' } })).toMatchObject({
      ok: false,
      error: { code: 'customer-restricted' },
    })
  })

  it('says why a record is held, to whoever wants to erase it', async () => {
    const { customerId } = await room.call('customer.save', { phone: '0912345678' })
    expect(room.customer.heldWhy(room.vault.store.read, customerId)).toBeNull()
    expect(await room.call('customer.hold', { customerId, why: 'tax audit' })).toMatchObject({ heldWhy: 'tax audit' })
    expect(room.customer.heldWhy(room.vault.store.read, customerId)).toBe('tax audit')
    expect(await room.call('customer.hold', { customerId, why: null })).toMatchObject({ heldWhy: null })
  })
})

describe('a file that proves a consent', () => {
  it('G-01: is sealed and shown with its entry, never as something to send, and goes by its bytes, not by its name', async () => {
    const { shop } = await connectedShopWithFiles()
    shop.customer.meetEvidence(shop.media.keepEvidence)
    const folder = mkdtempSync(join(tmpdir(), 'shopbell-proof-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const [photo, program] = [join(folder, 'form\u202Egnp.jpg'), join(folder, 'form.jpg')]
    writeFileSync(photo, Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(2_000, 7)]))
    writeFileSync(program, Buffer.concat([Buffer.from('MZ'), Buffer.alloc(2_000)]))
    const { customerId } = valueOf(await shop.call('customer.save', { phone: '0912345678' }))
    const record = { customerId, decision: 'yes', source: 'paper-form' } as const
    const card = valueOf(await shop.call('customer.recordConsent', { ...record, evidence: photo }))
    expect(card.consent[0]?.evidence).toMatchObject({ state: 'here', mimeType: 'image/jpeg', shownAs: 'image', sizeBytes: 2_004 })
    // I-10: nothing in its name turns the reading round.
    expect(card.consent[0]?.evidence?.name).not.toMatch(/[\u202A-\u202E]/u)
    expect(valueOf(await shop.call('media.attached', { customerId })).attached).toEqual([])
    expect(await shop.call('customer.recordConsent', { ...record, decision: 'no', evidence: program })).toMatchObject({
      ok: false,
      error: { code: 'evidence-refused' },
    })
    expect(valueOf(await shop.call('customer.get', { customerId })).consent).toHaveLength(1)
  })
})
