import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { CallOutput } from '#contract/ipc/index.ts'
import type { ProtocolClient } from '../../test/support/protocol-client.ts'
import { codeOf, lockedShop, OWNER_PASSWORD, STAFF_PASSWORD, startEngine, withPerson } from '../../test/support/engine-seats.ts'

type Entries = CallOutput<'audit.list'>['entries']

const short = (entries: Entries) =>
  entries.map(({ act, outcome, code, person }) => `${person} ${act} ${outcome}${code === null ? '' : ` ${code}`}`)

async function signIn(client: ProtocolClient, staffId: string): Promise<void> {
  await client.call('vault.open', {})
  await client.call('session.signIn', { staffId, password: OWNER_PASSWORD })
}

describe('the log of acts in a whole engine', () => {
  it('A-04: has one entry for each act of the owner, each sign-in, and each call that was denied', async () => {
    const shop = await lockedShop()
    const { client, staffId } = await withPerson(shop, 'Jun', 'staff')
    const { customerId } = await shop.owner.call('customer.save', { phone: '0912 345 678', name: 'canary-陳美玲' })
    await shop.owner.call('customer.export', { customerId, target: join(shop.place.folder, '..', 'person.zip') })
    expect(await codeOf(client, 'customer.export', { customerId, target: '/tmp/x.zip' })).toBe('role-too-low')
    expect(await codeOf(client, 'customer.get', { customerId })).toBe('ok')
    await client.call('session.lock', {})
    expect(await codeOf(client, 'customer.get', { customerId })).toBe('locked')
    expect(await codeOf(client, 'session.signIn', { staffId, password: 'not this one at all' })).toBe('sign-in-wrong')
    await client.call('session.signIn', { staffId, password: STAFF_PASSWORD })
    await shop.owner.call('customer.recordConsent', { customerId, decision: 'yes', source: 'chat' })
    await shop.owner.call('customer.erase', { customerId, confirmation: '5678' })
    await shop.owner.call('staff.remove', { staffId })
    const { entries } = await shop.owner.call('audit.list', { limit: 100 })
    expect(short(entries).toReversed()).toEqual([
      'owner vault.create done',
      'owner session.setPassword done',
      'owner staff.save done',
      'owner staff.setPassword done',
      'Jun session.signIn done',
      'Jun session.setPassword done',
      'owner customer.export done',
      'Jun customer.export refused role-too-low',
      'Jun session.lock done',
      'Jun session.signIn refused sign-in-wrong',
      'Jun session.signIn done',
      'owner customer.recordConsent done',
      'owner customer.erase done',
      'Shopbell session.lock done',
      'owner staff.remove done',
    ])
    // By itself: random ids have four such digits in a row now and then.
    expect(JSON.stringify(entries)).not.toMatch(/canary|912345678|(?<![0-9a-z])5678(?![0-9a-z])/)
    expect(await shop.owner.call('audit.verify', {})).toMatchObject({ isWhole: true, entries: 15, behindBy: 0 })
  })

  it('A-02: is behind its seal when an older copy of the file took its place', async () => {
    const shop = await lockedShop()
    await shop.engine.stop()
    const copy = join(shop.place.folder, '..', 'copy')
    cpSync(shop.place.folder, copy, { recursive: true })
    const later = startEngine(shop.place).client()
    await signIn(later, shop.ownerId)
    for (const name of ['Ana', 'Bo', 'Cy']) await later.call('staff.save', { name })
    expect(await later.call('audit.verify', {})).toMatchObject({ isWhole: true })
    await later.call('vault.close', {})
    rmSync(shop.place.folder, { recursive: true })
    cpSync(copy, shop.place.folder, { recursive: true })
    const again = startEngine(shop.place).client()
    await signIn(again, shop.ownerId)
    expect(await again.call('audit.verify', {})).toMatchObject({ isWhole: false, firstBad: null, behindBy: 5 })
    expect((await again.call('audit.list', { act: 'audit.missing' })).entries).toHaveLength(1)
  })
})
