import type { Connection } from '../connection/index.ts'
import type { Customer } from '../customer/index.ts'
import type { Logger } from '../kernel/index.ts'
import type { GuardVerdict, Ledger, SendRow } from '../ledger/index.ts'
import type { ReadHandle } from '../store/index.ts'
import type { Result } from '#contract/kernel/result.ts'

type Reader = { sync(): Promise<Result<unknown>> }

/** What a new number or key can reach is read once, in the background; a failure is logged and a person can read again. */
export function readOnceConnected(rooms: {
  readonly connection: Pick<Connection, 'onConnected'>
  readonly template: Reader
  readonly catalog: Reader
  readonly logger: Logger
}): void {
  const read = async (what: 'template' | 'catalog', room: Reader): Promise<void> => {
    const done = await room.sync()
    if (!done.ok) rooms.logger.warn('first-reading-failed', { what, code: done.error.code })
  }
  rooms.connection.onConnected(async () => {
    await read('template', rooms.template)
    await read('catalog', rooms.catalog)
  })
}

/** Nothing that Meta forbids leaves: broadcasts stand still, replies say why. Registered before other guards, so that nobody is skipped. */
export function keepRestrictions(ledger: Pick<Ledger, 'guard'>, connection: Pick<Connection, 'forbidden'>): void {
  const isForbidden = (send: SendRow): boolean => connection.forbidden(send.template) !== null
  const pause = (send: SendRow): GuardVerdict => (isForbidden(send) ? { pause: 'account-restricted' } : { go: true })
  ledger.guard('offer', (_, send) => pause(send))
  ledger.guard('notice', (_, send) => pause(send))
  ledger.guard('reply', (_, send) => (isForbidden(send) ? { skip: 'account-restricted' } : { go: true }))
}

/** Who asked that their data is not used gets nothing, and nobody gets one broadcast twice whose two records were made one. */
export function keepWishes(ledger: Pick<Ledger, 'guard'>, customer: Pick<Customer, 'mayGetNothing' | 'isSentTwice'>): void {
  const skip = (db: ReadHandle, { customerSeq }: SendRow): GuardVerdict =>
    customerSeq !== null && customer.mayGetNothing(db, customerSeq) ? { skip: 'restricted' } : { go: true }
  ledger.guard('offer', skip)
  ledger.guard('notice', skip)
  ledger.guard('reply', skip)
  ledger.guard('offer', (db, send) => (customer.isSentTwice(db, send) ? { skip: 'duplicate' } : { go: true }))
}

/** A restriction stops what runs at once, not at the next message: a broadcast that waits for the morning should say so now. */
export function pauseRestricted(ledger: Pick<Ledger, 'pauseBroadcasts'>, connection: Pick<Connection, 'forbidden'>): void {
  // A restriction of one category only is found by the guard, with the first message of it.
  if (connection.forbidden({ category: 'MARKETING' }) !== null) ledger.pauseBroadcasts('account-restricted')
}
