import type { Connection } from '../connection/index.ts'
import type { Customer } from '../customer/index.ts'
import type {
  ChangeEvent,
  IdentityEvent,
  InboundEvent,
  PhoneEvent,
  PreferenceEvent,
  Sinks,
  StatusEvent,
  TemplateEvent,
} from '../intake/index.ts'
import type { Logger } from '../kernel/index.ts'
import { pauseRestricted } from './joins.ts'
import type { Ledger } from '../ledger/index.ts'
import type { OrderRoom } from '../order/index.ts'
import type { WriteHandle } from '../store/index.ts'
import type { TemplateRoom } from '../template/index.ts'

export type SinkRooms = {
  readonly connection: Pick<Connection, 'accountTold' | 'forbidden'>
  readonly customer: Pick<Customer, 'recognise' | 'recordOffers' | 'learnKnown' | 'noteBookEntry'>
  readonly ledger: Pick<Ledger, 'recordStatus' | 'pauseBroadcasts'>
  readonly order: Pick<OrderRoom, 'takeCart'>
  readonly template: Pick<TemplateRoom, 'applyStatusEvent' | 'applyCategoryEvent' | 'applyQualityEvent' | 'sync'>
  readonly inbox: {
    inbound(db: WriteHandle, event: InboundEvent): void
    ownPhone(db: WriteHandle, event: PhoneEvent): void
    change(db: WriteHandle, event: ChangeEvent): void
    identity(db: WriteHandle, event: IdentityEvent): void
  }
  readonly logger: Logger
}

/** A cart is an order too; whose it is, the inbox has found out by then. */
function takeInbound(rooms: SinkRooms, db: WriteHandle, event: InboundEvent): void {
  rooms.inbox.inbound(db, event)
  if (event.message.type !== 'order') return
  const { phone, userId, parentUserId, username, profileName, at } = event
  const { customerSeq } = rooms.customer.recognise(db, { phone, userId, parentUserId, username, profileName, at })
  rooms.order.takeCart(db, customerSeq, event)
}

function takePreference(rooms: SinkRooms, db: WriteHandle, event: PreferenceEvent): void {
  const { phone, userId, parentUserId, at, detail } = event
  const { customerSeq } = rooms.customer.recognise(db, { phone, userId, parentUserId, username: null, profileName: null, at })
  // Who signs up asks for promotions by the same switch that stops them.
  const decision = event.value === 'stop' ? 'stopped' : 'resumed'
  rooms.customer.recordOffers(db, customerSeq, { decision, source: 'whatsapp-preference', detail, at, by: 'customer' })
}

function isApplied(rooms: SinkRooms, db: WriteHandle, event: TemplateEvent): boolean {
  switch (event.kind) {
    case 'status':
      return rooms.template.applyStatusEvent(db, event.value)
    case 'category':
      return rooms.template.applyCategoryEvent(db, event.value)
    case 'quality':
      return rooms.template.applyQualityEvent(db, event.value)
    case 'components':
      return false
  }
}

function takeTemplateEvent(rooms: SinkRooms, db: WriteHandle, event: TemplateEvent): void {
  if (isApplied(rooms, db, event)) return
  // A template that was made elsewhere, or whose text changed; read after the commit, because the answer comes over the network.
  db.afterCommit(() => {
    rooms.template.sync().then(
      (result) => {
        if (!result.ok) rooms.logger.warn('template-sync-failed', { code: result.error.code })
      },
      (error: unknown) => rooms.logger.error('template-sync-failed', error),
    )
  })
}

function takeStatus(rooms: SinkRooms, db: WriteHandle, event: StatusEvent): void {
  const { wamid, status, at, metaCode, opaque, pricing } = event
  rooms.ledger.recordStatus(db, { wamid, status, at, metaCode, opaque, pricing })
}

function heardOfAccount({ connection, ledger }: SinkRooms): void {
  // The number is read again, since the events tell less than the number itself.
  connection.accountTold()
  pauseRestricted(ledger, connection)
}

/** Where each kind of event goes; all of it inside the transaction that marks the event as read. */
export const createSinks = (rooms: SinkRooms): Sinks => ({
  inbound: (db, event) => takeInbound(rooms, db, event),
  phone: (db, event) => rooms.inbox.ownPhone(db, event),
  change: (db, event) => rooms.inbox.change(db, event),
  identity: (db, event) => rooms.inbox.identity(db, event),
  known: (db, event) => rooms.customer.learnKnown(db, event),
  book: (db, event) => rooms.customer.noteBookEntry(db, event),
  status: (db, event) => takeStatus(rooms, db, event),
  preference: (db, event) => takePreference(rooms, db, event),
  templateStatus: (db, event) => takeTemplateEvent(rooms, db, event),
  account: (db) => db.afterCommit(() => heardOfAccount(rooms)),
})
