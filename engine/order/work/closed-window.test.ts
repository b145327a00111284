import { describe, expect, it } from 'vitest'
import { bubbles, connectedShop, until, valueOf } from '../../../test/support/chat-shop.ts'

type People = { readonly data: readonly { readonly digits: string }[] }
type Phone = { readonly data: readonly { readonly to: string; readonly kind: string; readonly body: string }[] }

describe('an order of somebody whose reply window is closed', () => {
  it('is told by a template that fits, filled in with the order, all the way to the phone', async () => {
    const { shop, simulator } = await connectedShop()
    const { digits = '' } = ((await simulator.control('GET', '/simulator/people?limit=1')) as People).data[0] ?? {}
    const { customerId } = valueOf(await shop.call('customer.save', { phone: `+${digits}`, name: 'Ana', language: 'en' }))
    const { orderId } = valueOf(await shop.call('order.add', { customerId, number: 'A-1042', totalMicros: 480_000_000, currency: 'TWD' }))
    const ready = { kind: 'ready' as const }
    const { isWindowOpen, templates } = valueOf(await shop.call('order.propose', { orderId, act: ready }))
    expect(isWindowOpen).toBe(false)
    const [best] = templates
    expect(best).toMatchObject({ name: 'notice', language: 'en', body: 'Your order A-1042 is ready.', missing: [] })
    expect(best?.costMicros).toBeGreaterThan(0)
    // A text of one's own is refused, and the order stays as it was.
    expect(await shop.call('order.act', { orderId, act: ready, telling: { by: 'suggested' } })).toMatchObject({
      error: { code: 'window-closed' },
    })
    const { name = '', language = '', values = {} } = best ?? {}
    const { order, messageId } = valueOf(
      await shop.call('order.act', { orderId, act: ready, telling: { by: 'template', name, language, values } }),
    )
    expect(order).toMatchObject({ state: 'ready', steps: [{ state: 'ready', notice: 'ready', messageId }] })
    const told = await until(
      async () => (await bubbles(shop, customerId)).find((one) => one.messageId === messageId),
      (one) => one?.state === 'delivered' || one?.state === 'read',
    )
    expect(told?.content).toMatchObject({ kind: 'template', body: 'Your order A-1042 is ready.' })
    const { data } = (await simulator.control('GET', '/simulator/ledger')) as Phone
    const got = data.filter(({ to, kind }) => to.endsWith(digits) && kind === 'accepted')
    expect(got).toHaveLength(1)
    expect(got[0]?.body).toContain('A-1042')
    expect(await shop.call('order.undo', { orderId })).toMatchObject({ error: { code: 'order-told' } })
  })
})
