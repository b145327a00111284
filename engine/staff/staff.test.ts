import { describe, expect, it } from 'vitest'
import { bubbles, inboundOf, quietShop, receive, valueOf, type Shop } from '../../test/support/chat-shop.ts'

const members = async (shop: Shop) => valueOf(await shop.call('staff.list', {})).members

describe('the people of a shop', () => {
  it('are the owner alone at first, without a name, and the owner asks', async () => {
    const shop = await quietShop()
    expect(await members(shop)).toMatchObject([{ name: '', role: 'owner', isMe: true, openConversations: 0 }])
  })

  it('are listed owner first, know who asks by name in any case and width, and say when they change', async () => {
    const shop = await quietShop()
    const { staffId } = valueOf(await shop.call('staff.save', { name: 'Mei', role: 'manager' }))
    expect(shop.announced).toContain('staff.changed')
    const asMei = valueOf(await shop.callAs({ person: 'ＭＥＩ', role: 'manager' }, 'staff.list', {})).members
    expect(asMei).toMatchObject([
      { role: 'owner', isMe: false },
      { staffId, name: 'Mei', role: 'manager', isMe: true },
    ])
    expect(valueOf(await shop.call('staff.save', { staffId, name: 'Mei Chen' }))).toMatchObject({
      staffId,
      name: 'Mei Chen',
      role: 'staff',
    })
  })

  it('have one owner who keeps the role and may get a name; who owns under another name is the owner too', async () => {
    const shop = await quietShop()
    const owner = (await members(shop))[0]
    expect(valueOf(await shop.call('staff.save', { staffId: owner?.staffId, name: 'Lin' }))).toMatchObject({
      name: 'Lin',
      role: 'owner',
      isMe: true,
    })
    const asked = await shop.callAs({ person: 'somebody', role: 'owner' }, 'staff.list', {})
    expect(valueOf(asked).members[0]).toMatchObject({ name: 'Lin', isMe: true })
    expect(await shop.call('staff.save', { name: 'Two', role: 'owner' })).toMatchObject({ error: { code: 'staff-owner-fixed' } })
    expect(await shop.call('staff.remove', { staffId: owner?.staffId ?? '' })).toMatchObject({ error: { code: 'staff-owner-fixed' } })
  })

  it('are there once: not twice by one name, not by a word that means somebody else', async () => {
    const shop = await quietShop()
    valueOf(await shop.call('staff.save', { name: 'Mei' }))
    for (const name of ['mei', ' ＭEI ', 'auto', 'Owner'])
      expect(await shop.call('staff.save', { name })).toMatchObject({ error: { code: 'staff-name-taken' } })
    expect(await shop.call('staff.save', { staffId: 'stf_0000000000', name: 'A' })).toMatchObject({ error: { code: 'staff-missing' } })
  })

  it('leave their conversations to nobody where they may only look from now on', async () => {
    const shop = await quietShop()
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at: shop.clock.now() }))
    const { staffId } = valueOf(await shop.call('staff.save', { name: 'Mei' }))
    await shop.call('inbox.assign', { customerId, staffId })
    expect(valueOf(await shop.call('staff.save', { staffId, name: 'Mei', role: 'manager' }))).toMatchObject({ openConversations: 1 })
    expect(valueOf(await shop.call('staff.save', { staffId, name: 'Mei', role: 'viewer' }))).toMatchObject({ openConversations: 0 })
    expect(valueOf(await shop.call('inbox.list', {})).conversations[0]).toMatchObject({ assignedTo: null })
  })

  it('leave their conversations to nobody and their names on what they wrote', async () => {
    const shop = await quietShop()
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at: shop.clock.now() }))
    const { staffId } = valueOf(await shop.call('staff.save', { name: 'Mei' }))
    const mei = { person: 'Mei', role: 'staff' } as const
    await shop.call('inbox.assign', { customerId, staffId })
    await shop.callAs(mei, 'inbox.reply', { customerId, message: { kind: 'text', text: 'hello' } })
    await shop.callAs(mei, 'inbox.addNote', { customerId, text: 'regular' })
    expect((await members(shop))[1]).toMatchObject({ name: 'Mei', openConversations: 1 })
    expect(valueOf(await shop.callAs(mei, 'inbox.list', { filter: 'mine' })).conversations).toHaveLength(1)
    expect(valueOf(await shop.call('staff.remove', { staffId }))).toEqual({ unassigned: 1 })
    expect(valueOf(await shop.call('inbox.list', {})).conversations[0]).toMatchObject({ assignedTo: null })
    expect((await bubbles(shop, customerId)).map(({ sentBy }) => sentBy)).toEqual([null, 'Mei', 'Mei'])
    expect(valueOf(await shop.callAs(mei, 'inbox.list', { filter: 'mine' })).conversations).toEqual([])
  })
})
