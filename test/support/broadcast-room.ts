import type { ProductNode } from '#contract/cloud-api/answer-catalog.ts'
import type { TemplateNode } from '#contract/cloud-api/answer-template.ts'
import { calls, type CallInput, type CallName, type CallOutput } from '#contract/ipc/index.ts'
import { ok, type Result } from '#contract/kernel/result.ts'
import { countUses, createBroadcast, type Inbound, type InboxFace, type OutboundRecord } from '../../engine/broadcast/index.ts'
import { createCatalog } from '../../engine/catalog/index.ts'
import type { SendOutcome } from '../../engine/cloud-api/index.ts'
import { createCoupon } from '../../engine/coupon/index.ts'
import { createCustomer, samePersonKey } from '../../engine/customer/index.ts'
import { reindex } from '../../engine/customer/queries.ts'
import {
  createAnnouncer,
  manualClock,
  newId,
  secureRandom,
  silentLogger,
  type ManualClock,
  type Random,
} from '../../engine/kernel/index.ts'
import { createGroup } from '../../engine/group/index.ts'
import { createLedger } from '../../engine/ledger/index.ts'
import { createOrder } from '../../engine/order/index.ts'
import { createPrice } from '../../engine/price/index.ts'
import { createSeries } from '../../engine/series/index.ts'
import { sql, type WriteHandle } from '../../engine/store/index.ts'
import { createTemplate } from '../../engine/template/index.ts'
import { catalogApi } from './catalog-api.ts'
import { templateApi } from './template-api.ts'
import { tempVault } from './temp-vault.ts'

/** Wednesday noon in Taipei, after the prices of October 2026 began. */
export const NOON = Date.UTC(2026, 10, 25, 4)

const button = (type: string, text: string) => ({ type, text })

/** A coupon offer with every kind of variable, a copy button, and two quick replies. */
export const couponTemplate: TemplateNode = {
  id: '101',
  name: 'tea_coupon',
  language: 'zh_TW',
  status: 'APPROVED',
  category: 'MARKETING',
  parameter_format: 'NAMED',
  components: [
    { type: 'BODY', text: '親愛的{{who}}，{{tea}}優惠碼 {{code}}，{{ends}}前有效。' },
    { type: 'FOOTER', text: '回覆「取消」停收' },
    {
      type: 'BUTTONS',
      buttons: [button('COPY_CODE', 'Copy offer code'), button('QUICK_REPLY', '看商品'), button('QUICK_REPLY', '停止優惠訊息')],
    },
  ],
}

/** The content that goes with it. */
export const couponContent: CallInput<'broadcast.draft'>['content'] = {
  name: 'Autumn tea',
  audience: { include: { kind: 'everyone' } },
  template: { name: 'tea_coupon', language: 'zh_TW' },
  variables: {
    who: { from: { kind: 'customer', field: 'addressAs' }, fallback: '貴賓' },
    tea: { from: { kind: 'product', part: 'name' } },
    code: { from: { kind: 'coupon', part: 'code' } },
    ends: { from: { kind: 'coupon', part: 'ends' } },
  },
  coupon: { kind: 'one-each', prefix: 'TEA-', endsAt: NOON + 5 * 86_400_000 },
  products: ['TEA-001', 'TEA-002'],
  pacePerSecond: 100,
}

const product = (retailerId: string, name: string): ProductNode => ({
  id: `9${retailerId}`,
  retailer_id: retailerId,
  name,
  price: 'NT$480.00',
  availability: 'in stock',
})

/** In whose name a call is made. */
export type KitCaller = { readonly role: 'viewer' | 'staff' | 'manager' | 'owner'; readonly person: string }
const OWNER: KitCaller = { role: 'owner', person: 'owner' }

export type NewCustomer = {
  readonly language?: string
  /** When they last wrote something that opens the reply window. */
  readonly wroteAt?: number
  readonly name?: string
  readonly addressAs?: string
  readonly phone?: string | null
  readonly userId?: string
  readonly waId?: string
  readonly offers?: 'yes' | 'no' | 'stopped' | 'unknown'
  readonly blocked?: boolean
  readonly unusable?: boolean
  readonly lastInboundAt?: number
  readonly lastOfferAt?: number
  readonly tags?: readonly string[]
  readonly importId?: string
}

/** The inbox as far as broadcasts need it: bubbles become rows, so that the same send is never recorded twice. */
function recordingInbox() {
  const listeners: ((db: WriteHandle, inbound: Inbound) => void)[] = []
  const bubbles: OutboundRecord[] = []
  const queued: unknown[] = []
  const face: InboxFace = {
    enqueue(_, customerSeq, message, options) {
      queued.push({ customerSeq, message, options })
      return ok(queued.length)
    },
    recordOutbound(db, message) {
      bubbles.push(message)
      db.run(sql`
        insert into message (message_id, customer_seq, direction, content, wamid, send_id, at, received_at, broadcast_id)
        values (${`msg_${message.sendId}`}, ${message.customerSeq}, 'out', ${JSON.stringify(message.content)}, ${message.wamid}, ${message.sendId}, ${message.at}, ${message.at}, ${message.broadcastId})`)
    },
    onInbound: (listener) => listeners.push(listener),
  }
  return { face, bubbles, queued, listeners }
}

/**
 * The broadcast room over a real encrypted database, with the real rooms around it; only Meta, the inbox and the clock
 * stand in. `answer` decides what Meta says to each message.
 */
export async function broadcastRoom(
  options: {
    readonly random?: Random
    readonly templates?: readonly TemplateNode[]
    readonly marketingEndpoint?: () => boolean
    /** The vault and the clock of a room that ended, to open it again. */
    readonly vault?: ReturnType<typeof tempVault>
    readonly clock?: ManualClock
  } = {},
) {
  const random = options.random ?? secureRandom
  const vault = options.vault ?? tempVault()
  const clock = options.clock ?? manualClock(NOON)
  const announcer = createAnnouncer()
  const events: { name: string; data: unknown }[] = []
  announcer.listen((name, data) => events.push({ name, data }))
  const nodes = { templates: options.templates ?? [couponTemplate], products: [product('TEA-001', '凍頂烏龍'), product('TEA-002', '金萱')] }
  const basics = { vault, clock, announcer, random, logger: silentLogger }
  const customer = await createCustomer(basics)
  const price = createPrice(basics)
  const group = createGroup({ ...basics, isUnitedStates: price.isUnitedStates })
  customer.meetCount(() => group.picture.people())
  const template = createTemplate({
    ...basics,
    price,
    api: () => templateApi({ list: async () => ok(nodes.templates) }),
    uses: countUses,
  })
  const products = catalogApi({ products: async () => ok(nodes.products) })
  const catalog = createCatalog({ ...basics, api: () => products, catalogId: () => '77' })
  await template.sync()
  await catalog.sync()
  const sent: string[] = []
  const meta = {
    answer: (_body: string, n: number): SendOutcome => ({
      kind: 'accepted',
      wamid: `wamid.${n}`,
      waId: null,
      userId: null,
      heldForQuality: false,
      httpStatus: 200,
    }),
    link: 'online' as 'online' | 'offline' | 'unauthorised' | null,
  }
  const messenger = {
    async send(body: string): Promise<SendOutcome> {
      sent.push(body)
      return meta.answer(body, sent.length)
    },
  }
  const ledger = createLedger({ ...basics, messenger, inboundAlive: () => true })
  const inbox = recordingInbox()
  const order = createOrder({ ...basics, customer, catalog })
  const coupon = createCoupon({ ...basics, order })
  const room = createBroadcast({
    ...basics,
    ledger,
    customer,
    group,
    template,
    catalog,
    price,
    coupon,
    inbox: inbox.face,
    link: () => meta.link,
    marketingEndpoint: options.marketingEndpoint ?? (() => false),
  })
  const series = createSeries({ ...basics, template, broadcast: room })
  series.begin()
  room.begin()
  ledger.begin()

  async function call<N extends CallName>(name: N, input: CallInput<N>, caller: KitCaller = OWNER): Promise<Result<CallOutput<N>>> {
    const handler = { ...room.handlers, ...group.handlers, ...coupon.handlers, ...order.handlers, ...series.handlers }[name] as unknown as (
      parsed: unknown,
      context: unknown,
    ) => Promise<Result<CallOutput<N>>>
    const result = await handler(calls[name].input.parse(input), { ...caller, signal: new AbortController().signal })
    if (result.ok) calls[name].output.parse(result.value)
    return result
  }

  /** The value of a call that must work. */
  async function must<N extends CallName>(name: N, input: CallInput<N>, caller: KitCaller = OWNER): Promise<CallOutput<N>> {
    const result = await call(name, input, caller)
    if (!result.ok) throw new Error(`${name} answered ${JSON.stringify(result.error)}`)
    return result.value
  }

  let count = 0
  /** Adds a customer with consent and a number in Taiwan, unless told otherwise. */
  function add(facts: NewCustomer = {}): { seq: number; customerId: string; phone: string | null } {
    count += 1
    const phone = facts.phone === undefined ? `+8869${String(10_000_000 + count)}` : facts.phone
    const customerId = newId('cus', random, NOON + count)
    const plain = {
      waId: null,
      userId: null,
      name: `Person ${count}`,
      addressAs: '',
      offers: 'yes',
      lastInboundAt: null,
      lastOfferAt: null,
      importId: null,
      language: null,
      wroteAt: null,
    }
    const row = { ...plain, ...facts, key: phone === null ? null : samePersonKey(phone), unusableAt: facts.unusable === true ? NOON : null }
    return vault.store.write((db) => {
      const { lastRowId } = db.run(sql`
        insert into customer (customer_id, phone, same_person_key, wa_id, user_id, name, address_as, offers, blocked, unusable_at, last_inbound_at, last_offer_at, import_id, language, created_at, changed_at)
        values (${customerId}, ${phone}, ${row.key}, ${row.waId}, ${row.userId}, ${row.name}, ${row.addressAs}, ${row.offers}, ${Number(facts.blocked === true)},
          ${row.unusableAt}, ${row.lastInboundAt}, ${row.lastOfferAt}, ${row.importId}, ${row.language}, ${NOON}, ${NOON})`)
      if (row.wroteAt !== null)
        db.run(
          sql`insert into conversation (customer_seq, last_at, last_direction, last_inbound_at) values (${lastRowId}, ${row.wroteAt}, 'in', ${row.wroteAt})`,
        )
      for (const tag of facts.tags ?? []) db.run(sql`insert into customer_tag (customer_seq, tag) values (${lastRowId}, ${tag})`)
      reindex(db, lastRowId)
      return { seq: lastRowId, customerId, phone }
    })
  }

  /** What a customer sent reaches the room. */
  const inbound = (message: Inbound): void => vault.store.write((db) => inbox.listeners.forEach((listener) => listener(db, message)))

  /** Drafts, reviews, approves and starts; returns the id. */
  async function launch(content: CallInput<'broadcast.draft'>['content'] = couponContent): Promise<string & { readonly __brand?: never }> {
    const { broadcastId } = await must('broadcast.draft', { content })
    const { reviewHash } = await must('broadcast.review', { broadcastId })
    await must('broadcast.approve', { broadcastId, reviewHash })
    await must('broadcast.start', { broadcastId })
    return broadcastId
  }

  /** Ends the rooms and leaves the vault, for a test that opens it again. */
  async function end(): Promise<void> {
    series.stop()
    const ending = Promise.all([ledger.end(), room.stop(), group.stop(), customer.stop()])
    await clock.advance(60_000)
    await ending
  }

  async function remove(): Promise<void> {
    await end()
    vault.remove()
  }

  return {
    vault,
    store: vault.store,
    clock,
    events,
    nodes,
    customer,
    group,
    template,
    catalog,
    price,
    ledger,
    coupon,
    order,
    room,
    series,
    meta,
    sent,
    bubbles: inbox.bubbles,
    queued: inbox.queued,
    call,
    must,
    add,
    inbound,
    launch,
    end,
    remove,
  }
}
