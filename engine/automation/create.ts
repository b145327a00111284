import type { EventData } from '#contract/ipc/index.ts'
import { createQuietWatch } from '../ledger/index.ts'
import type { Handlers } from '../kernel/index.ts'
import type { PersonalDataSource } from '../privacy/index.ts'
import type { WriteHandle } from '../store/index.ts'
import type { Context } from './context.ts'
import type { AutomationDeps } from './deps.ts'
import { conversationClosed } from './due/closing.ts'
import { orderChanged, type OrderChange } from './due/orders.ts'
import { createScheduler, type Scheduler } from './due/scheduler.ts'
import { hearInbound } from './inbound.ts'
import { moveAutomations } from './join.ts'
import { dropRemoved, keepPaused, readBook, type Book } from './kept/book.ts'
import { readChat, silence } from './kept/chats.ts'
import { personById } from './kept/people.ts'
import { cancelPlans } from './kept/plans.ts'
import { personalData } from './personal-data.ts'
import { answersAtAll } from './rules/decide.ts'
import { automationHandlers } from './router.ts'
import { layOutStarters } from './starters.ts'

/** What answers and reminds by itself, and hands over to a person. */
export type AutomationRoom = {
  readonly handlers: Handlers
  readonly personalData: readonly PersonalDataSource[]
  /** Plans what follows from an order, in the caller's transaction; the same news twice plans nothing twice. */
  orderChanged(db: WriteHandle, change: OrderChange): void
  /** Takes up what waited when the engine last ended; call before the ledger begins. */
  begin(): void
  /** Forgets its timer; what waits is looked at again at the next opening. */
  stop(): void
}

const HOUR_MS = 3_600_000

/** Makes the room: it hears conversations from now on, and looks at what they bring once it has begun. */
export function createAutomation(deps: AutomationDeps): AutomationRoom {
  const { vault, inbox, customer } = deps
  layOutStarters(deps)
  let book: Book | null = null
  let isClosing = false
  let scheduler: Scheduler | null = null
  let stopListening = (): void => undefined
  const context: Context = {
    deps,
    book: () => (book ??= readBook(vault.store.read, vault.shop.locale)),
    forget: () => void (book = null),
    wake: () => scheduler?.wake(),
    quiet: createQuietWatch(vault.shop.timeZone),
    closeAgain(db, customerSeq) {
      isClosing = true
      try {
        inbox.setClosed(db, customerSeq, true)
      } finally {
        isClosing = false
      }
    },
  }
  customer.meetOfferWords(() => ownWords(context.book()))
  customer.onJoin(moveAutomations)
  inbox.onInbound((db, inbound) => hearInbound(context, db, inbound))
  inbox.onOutbound((db, { customerSeq, by, at }) => {
    if (by !== 'auto') hearPerson(context, db, { customerSeq, at })
  })
  inbox.onClosed((db, closed) => {
    if (!isClosing && context.book().paused === null) conversationClosed(context, db, closed)
  })
  return {
    handlers: automationHandlers(context),
    personalData,
    orderChanged: (db, change) => orderChanged(context, db, change),
    begin() {
      if (vault.restoredCopy) restInCopy(context)
      scheduler = createScheduler(() => context)
      // Orders are found in the database; the event only says that it is worth looking now.
      stopListening = deps.announcer.listen((name, data) => {
        if (name === 'order.changed') scheduler?.wake()
        if (name === 'inbox.presence') hearTyping(context, data as EventData<'inbox.presence'>)
      })
      vault.store.write((db) => dropRemoved(db, deps.clock.now()))
      scheduler.wake()
    },
    stop() {
      stopListening()
      scheduler?.stop()
    },
  }
}

/** While a person answers, nothing else does. */
function hearPerson(context: Context, db: WriteHandle, { customerSeq, at }: { readonly customerSeq: number; readonly at: number }): void {
  const { onStaff, silentHours } = context.book().settings.handOver
  if (onStaff) silence(db, customerSeq, { until: at + silentHours * HOUR_MS, reason: 'staff' })
}

/** Whoever begins to write an answer is at it already. Where nothing answers by itself there is nothing to silence. */
function hearTyping(context: Context, { customerId, presence }: EventData<'inbox.presence'>): void {
  const { clock, vault, announcer } = context.deps
  if (!presence.some(({ doing }) => doing === 'writing') || !answersAtAll(context.book())) return
  const person = personById(vault.store.read, customerId)
  const at = clock.now()
  if (person === undefined || (readChat(vault.store.read, person.customerSeq).silentUntil ?? 0) > at) return
  vault.store.write((db) => {
    hearPerson(context, db, { customerSeq: person.customerSeq, at })
    db.afterCommit(() => announcer.announce('automation.used', { customerId, automationId: null }))
  })
}

/** Words of an automation that is on; those that Shopbell knows are obeyed whatever is on. */
function ownWords({ automations }: Book): { readonly stop: readonly string[]; readonly start: readonly string[] } {
  const works = automations.flatMap(({ isOn, work }) => (isOn && work.kind === 'offer-words' ? [work] : []))
  return { stop: works.flatMap(({ stop }) => stop), start: works.flatMap(({ start }) => start) }
}

/** In a copy from another day or computer everything may have been said already: all waits for a person. */
function restInCopy(context: Context): void {
  const { deps } = context
  const at = deps.clock.now()
  deps.vault.store.write((db) => {
    cancelPlans(db, {}, { reason: 'restored-copy', at })
    if (context.book().paused === null) keepPaused(db, { at, by: '', reason: 'restored-copy' }, at)
  })
  context.forget()
}
