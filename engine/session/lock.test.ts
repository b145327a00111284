import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { calls, type CallName } from '#contract/ipc/index.ts'
import {
  codeOf,
  lockedShop,
  newPlace,
  OWNER_PASSWORD,
  SHOP,
  STAFF_PASSWORD,
  startEngine,
  withPerson,
} from '../../test/support/engine-seats.ts'

const names = Object.keys(calls) as CallName[]
const roles = ['viewer', 'staff', 'manager', 'owner'] as const
const inputOf = (name: CallName): unknown =>
  name.startsWith('vault.') ? { nothing: true } : { forged: 'x', role: 'owner', person: 'owner' }

describe('the lock', () => {
  it('R-01, R-02: each call asks who is there: behind the lock, and for each role below its own, it is denied', async () => {
    const shop = await lockedShop()
    const stranger = shop.engine.client()
    const locked = await Promise.all(names.map(async (name) => [name, await codeOf(stranger, name, inputOf(name))] as const))
    const openWhenLocked = names.filter((name) => calls[name].whenLocked === true)
    expect(locked.filter(([, code]) => code !== 'locked').map(([name]) => name)).toEqual(openWhenLocked)
    const answeredToNobody = locked.filter(([, code]) => code !== 'locked' && code !== 'role-too-low').map(([name]) => name)
    expect(answeredToNobody).toEqual(openWhenLocked.filter((name) => calls[name].role === 'viewer'))
    for (const [rank, role] of roles.slice(0, -1).entries()) {
      const { client } = await withPerson(shop, `Somebody ${role}`, role as 'viewer' | 'staff' | 'manager')
      const answers = await Promise.all(names.map(async (name) => [name, await codeOf(client, name, inputOf(name))] as const))
      const denied = answers.filter(([, code]) => code === 'role-too-low').map(([name]) => name)
      expect([role, denied]).toEqual([role, names.filter((name) => roles.indexOf(calls[name].role) > rank)])
      // What a screen is told to leave out is exactly what would be denied.
      const status = (await client.call('session.status', {})) as { mayCall: string[] }
      expect(names.filter((name) => !status.mayCall.includes(name))).toEqual(denied)
    }
  })

  it('R-01: a call without a role is denied to everybody', async () => {
    const definition = calls['customer.list'] as { role: unknown }
    const before = definition.role
    const { owner } = await lockedShop()
    try {
      definition.role = undefined
      expect(await codeOf(owner, 'customer.list')).toBe('role-too-low')
    } finally {
      definition.role = before
    }
    expect(await codeOf(owner, 'customer.list')).toBe('ok')
  })

  it('R-03: a role in the input or the frame gains nothing, and a removed person is out at once', async () => {
    const shop = await lockedShop()
    const { client, staffId } = await withPerson(shop, 'Jun', 'staff')
    expect(await codeOf(client, 'session.saveSettings', { hidesNumbers: false, role: 'owner' })).toBe('role-too-low')
    client.raw({ id: 900, call: 'session.saveSettings', input: {}, role: 'owner' })
    expect(await codeOf(client, 'customer.receipts')).toBe('role-too-low')
    expect(await codeOf(client, 'customer.list')).toBe('ok')
    await shop.owner.call('staff.remove', { staffId })
    expect(await codeOf(client, 'customer.list')).toBe('sign-in-ended')
    expect(await codeOf(client, 'customer.list')).toBe('locked')
    expect(await codeOf(client, 'session.signIn', { staffId, password: STAFF_PASSWORD })).toBe('sign-in-wrong')
  })

  it('R-10: another password, or none, ends the sessions on every channel, and a lower role counts at the next call', async () => {
    const shop = await lockedShop()
    const { client, staffId } = await withPerson(shop, 'Jun', 'manager')
    const second = shop.engine.client()
    await second.call('session.signIn', { staffId, password: STAFF_PASSWORD })
    await shop.owner.call('staff.save', { staffId, name: 'Jun', role: 'viewer' })
    expect(await codeOf(client, 'customer.save')).toBe('role-too-low')
    await shop.owner.call('staff.setPassword', { staffId, password: null })
    expect([await codeOf(client, 'customer.list'), await codeOf(second, 'customer.list')]).toEqual(['sign-in-ended', 'sign-in-ended'])
    expect(await codeOf(client, 'session.signIn', { staffId, password: STAFF_PASSWORD })).toBe('sign-in-wrong')
  })

  it('R-07: falls after the minutes without a touch and at once when asked; then nothing is read or heard, and what was under way is not answered', async () => {
    const shop = await lockedShop()
    const { owner, place } = shop
    const heard: string[] = []
    const states: unknown[] = []
    await owner.subscribe('customer.changed', () => heard.push('customer'))
    await owner.subscribe('session.changed', (status) => states.push((status as { state: string }).state))
    await place.clock.advance(4 * 60_000)
    await owner.call('session.touch', {})
    await place.clock.advance(4 * 60_000)
    expect(await codeOf(owner, 'customer.list')).toBe('ok')
    await owner.call('session.prove', { password: OWNER_PASSWORD })
    const other = (await withPerson(shop, 'Mei', 'manager')).client
    await owner.call('session.lock', {})
    const added = await other.call('customer.save', { phone: '+886912345678', name: 'Lin' }).catch(() => null)
    expect(added).not.toBeNull()
    expect([heard, states.at(-1)]).toEqual([[], 'locked'])
    await place.clock.advance(5 * 60_000)
    expect(await codeOf(other, 'customer.list')).toBe('locked')
    const reads = names.filter((name) => calls[name].whenLocked !== true)
    for (const name of reads) expect([name, await codeOf(owner, name, inputOf(name))]).toEqual([name, 'locked'])
    const status = await owner.call('session.status', {})
    expect(status).toMatchObject({ state: 'locked', me: null, provenUntil: null })
  })

  it('R-07: waiting calls are cut when the lock falls', async () => {
    const { owner, ownerId } = await lockedShop()
    const waiting = owner.answer('session.setPassword', { currentPassword: OWNER_PASSWORD, newPassword: 'another set of wet umbrellas' })
    await owner.call('session.lock', {})
    expect((await waiting).error?.code ?? 'ok').toMatch(/^(locked|ok)$/)
    const slow = owner.answer('customer.list', {})
    expect((await slow).error?.code).toBe('locked')
    expect(ownerId).not.toBe('')
  })

  it('R-07: what puts the vault away, and every session with it, is still answered as it went; then everybody is out', async () => {
    const { owner, ownerId, place } = await lockedShop()
    const signIn = () => owner.call('session.signIn', { staffId: ownerId, password: OWNER_PASSWORD })
    expect(await owner.call('vault.changeKey', {})).toMatchObject({ state: 'open' })
    expect(await codeOf(owner, 'customer.list')).toBe('locked')
    await signIn()
    const file = join(place.folder, 'own.shopbell')
    await owner.call('backup.run', { target: file })
    expect(await owner.call('backup.restore', { file })).toMatchObject({ vault: { state: 'open' }, contents: { customers: 0 } })
    expect(await codeOf(owner, 'customer.list')).toBe('locked')
    await signIn()
    expect(await owner.call('vault.erase', { confirmation: SHOP.name })).toMatchObject({ state: 'absent' })
  })

  it('R-11: a new shop has no password that anybody knows, the first one is the owner’s, and it turns the lock on', async () => {
    const place = newPlace()
    const engine = startEngine(place)
    const client = engine.client()
    await client.call('vault.create', { kind: 'shop', shop: SHOP })
    expect(await client.call('session.status', {})).toMatchObject({
      state: 'open',
      me: null,
      people: [{ role: 'owner', hasPassword: false }],
    })
    const { staffId } = await client.call('staff.save', { name: 'Jun', role: 'manager' })
    expect(await codeOf(client, 'staff.setPassword', { staffId, password: STAFF_PASSWORD })).toBe('password-owner-first')
    for (const password of ['', 'owner', 'admin', 'shopbell'])
      expect(await codeOf(client, 'session.signIn', { staffId, password })).toMatch(/input-refused|sign-in-wrong|sign-in-wait/)
    await client.call('session.setPassword', { newPassword: OWNER_PASSWORD })
    expect(await codeOf(engine.client(), 'customer.list')).toBe('locked')
    await engine.stop()
    const next = startEngine(place).client()
    await next.call('vault.open', {})
    expect(await codeOf(next, 'customer.list')).toBe('locked')
  })

  it('lets a person whose password another chose do nothing but choose an own one', async () => {
    const shop = await lockedShop()
    const { staffId } = await shop.owner.call('staff.save', { name: 'Jun', role: 'staff' })
    await shop.owner.call('staff.setPassword', { staffId, password: 'a first one to change' })
    const client = shop.engine.client()
    const status = await client.call('session.signIn', { staffId, password: 'a first one to change' })
    expect(status).toMatchObject({ state: 'signed-in', mustChangePassword: true })
    expect(await codeOf(client, 'customer.list')).toBe('locked')
    expect(await codeOf(client, 'session.setPassword', { newPassword: 'a first one to change' })).toBe('password-same')
    await client.call('session.setPassword', { newPassword: STAFF_PASSWORD })
    expect(await codeOf(client, 'customer.list')).toBe('ok')
    expect(await client.call('staff.list', {})).toMatchObject({
      members: [{ isMe: false }, { name: 'Jun', isMe: true, hasPassword: true }],
    })
  })

  it('keeps what is said and done under the name of who signed in', async () => {
    const shop = await lockedShop()
    const { client } = await withPerson(shop, 'Jun', 'staff')
    const saved = await shop.owner.call('customer.save', { phone: '+886912345678', name: 'Lin' })
    await client.call('inbox.addNote', { customerId: saved.customerId, text: 'regular' })
    const { messages } = await shop.owner.call('inbox.messages', { customerId: saved.customerId })
    expect(messages.map(({ sentBy }) => sentBy)).toEqual(['Jun'])
  })
})
