import { ok } from '#contract/kernel/result.ts'
import { createBroadcast } from '../../engine/broadcast/index.ts'
import { createCatalog } from '../../engine/catalog/index.ts'
import { createCoupon } from '../../engine/coupon/index.ts'
import { createCustomer, refusedRowsByAge, type Customer } from '../../engine/customer/index.ts'
import { createGroup } from '../../engine/group/index.ts'
import { createInbox, messagesByAge, type Inbox } from '../../engine/inbox/index.ts'
import { createIntake, type Sinks } from '../../engine/intake/index.ts'
import { createAnnouncer, manualClock, secureRandom, silentLogger, type ManualClock } from '../../engine/kernel/index.ts'
import { createLedger, type Ledger } from '../../engine/ledger/index.ts'
import { createOrder, namesByAge } from '../../engine/order/index.ts'
import { createPrice } from '../../engine/price/index.ts'
import { createPrivacy, type PersonalDataSource, type PrivacyDeps, type PrivacyRoom as Privacy } from '../../engine/privacy/index.ts'
import { createSeries } from '../../engine/series/index.ts'
import { createStaff } from '../../engine/staff/index.ts'
import { createTemplate } from '../../engine/template/index.ts'
import { callsOf, type CustomerRoom } from './customers.ts'
import { tempVault } from './temp-vault.ts'

/** The privacy room with the real rooms whose data it reaches; nothing is sent and nothing listens. */
export type PrivacyRoom = CustomerRoom & {
  readonly customer: Customer
  readonly inbox: Inbox
  readonly ledger: Ledger
  readonly sources: readonly PersonalDataSource[]
  readonly privacy: Privacy
}

/** What only some tests need: a clock of their own, backups, the log of acts. */
type More = Partial<Pick<PrivacyDeps, 'backup' | 'refusedSignIns' | 'note' | 'practice'>> & { readonly clock?: ManualClock }

/** Opens a vault of its own with all rooms that keep personal data. */
export async function privacyRoom(vault = tempVault(), more: More = {}): Promise<PrivacyRoom> {
  const { clock = manualClock() } = more
  const basics = { vault, clock, announcer: createAnnouncer(), random: secureRandom, logger: silentLogger }
  const customer = await createCustomer(basics)
  const price = createPrice(basics)
  const template = createTemplate({ ...basics, price, api: () => null, uses: () => new Map() })
  const catalog = createCatalog({ ...basics, api: () => null, catalogId: () => null })
  const messenger = { send: async () => ({ kind: 'not-sent', code: 'network-unreachable' }) as const }
  const ledger = createLedger({ ...basics, messenger, inboundAlive: () => true })
  const inbox = createInbox({
    ...basics,
    ledger,
    customer,
    template,
    catalog,
    price,
    staff: createStaff(basics),
    caller: () => ({ role: 'owner', person: 'owner' }),
    api: () => null,
  })
  const inboxFace = { enqueue: () => ok(null), recordOutbound: () => undefined, onInbound: () => undefined }
  const order = createOrder({ ...basics, customer, catalog })
  const coupon = createCoupon({ ...basics, order })
  const broadcast = createBroadcast({
    ...basics,
    ledger,
    customer,
    group: createGroup({ ...basics, isUnitedStates: price.isUnitedStates }),
    template,
    catalog,
    price,
    coupon,
    inbox: inboxFace,
    link: () => 'online',
  })
  const series = createSeries({ ...basics, template, broadcast })
  const intake = createIntake({
    ...basics,
    sinks: {} as Sinks,
    receiving: () => ({ appSecrets: [], verifyToken: '', phoneNumberId: null }),
    onHandshake: () => undefined,
    onEvent: () => undefined,
  })
  const sources = [
    ...ledger.personalData,
    ...inbox.personalData,
    ...order.personalData,
    ...coupon.personalData,
    ...broadcast.personalData,
    ...series.personalData,
    ...intake.personalData,
    ...customer.personalData,
  ]
  const privacy = createPrivacy({
    ...basics,
    sources,
    customer,
    retention: [messagesByAge, namesByAge, refusedRowsByAge],
    ...more,
  })
  await privacy.begin()
  return {
    ...basics,
    customer,
    inbox,
    ledger,
    sources: [...sources, ...privacy.personalData],
    privacy,
    ...callsOf(() => ({ ...customer.handlers, ...inbox.handlers, ...privacy.handlers })),
    async close() {
      await Promise.all([customer.stop(), inbox.stop(), broadcast.stop(), intake.stop(), privacy.stop()])
      vault.remove()
    },
  }
}
