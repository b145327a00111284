import type { TemplateNode } from '#contract/cloud-api/answer-template.ts'
import { calls, type CallInput, type CallName, type CallOutput } from '#contract/ipc/index.ts'
import { ok, type Result } from '#contract/kernel/result.ts'
import { createCatalog } from '../../engine/catalog/index.ts'
import { createCoupon } from '../../engine/coupon/index.ts'
import { createCustomer } from '../../engine/customer/index.ts'
import { createIntegration } from '../../engine/integration/index.ts'
import { createAnnouncer, manualClock, newId, secureRandom, silentLogger, type Clock, type Handlers } from '../../engine/kernel/index.ts'
import { createLedger } from '../../engine/ledger/index.ts'
import { createOrder } from '../../engine/order/index.ts'
import { createPrice } from '../../engine/price/index.ts'
import { sql, type OpenVault } from '../../engine/store/index.ts'
import { createTemplate } from '../../engine/template/index.ts'
import { NOON } from './broadcast-room.ts'
import { catalogApi } from './catalog-api.ts'
import { scriptedMessenger } from './ledger-kit.ts'
import { templateApi } from './template-api.ts'

const node = (name: string, language: string, category: 'UTILITY' | 'MARKETING'): TemplateNode => ({
  id: `${name}${language}`,
  name,
  language,
  status: 'APPROVED',
  category,
  parameter_format: 'NAMED',
  components: [{ type: 'BODY', text: 'Order {{order}} is ready.' }],
})

/** The templates of this shop; a test may change what Meta says of them and read again. */
export const toolTemplates = (): TemplateNode[] => [
  node('order_ready', 'zh_TW', 'UTILITY'),
  node('order_ready', 'en', 'UTILITY'),
  node('spring_offer', 'zh_TW', 'MARKETING'),
]

/** Rooms for tools of the shop over a real encrypted database; only Meta and the chat stand in. Opened again over the same vault it is an engine that started anew. */
export async function openToolShop<C extends Clock>(vault: OpenVault, clock: C) {
  const announcer = createAnnouncer()
  const base = { vault, clock, random: secureRandom, logger: silentLogger, announcer }
  const nodes = { templates: toolTemplates() }
  const messenger = scriptedMessenger()
  const ledger = createLedger({ ...base, messenger, inboundAlive: () => true })
  const customer = await createCustomer(base)
  const price = createPrice(base)
  const template = createTemplate({
    ...base,
    price,
    api: () => templateApi({ list: async () => ok(nodes.templates) }),
    uses: () => new Map(),
  })
  const products = catalogApi({ products: async () => ok([]) })
  const catalog = createCatalog({ ...base, api: () => products, catalogId: () => '77' })
  await template.sync()
  const order = createOrder({ ...base, customer, catalog })
  const coupon = createCoupon({ ...base, order })
  const inbox = {
    recordOutbound: (db: Parameters<typeof ledger.add>[0], record: { sendId: string; customerSeq: number; content: unknown; at: number }) =>
      void db.run(sql`
        insert into message (message_id, customer_seq, direction, content, send_id, at, received_at, sent_by)
        values (${newId('msg', secureRandom, clock.now())}, ${record.customerSeq}, 'out', ${JSON.stringify(record.content)}, ${record.sendId}, ${record.at}, ${record.at}, 'auto')`),
  }
  const deps = { ...base, ledger, customer, template, catalog, price, inbox, order, coupon }
  const room = createIntegration(deps)
  const begin = async () => {
    await room.begin()
    ledger.begin()
  }
  await begin()
  const handlers: Handlers = { ...room.handlers, ...customer.handlers, ...order.handlers, ...coupon.handlers }
  let isOpen = true

  async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>>> {
    const handler = handlers[name] as unknown as (parsed: unknown, context: unknown) => Promise<Result<CallOutput<N>>>
    const context = { role: 'owner', person: 'owner', signal: new AbortController().signal }
    const result = await handler(calls[name].input.parse(input), context)
    // What a room answers must fit the contract.
    if (result.ok) calls[name].output.parse(result.value)
    return result
  }

  return {
    vault,
    clock,
    deps,
    room,
    ledger,
    template,
    nodes,
    messenger,
    customer,
    call,
    /** The value of a call that must work. */
    async must<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
      const result = await call(name, input)
      if (!result.ok) throw new Error(`${name} answered ${JSON.stringify(result.error)}`)
      return result.value
    },
    async close(): Promise<void> {
      if (!isOpen) return
      isOpen = false
      await room.stop()
      await customer.stop()
      await order.stop()
      await ledger.end()
    },
  }
}

export const toolClock = () => manualClock(NOON)
export type ToolShop = Awaited<ReturnType<typeof openToolShop>>
