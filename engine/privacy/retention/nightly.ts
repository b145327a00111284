import { breathe } from '../../kernel/index.ts'
import { StoreError } from '../../store/index.ts'
import type { PrivacyContext } from '../deps.ts'
import { emptyLog } from '../erase/empty-log.ts'
import { erasePeople } from '../erase/person.ts'
import { quietCustomers } from './quiet-customers.ts'
import { cutsAt, JUMP_MS, nightAfter, rulesAt } from './ages.ts'
import { keepNights, keepRules, nightsOf, proposeRules, retentionNow, type Nights } from './settings.ts'

const LOOK_EVERY_MS = 900_000
const PORTION = 200

/** The watch that removes by night what has become old. */
export type NightlyRun = {
  /** Looks at the time now, and works when it is due; false when a jump of the date waits for an answer. */
  look(): Promise<boolean>
  /** A person says that the date is right. */
  confirm(): void
  stop(): Promise<void>
}

/** Makes the watch; it looks every quarter of an hour. */
export function createNightlyRun(context: PrivacyContext): NightlyRun {
  let work: Promise<unknown> = Promise.resolve()
  let isStopped = false
  let forget = () => {}
  const look = () => {
    const turn = work.then(() => lookOnce(context, () => isStopped))
    work = turn.catch((cause: unknown) => context.logger.error('nightly run ended early', cause))
    return turn
  }
  const round = () => {
    forget = context.clock.after(LOOK_EVERY_MS, round)
    void look().catch(() => undefined)
  }
  forget = context.clock.after(LOOK_EVERY_MS, round)
  return {
    look,
    confirm() {
      const now = context.clock.now()
      keep(context, { ...nightsOf(context.vault.store.read), seenAt: now, asksSince: null })
    },
    async stop() {
      isStopped = true
      forget()
      await work
    },
  }
}

function keep(context: PrivacyContext, nights: Nights): void {
  context.vault.store.write((db) => keepNights(db, nights, context.clock.now()))
}

async function lookOnce(context: PrivacyContext, isStopped: () => boolean): Promise<boolean> {
  const { store, shop } = context.vault
  const now = context.clock.now()
  const nights = nightsOf(store.read)
  if (nights.seenAt === null) {
    store.write((db) => {
      proposeRules(db, now)
      keepNights(db, { ranAt: null, seenAt: now, asksSince: null }, now)
    })
    return true
  }
  const isJump = now - nights.seenAt > JUMP_MS
  // Set back again: the question is settled by itself.
  if (isJump) {
    if (nights.asksSince === null) askAboutJump(context, nights)
    return false
  }
  keep(context, { ...nights, seenAt: now, asksSince: null })
  if (now >= nightAfter(nights.ranAt ?? nights.seenAt, shop.timeZone)) await runNight(context, isStopped)
  return true
}

function askAboutJump(context: PrivacyContext, nights: Nights): void {
  context.vault.store.write((db) => {
    keepNights(db, { ...nights, asksSince: context.clock.now() }, context.clock.now())
    db.afterCommit(() => context.announcer.announce('privacy.changed', {}))
  })
}

/** Removes class by class in portions; stopped in the middle, the next night goes on. */
async function runNight(context: PrivacyContext, isStopped: () => boolean): Promise<void> {
  const { store } = context.vault
  const now = context.clock.now()
  const rules = retentionNow(store.read)
  const retention = rulesAt(rules, now)
  if (retention !== rules.retention) store.write((db) => keepRules(db, { retention, pending: null }, now))
  const cuts = cutsAt(retention, now)
  const removed: Record<string, number> = {}
  for (const source of context.retention ?? []) {
    const before = cuts[source.kind]
    if (before !== null)
      removed[source.kind] = await inPortions(isStopped, () =>
        store.write((db) => {
          db.forgetSoon()
          return source.remove(db, before, PORTION)
        }),
      )
  }
  const quietSince = cuts.customers
  if (quietSince !== null) removed['customers'] = await eraseQuiet(context, quietSince, isStopped)
  if (isStopped()) return
  emptyLog(context)
  context.note?.('retention.ran', removed)
  store.write((db) => {
    keepNights(db, { ...nightsOf(db), ranAt: now }, now)
    db.afterCommit(() => context.announcer.announce('privacy.changed', {}))
  })
}

async function inPortions(isStopped: () => boolean, remove: () => number): Promise<number> {
  let all = 0
  for (;;) {
    if (isStopped()) return all
    const removed = remove()
    all += removed
    if (removed < PORTION) return all
    await breathe()
  }
}

async function eraseQuiet(context: PrivacyContext, before: number, isStopped: () => boolean): Promise<number> {
  let all = 0
  while (!isStopped()) {
    const people = quietCustomers(context.vault.store.read, before, PORTION)
    if (people.length === 0) return all
    const erased = await erasePeople(context, people, { by: 'retention', keepSuppression: false, rewriteBackups: true })
    if (!erased.ok) throw new StoreError('failed')
    all += erased.value.receipts.length
  }
  return all
}
