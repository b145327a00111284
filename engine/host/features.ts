import type { Audit } from '../audit/index.ts'
import { createAutomation, type AutomationRoom } from '../automation/index.ts'
import type { BackupRoom } from '../backup/index.ts'
import { createConsent, type ConsentRoom } from '../consent/index.ts'
import { createIntegration } from '../integration/index.ts'
import { createIntake, type Intake } from '../intake/index.ts'
import type { Media } from '../media/index.ts'
import type { OrderRoom } from '../order/index.ts'
import type { PersonalDataSource } from '../privacy/index.ts'
import type { QuickReplyRoom } from '../quick-reply/index.ts'
import { createSearch } from '../search/index.ts'
import type { Staff } from '../staff/index.ts'
import { quickReplyAnswers } from './automation-joins.ts'
import { makeBackups } from './backup-joins.ts'
import { makeChats, type Chats } from './chats.ts'
import type { Endings } from './endings.ts'
import type { Ground } from './ground.ts'
import { introduceToChats } from './order-joins.ts'
import { makeOutreach } from './outreach.ts'
import { makePrivacy } from './privacy-joins.ts'
import type { RoomDeps } from './room-deps.ts'
import { createSinks } from './sinks.ts'

type Inbox = Chats['inbox']

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

type Hands = { readonly inbox: Inbox; readonly staff: Staff; readonly quickReply: QuickReplyRoom; readonly consent: ConsentRoom }

/** What answers by itself; made after the broadcasts, because a tap on one of theirs is theirs to answer. */
function makeAutomation(deps: RoomDeps, ground: Ground, { inbox, staff, quickReply, consent }: Hands): AutomationRoom {
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
    isAnswered: consent.isPlaceWord,
  })
}

/** What privacy does by itself, and what it asks, of the log of acts. */
const actsFor = ({ vault }: RoomDeps, audit: Audit) => ({
  note: (act: string, facts: Readonly<Record<string, number>>) => vault.store.write((db) => audit.note(db, { act, facts })),
  refusedSignIns: (since: number) => audit.refusedSignIns(vault.store.read, since),
})

/** Export, erasure, retention and backups over all rooms, each of which knows of the other. */
function makeKeeping(
  deps: RoomDeps,
  { ground, media, sources }: { readonly ground: Ground; readonly media: Media; readonly sources: readonly PersonalDataSource[] },
  endings: Endings,
) {
  const { customer, audit } = ground
  const privacy = makePrivacy(deps, { customer, media, sources, backup: () => backup, ...actsFor(deps, audit) })
  endings.add(() => privacy.stop())
  const backup: BackupRoom = makeBackups(deps, (store) => privacy.forgetIn(store))
  endings.add(() => backup.stop())
  return { privacy, backup, sources: [...sources, ...privacy.personalData] }
}

/** The rooms that do the shop's work. They register with the ledger here, so it must not have begun. */
export function makeFeatures(deps: RoomDeps, ground: Ground, endings: Endings) {
  const { connection, ledger, customer, template, catalog, price, audit } = ground
  const { vault, clock, random, logger, announcer } = deps
  const common = { vault, clock, random, logger, announcer }
  const chats = makeChats(deps, ground, endings)
  const { staff, media, inbox, order, quickReply } = chats
  const outreach = makeOutreach(deps, { ground, chats }, endings)
  const { coupon, broadcast, raffle, series } = outreach
  const search = createSearch({ vault, clock, logger })
  endings.add(() => search.stop())
  const integration = createIntegration({ ...common, ledger, customer, template, catalog, price, inbox, order, coupon })
  endings.add(() => integration.stop())
  const consent = createConsent({ ...common, customer, inbox, template, status: () => connection.status() })
  const automation = makeAutomation(deps, ground, { inbox, staff, quickReply, consent })
  introduceToChats({ order, quickReply }, { inbox, template })
  order.onMove((db, move) => automation.orderChanged(db, { ...move, isNew: false }))
  endings.add(async () => automation.stop())
  const intake = makeIntake(deps, ground, { inbox, order })
  endings.add(() => intake.stop())
  introduce(deps, ground, { inbox, intake })
  const keepers = [
    audit,
    customer,
    order,
    ledger,
    media,
    inbox,
    coupon,
    broadcast,
    raffle,
    series,
    intake,
    integration,
    automation,
    consent,
  ]
  const keeping = makeKeeping(deps, { ground, media, sources: keepers.flatMap((room) => room.personalData) }, endings)
  return { ...chats, ...outreach, search, intake, integration, automation, consent, ...keeping }
}

export type Features = ReturnType<typeof makeFeatures>
