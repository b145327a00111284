import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { Locale } from '#contract/kernel/values.ts'
import type { CallEngine } from '../engine-host/index.ts'
import { switchOnAutomations } from './demo-automations.ts'
import { demoGroups } from './demo-groups.ts'
import type { SimulatorFacts } from './simulator.ts'

const DAY_MS = 86_400_000
// The list says when each person agreed; the few rows without a readable date count as ten days ago.
const AGREED_DAYS_AGO = 10

const openVault = async (call: CallEngine, locale: Locale): Promise<Result<unknown>> => {
  const status = await call('vault.status', {})
  if (!status.ok || status.value.state === 'open') return status
  if (status.value.state === 'locked') return call('vault.open', {})
  const shop = { name: '春日茶行 Spring Tea', country: 'TW', timeZone: 'Asia/Taipei', locale, currency: 'TWD' }
  return call('vault.create', { kind: 'demo', shop })
}

const importCustomers = async (call: CallEngine, file: string, nowMs: number): Promise<Result<unknown>> => {
  const imports = await call('customer.imports', {})
  if (!imports.ok || imports.value.imports.some(({ state }) => state === 'done')) return imports
  const consent = { state: 'agreed', source: 'till-qr', detail: 'Demo', at: nowMs - AGREED_DAYS_AGO * DAY_MS } as const
  const run = await call('customer.import', { file, defaultCountry: 'TW', consent })
  return run.ok && run.value.state === 'failed' ? fail('file-unreadable') : run
}

/** Past orders and the groups that ask for them, the first time only: what the owner removed does not come back. */
const addHistory = async (call: CallEngine, ordersFile: string | null, locale: Locale): Promise<Result<unknown>> => {
  if (ordersFile === null) return ok(undefined)
  const orders = await call('order.list', { limit: 1 })
  if (!orders.ok || orders.value.total > 0) return orders
  const added = await call('order.import', { file: ordersFile, defaultCountry: 'TW' })
  if (!added.ok) return added
  const groups = await call('group.list', {})
  if (!groups.ok || groups.value.groups.length > 0) return groups
  for (const group of demoGroups(locale)) {
    const saved = await call('group.save', group)
    if (!saved.ok) return saved
  }
  return ok(undefined)
}

/**
 * Makes the demo shop ready through ordinary calls: its vault, its connection to the simulator, its customers the first time, its
 * templates and products, what was bought before, and automations that answer. Every step can be repeated, so a demo that was left half made is finished the next time.
 * @param facts where the simulator listens now; its address may differ from the last time
 * @param nowMs time of now
 */
export const fillDemo = async (
  call: CallEngine,
  facts: SimulatorFacts,
  { locale, nowMs }: { readonly locale: Locale; readonly nowMs: number },
): Promise<Result<unknown>> => {
  const {
    url: baseUrl,
    token,
    appSecret,
    wabaId,
    phoneNumberId,
    businessId,
    catalogId,
    customersFile,
    ordersFile = null,
    quietShop,
  } = facts
  const steps: readonly (() => Promise<Result<unknown>>)[] = [
    () => openVault(call, locale),
    // Before the first customer writes.
    async () => (quietShop === true ? ok(undefined) : switchOnAutomations(call, locale)),
    () =>
      call('connection.add', { kind: 'demo', baseUrl, token, appSecret, wabaId, phoneNumberId, businessId, catalogId, receiving: 'local' }),
    () => importCustomers(call, customersFile, nowMs),
    () => call('template.sync', {}),
    () => call('catalog.sync', {}),
    // After the products, so that orders name them.
    () => addHistory(call, ordersFile, locale),
  ]
  for (const step of steps) {
    const result = await step()
    if (!result.ok) return result
  }
  return ok(undefined)
}
