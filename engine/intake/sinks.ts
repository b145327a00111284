import type { WriteHandle } from '../store/index.ts'
import type {
  AccountEvent,
  BookEvent,
  ChangeEvent,
  Fact,
  IdentityEvent,
  InboundEvent,
  KnownEvent,
  PhoneEvent,
  PreferenceEvent,
  StatusEvent,
  TemplateEvent,
} from './facts.ts'
import { noteAccount, noteHistory } from './heard.ts'

/** Where facts go; each is called inside the transaction that marks the event as read, and may hear the same fact again. */
export type Sinks = {
  inbound(db: WriteHandle, event: InboundEvent): void
  /** A message of the shop's own phone, of now or of before. */
  phone(db: WriteHandle, event: PhoneEvent): void
  /** A message was edited or withdrawn. */
  change(db: WriteHandle, event: ChangeEvent): void
  /** A customer's number or ids changed. */
  identity(db: WriteHandle, event: IdentityEvent): void
  /** A number and ids are one person. */
  known(db: WriteHandle, event: KnownEvent): void
  /** The phone's address book changed. */
  book(db: WriteHandle, event: BookEvent): void
  status(db: WriteHandle, event: StatusEvent): void
  preference(db: WriteHandle, event: PreferenceEvent): void
  templateStatus(db: WriteHandle, event: TemplateEvent): void
  /** Something about account, number or security; kept as a notice already. */
  account(db: WriteHandle, event: AccountEvent): void
}

/** Hands one fact to where it goes. */
export function tell(sinks: Sinks, db: WriteHandle, fact: Fact): void {
  switch (fact.kind) {
    case 'inbound':
      return sinks.inbound(db, fact.event)
    case 'status':
      return sinks.status(db, fact.event)
    case 'phone':
      return sinks.phone(db, fact.event)
    case 'change':
      return sinks.change(db, fact.event)
    case 'account':
      if (noteAccount(db, fact.event)) sinks.account(db, fact.event)
      return
    case 'history':
      return noteHistory(db, fact.event)
    default:
      return tellAboutPeople(sinks, db, fact)
  }
}

type OtherFact = Exclude<Fact, { readonly kind: 'inbound' | 'status' | 'phone' | 'change' | 'account' | 'history' }>

function tellAboutPeople(sinks: Sinks, db: WriteHandle, fact: OtherFact): void {
  switch (fact.kind) {
    case 'identity':
      return sinks.identity(db, fact.event)
    case 'known':
      return sinks.known(db, fact.event)
    case 'book':
      return sinks.book(db, fact.event)
    case 'preference':
      return sinks.preference(db, fact.event)
    case 'template':
      return sinks.templateStatus(db, fact.event)
    case 'noted':
    case 'unknown':
      return
  }
}
