import { createChatImport } from '../chat-import/index.ts'
import { createInbox } from '../inbox/index.ts'
import { createMedia, type Media } from '../media/index.ts'
import { createOrder } from '../order/index.ts'
import { createQuickReply } from '../quick-reply/index.ts'
import { createDesk, createSession, type Desk, type Session } from '../session/index.ts'
import { createStaff, type Staff } from '../staff/index.ts'
import type { Endings } from './endings.ts'
import type { Ground } from './ground.ts'
import { numberIn } from './number-in.ts'
import type { RoomDeps } from './room-deps.ts'

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

const theOwner = { role: 'owner', person: 'owner' } as const

/** Who sits here. While nobody may know what leaves, the ledger waits, if the shop wants that. */
function makeSession(deps: RoomDeps & { readonly desk: Desk }, { ledger, audit, customer }: Ground, staff: Staff): Session {
  const { vault, clock, random, announcer, doors, desk } = deps
  const session: Session = createSession({
    vault,
    clock,
    random,
    announcer,
    staff,
    desk,
    doors,
    numberIn: numberIn({ vault, customer }),
    onMayLeave: () => ledger.nudge(),
    audit: {
      note: ({ person, role, ...what }) =>
        vault.store.write((db) => audit.note(db, person === '' ? what : { ...what, who: { person, role } })),
    },
  })
  ledger.leaveOnlyWhile(() => session.mayLeave())
  return session
}

/** Who works here, the chats, and what is handed out in them. */
export function makeChats(deps: RoomDeps, ground: Ground, endings: Endings) {
  const { connection, ledger, customer, template, catalog, price } = ground
  const { vault, clock, random, logger, announcer } = deps
  const common = { vault, clock, random, logger, announcer }
  const staff = createStaff({ vault, clock, random, announcer })
  const desk = deps.desk ?? createDesk({ clock, process: theOwner })
  const session = makeSession({ ...deps, desk }, ground, staff)
  endings.add(async () => session.stop())
  const media = makeMedia(deps, ground)
  customer.meetEvidence(media.keepEvidence)
  endings.add(() => media.stop())
  const inbox = createInbox({
    ...common,
    ledger,
    customer,
    template,
    catalog,
    price,
    staff,
    caller: () => desk.callerHere(),
    api: () => connection.api(),
    files: media,
  })
  endings.add(() => inbox.stop())
  const chatImport = createChatImport({ vault, clock, announcer, customer, inbox, media })
  catalog.countUses({ ledger, inbox })
  const order = createOrder({ ...common, customer, catalog })
  endings.add(() => order.stop())
  const quickReply = createQuickReply({ vault, clock, random, announcer, files: media })
  return { staff, session, media, inbox, chatImport, order, quickReply }
}

export type Chats = ReturnType<typeof makeChats>
