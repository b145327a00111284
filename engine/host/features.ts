import { createAutomation, type AutomationRoom } from '../automation/index.ts'
import { createBroadcast } from '../broadcast/index.ts'
import { createCoupon } from '../coupon/index.ts'
import { createInbox } from '../inbox/index.ts'
import { createIntegration } from '../integration/index.ts'
import { createIntake, type Intake } from '../intake/index.ts'
import { createMedia, type Media } from '../media/index.ts'
import { createOrder, type OrderRoom } from '../order/index.ts'
import { createPrivacy } from '../privacy/index.ts'
import { createQuickReply, type QuickReplyRoom } from '../quick-reply/index.ts'
import { createRaffle } from '../raffle/index.ts'
import { createReport } from '../report/index.ts'
import { createSearch } from '../search/index.ts'
import { createSeries } from '../series/index.ts'
import { createStaff, type Staff } from '../staff/index.ts'
import { quickReplyAnswers } from './automation-joins.ts'
import type { Endings } from './endings.ts'
import type { Ground } from './ground.ts'
import { introduceToChats } from './order-joins.ts'
import type { RoomDeps } from './room-deps.ts'
import { createSinks } from './sinks.ts'

type Inbox = ReturnType<typeof createInbox>

/** The files of chats; what waits for the network is tried as soon as there is one. */
function makeMedia({ vault, clock, random, logger, announcer }: RoomDeps, { connection, customer }: Ground): Media {
  const connected = () => {
    const [api, { phoneNumberId }] = [connection.api(), connection.receiving()]
    return api === null || phoneNumberId === null ? null : { media: api.media, phoneNumberId }
  }
  const media = createMedia({ vault, clock, random, logger, announcer, customer, connected })
  connection.onLink((link) => {
    if (link === 'online') media.wake()
  })
  return media
}

const theOwner = () => ({ role: 'owner', person: 'owner' }) as const

/** The way in, with everybody who hears what comes. */
function makeIntake(deps: RoomDeps, ground: Ground, { inbox, order }: { readonly inbox: Inbox; readonly order: OrderRoom }): Intake {
  const { connection, customer, ledger, template } = ground
  return createIntake({
    vault: deps.vault,
    clock: deps.clock,
    logger: deps.logger,
    sinks: createSinks({ connection, customer, ledger, order, template, inbox, logger: deps.logger }),
    receiving: () => connection.receiving(),
    wishedPort: deps.boot.webhookPort,
    onHandshake: () => connection.noteHandshake(),
    onEvent: (receivedAt) => connection.noteEvent(receivedAt),
  })
}

/** The connection asks and hears these once they are there. */
function introduce(deps: RoomDeps, ground: Ground, { inbox, intake }: { readonly inbox: Inbox; readonly intake: Intake }): void {
  const { connection, ledger, template, price } = ground
  const { read } = deps.vault.store
  connection.meet({
    isBroadcastRunning: () => ledger.isBroadcasting(read),
    peopleSince: (since) => ledger.peopleSince(read, since),
    lastAcceptedAt: (span) => ledger.lastAcceptedAt(read, span),
    templates: () => template.all(read),
    prices: () => price.facts(),
    fields: () => intake.fields(),
    news: () => intake.notices(),
    onInbound: (listener) => inbox.onInbound(listener),
    reply: (db, customerSeq, text) => inbox.enqueue(db, customerSeq, { kind: 'text', text }, { sentBy: 'owner', holdMs: 0 }),
    onReply: (listener) => ledger.watch('reply', listener),
  })
}

type Hands = { readonly inbox: Inbox; readonly staff: Staff; readonly quickReply: QuickReplyRoom }

/** What answers by itself; made after the broadcasts, because a tap on one of theirs is theirs to answer. */
function makeAutomation(deps: RoomDeps, ground: Ground, { inbox, staff, quickReply }: Hands): AutomationRoom {
  const { vault, clock, random, logger, announcer } = deps
  const { customer, template, catalog, price, profile } = ground
  const answers = quickReplyAnswers(quickReply.handlers)
  return createAutomation({
    vault,
    clock,
    random,
    logger,
    announcer,
    customer,
    template,
    catalog,
    price,
    profile,
    inbox,
    staff,
    quickReply: answers,
  })
}

/** The rooms that do the shop's work. They register with the ledger here, so it must not have begun. */
export function makeFeatures(deps: RoomDeps, ground: Ground, endings: Endings) {
  const { connection, ledger, customer, group, template, catalog, price } = ground
  const { vault, clock, random, logger, announcer } = deps
  const common = { vault, clock, random, logger, announcer }
  const staff = createStaff({ vault, clock, random, announcer })
  const media = makeMedia(deps, ground)
  endings.add(() => media.stop())
  const inbox = createInbox({
    ...common,
    ledger,
    customer,
    template,
    catalog,
    price,
    staff,
    caller: deps.caller ?? theOwner,
    api: () => connection.api(),
    files: media,
  })
  endings.add(() => inbox.stop())
  catalog.countUses({ ledger, inbox })
  const order = createOrder({ ...common, customer, catalog })
  endings.add(() => order.stop())
  const coupon = createCoupon({ vault, clock, random, announcer, order })
  const quickReply = createQuickReply({ vault, clock, random, announcer })
  const broadcast = createBroadcast({
    ...common,
    ledger,
    customer,
    group,
    template,
    catalog,
    price,
    coupon,
    inbox,
    link: () => connection.link(),
    marketingEndpoint: () => connection.marketingEndpoint(),
    forbidden: (template) => connection.forbidden(template),
  })
  const series = createSeries({ ...common, template, broadcast })
  endings.add(() => broadcast.stop())
  endings.add(async () => series.stop())
  const raffle = createRaffle({ vault, clock, random, announcer, customer, inbox, drafts: broadcast.handlers })
  const report = createReport({ ...common, price, broadcasts: broadcast.reports, onNumber: (listener) => connection.onNumber(listener) })
  const search = createSearch({ vault, clock, logger })
  endings.add(() => search.stop())
  const integration = createIntegration({ ...common, ledger, customer, template, catalog, price, inbox, order, coupon })
  endings.add(() => integration.stop())
  const automation = makeAutomation(deps, ground, { inbox, staff, quickReply })
  introduceToChats({ order, quickReply }, { inbox, template })
  order.onMove((db, move) => automation.orderChanged(db, { ...move, isNew: false }))
  endings.add(async () => automation.stop())
  const intake = makeIntake(deps, ground, { inbox, order })
  endings.add(() => intake.stop())
  introduce(deps, ground, { inbox, intake })
  const sources = [customer, order, ledger, media, inbox, coupon, broadcast, raffle, series, intake, integration, automation].flatMap(
    (room) => room.personalData,
  )
  const privacy = createPrivacy({ ...common, sources, customer })
  return {
    inbox,
    media,
    staff,
    order,
    coupon,
    quickReply,
    broadcast,
    raffle,
    series,
    report,
    search,
    intake,
    integration,
    automation,
    privacy,
    sources,
  }
}

export type Features = ReturnType<typeof makeFeatures>
