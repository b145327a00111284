import { describe, expect, it } from 'vitest'
import { fail, ok } from '#contract/kernel/result.ts'
import type { CallEngine } from '../engine-host/index.ts'
import { fillDemo } from './fill-demo.ts'

const facts = {
  ready: true as const,
  url: 'http://127.0.0.1:4000',
  token: 't',
  appSecret: 's',
  businessId: '1',
  wabaId: '2',
  phoneNumberId: '3',
  catalogId: '4',
  customersFile: '/demo/customers.csv',
}
const when = { locale: 'en', nowMs: 1_795_000_000_000 } as const

/** An engine that answers from a table and remembers what it was asked. */
const engineThat = (answers: Readonly<Record<string, unknown>>) => {
  const asked: string[] = []
  const call = (async (name: string) => {
    asked.push(name)
    return name in answers ? answers[name] : ok({})
  }) as unknown as CallEngine
  return { asked, call }
}

const fresh = {
  'vault.status': ok({ state: 'absent' }),
  'customer.imports': ok({ imports: [] }),
  'customer.import': ok({ state: 'done' }),
  'automation.list': ok({ automations: [] }),
}

describe('filling the demo shop', () => {
  it('makes vault, connection, customers, templates and products the first time', async () => {
    const { asked, call } = engineThat(fresh)
    expect(await fillDemo(call, facts, when)).toEqual(ok(undefined))
    expect(asked).toEqual([
      'vault.status',
      'vault.create',
      'automation.list',
      'connection.add',
      'customer.imports',
      'customer.import',
      'template.sync',
      'catalog.sync',
    ])
  })

  it('leaves its automations alone in a quiet shop', async () => {
    const { asked, call } = engineThat(fresh)
    await fillDemo(call, { ...facts, quietShop: true }, when)
    expect(asked).not.toContain('automation.list')
  })

  it('opens what is there and imports nobody twice', async () => {
    const { asked, call } = engineThat({
      'vault.status': ok({ state: 'locked' }),
      'automation.list': ok({ automations: [] }),
      'customer.imports': ok({ imports: [{ state: 'done' }] }),
    })
    await fillDemo(call, facts, when)
    expect(asked).toEqual([
      'vault.status',
      'vault.open',
      'automation.list',
      'connection.add',
      'customer.imports',
      'template.sync',
      'catalog.sync',
    ])
  })

  it('adds past orders and saves groups that ask for them, once', async () => {
    const orders = { ...facts, ordersFile: '/demo/orders.csv' }
    const first = engineThat({ ...fresh, 'order.list': ok({ total: 0 }), 'group.list': ok({ groups: [] }) })
    expect(await fillDemo(first.call, orders, when)).toEqual(ok(undefined))
    expect(first.asked.slice(-7)).toEqual([
      'order.list',
      'order.import',
      'group.list',
      'group.save',
      'group.save',
      'group.save',
      'group.save',
    ])
    const later = engineThat({ ...fresh, 'order.list': ok({ total: 700 }) })
    await fillDemo(later.call, orders, when)
    expect(later.asked.at(-1)).toBe('order.list')
  })

  it('imports again after an import that failed', async () => {
    const { asked, call } = engineThat({ ...fresh, 'customer.imports': ok({ imports: [{ state: 'failed' }] }) })
    await fillDemo(call, facts, when)
    expect(asked).toContain('customer.import')
  })

  it('stops at the first step that fails and says why', async () => {
    const { asked, call } = engineThat({ ...fresh, 'connection.add': fail('network-unreachable') })
    expect(await fillDemo(call, facts, when)).toEqual(fail('network-unreachable'))
    expect(asked).toEqual(['vault.status', 'vault.create', 'automation.list', 'connection.add'])
  })
})
