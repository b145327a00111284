import { randomBytes } from 'node:crypto'
import { fail } from '#contract/kernel/result.ts'
import type { Announcer, Clock, Logger, Random } from '../kernel/index.ts'
import { sql, type OpenVault, type ReadHandle } from '../store/index.ts'
import { recordOffers } from './consent.ts'
import { createDuplicates } from './duplicate/create-duplicates.ts'
import type { Customer } from './face.ts'
import type { FindGroup } from './facts.ts'
import { createImports } from './import/create-imports.ts'
import { noteBookEntry } from './identity-book.ts'
import { followChange } from './identity-change.ts'
import type { Mover } from './identity-join.ts'
import { joinedIdentities } from './identity-keys.ts'
import { findById, findByNumber, learnIdentity, learnKnown, recognise } from './identity.ts'
import { offerWord, type OwnOfferWords } from './offer-words.ts'
import { createMany } from './many/create-many.ts'
import { peopleSelected } from './many/selection.ts'
import { noteChange } from './record/changes.ts'
import { personalData } from './personal-data.ts'
import { normaliseNumber } from './phone-number.ts'
import { heldWhy, isSentTwice, mayGetNothing } from './record/restrict.ts'
import type { KeepEvidence } from './record/evidence.ts'
import { customerHandlers } from './router.ts'
import { createSuppression } from './suppression.ts'

/** What the customer room needs to run. */
export type CustomerOptions = {
  readonly vault: OpenVault
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
  readonly announcer: Announcer
}

/** Name of the key for suppression hashes among the vault's secrets. */
export const SUPPRESSION_KEY = 'suppression-key'

/** Makes the customer room; reads (or makes) the key for suppression hashes, hence asynchronous. */
export async function createCustomer(options: CustomerOptions): Promise<Customer> {
  const { vault, clock, random } = options
  const suppression = createSuppression(await vault.secrets.getOrMake(SUPPRESSION_KEY, () => randomBytes(32).toString('hex')))
  // Groups stand on customers and on most other rooms, so they are met once they are there.
  let findGroup: FindGroup = () => undefined
  let people: () => number | null = () => null
  let keepEvidence: KeepEvidence = async () => fail('evidence-refused', { reason: 'no-files' })
  let ownWords: () => OwnOfferWords = () => ({ stop: [], start: [] })
  const movers: Mover[] = []
  const deps = {
    ...options,
    movers,
    suppression,
    groups: (db: ReadHandle, groupId: string) => findGroup(db, groupId),
    people: () => people(),
    keepEvidence: (asked: Parameters<KeepEvidence>[0]) => keepEvidence(asked),
  }
  const imports = createImports(deps)
  const many = createMany(deps)
  const duplicates = createDuplicates(deps)
  return {
    handlers: { ...customerHandlers(deps), ...imports.handlers, ...many.handlers, ...duplicates.handlers },
    personalData,
    findByNumber,
    find: findById,
    recognise: (db, stranger) => recognise(db, stranger, { random, movers }),
    recordOffers: (db, customerSeq, decision) => recordOffers(db, customerSeq, { decision, now: clock.now() }),
    noteInbound(db, customerSeq, at) {
      // Events may come late and out of order; time never runs backwards here.
      db.run(sql`
        update customer set last_inbound_at = max(coalesce(last_inbound_at, 0), ${at}), last_message_at = max(coalesce(last_message_at, 0), ${at}),
          unusable_at = null
        where seq = ${customerSeq}`)
    },
    noteOutbound(db, customerSeq, sent) {
      db.run(sql`
        update customer set last_message_at = max(coalesce(last_message_at, 0), ${sent.at}),
          last_offer_at = case when ${sent.offer ? 1 : 0} then max(coalesce(last_offer_at, 0), ${sent.at}) else last_offer_at end
        where seq = ${customerSeq}`)
    },
    markUnusable(db, customerSeq, at) {
      db.run(sql`update customer set unusable_at = ${at} where seq = ${customerSeq}`)
    },
    setBlocked(db, customerSeq, blocked) {
      db.run(sql`update customer set blocked = ${blocked ? 1 : 0} where seq = ${customerSeq}`)
      db.afterCommit(() => options.announcer.announce('customer.changed', { customerId: null }))
    },
    learnIdentity: (db, customerSeq, known) => learnIdentity(db, customerSeq, { ...known, movers }),
    learnKnown: (db, known) => learnKnown(db, known, movers),
    followChange: (db, change) => followChange(db, change, movers),
    noteBookEntry,
    onJoin: (mover) => void movers.push(mover),
    meetGroups: (find) => void (findGroup = find),
    meetCount: (count) => void (people = count),
    mayGetNothing,
    peopleOf: (selection) => peopleSelected({ db: vault.store.read, groups: deps.groups }, selection),
    noteUnsuppressed: (db, customerSeq, at) => noteChange(db, customerSeq, { at, by: 'customer', kind: 'unsuppressed' }),
    isSentTwice,
    heldWhy,
    meetEvidence: (keep) => void (keepEvidence = keep),
    imports: imports.chats,
    normaliseNumber,
    isSuppressed: suppression.isSuppressed,
    suppress: (db, phone, userId) => suppression.suppress(db, { phone, userId }, clock.now()),
    joinedIdentities,
    suppressedSince: suppression.since,
    unsuppress: (db, phone, userId = null) => suppression.lift(db, phone, userId),
    suppressionHashes: suppression.hashes,
    suppressionKeyFor: suppression.keyFor,
    meetOfferWords: (words) => void (ownWords = words),
    offerWord: (text) => offerWord(text, ownWords()),
    stop: async () => void (await Promise.all([imports.stop(), many.stop(), duplicates.stop()])),
  }
}
