import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { Clock, Logger } from '../kernel/index.ts'
import type { PersonalDataSource } from '../privacy/index.ts'
import { sql, type OpenVault } from '../store/index.ts'
import { createKeeper } from './keeper.ts'
import { rawEventsOfPerson } from './personal-data.ts'
import { countNew, forgetBefore, lastReceivedAt, unpark } from './queries.ts'
import {
  forgetNotices,
  readFields,
  readHistoryPhases,
  readNotices,
  type AccountNotice,
  type FieldHeard,
  type HistoryPhase,
} from './heard.ts'
import { createReader, type EventVersion } from './reader.ts'
import type { Sinks } from './sinks.ts'
import { startReceiver, type Receiver, type ReceiverSecrets } from './receiver.ts'

export type IntakeDeps = {
  readonly vault: OpenVault
  readonly clock: Clock
  readonly logger: Logger
  readonly sinks: Sinks
  /** Which version of the reader works; left out, this one. */
  readonly version?: EventVersion | undefined
  /** What callers are checked against, and which number's messages are ours; asked for each event. */
  readonly receiving: () => ReceiverSecrets & { readonly phoneNumberId: string | null }
  /** Port to listen on; left out, the one of last time where it is free. */
  readonly wishedPort?: number | undefined
  /** Meta proved that it reaches the receiver. */
  readonly onHandshake: () => void
  /** Something new was kept, at this time (ms). */
  readonly onEvent: (receivedAt: number) => void
}

/** The way in for everything that Meta tells: kept first, answered, then read in order. */
export type Intake = {
  readonly personalData: readonly PersonalDataSource[]
  /**
   * Opens the receiver on this computer, and reads what was kept but not read when the engine last ended. The port of
   * last time is taken again where it is free, so that a tunnel in front of it keeps working. Error: address-refused.
   */
  begin(): Promise<Result<{ readonly url: string }>>
  /** Address of the receiver; null before `begin`. */
  url(): string | null
  /** When the last event was kept, ms. */
  lastEventAt(): number | null
  /** How many kept events wait to be read. */
  backlog(): number
  /** What each field last delivered; fields that never delivered are not in it. */
  fields(): readonly FieldHeard[]
  /** What Meta said of account, number and security, latest first, at most the last hundred of two years. */
  notices(): readonly AccountNotice[]
  /** How far the chats from before the phone was joined have come, by phase; empty where none were shared. */
  history(): readonly HistoryPhase[]
  /** Ends the receiver; what was kept but not read is read at the next opening. */
  stop(): Promise<void>
}

/** Meta brings an event again for up to seven days; after eight a repeat can't come any more. */
const FORGET_AFTER_MS = 8 * 86_400_000
/** What was not understood by then holds people's data for nothing. */
const FORGET_KEPT_AFTER_MS = 180 * 86_400_000
const FORGET_NOTICES_AFTER_MS = 730 * 86_400_000
const MOST_NOTICES = 100
const CLEANING_EVERY_MS = 6 * 3_600_000
const PORT_SETTING = 'intake.port'

/** Makes the intake; nothing listens before `begin`. */
export function createIntake(deps: IntakeDeps): Intake {
  const { store } = deps.vault
  let receiver: Receiver | null = null
  let lastEventAt = lastReceivedAt(store.read)
  let forgetCleaning: () => void = () => undefined
  const reader = createReader({
    store,
    clock: deps.clock,
    logger: deps.logger,
    sinks: deps.sinks,
    version: deps.version,
    phoneNumberId: () => deps.receiving().phoneNumberId,
  })
  const keeper = createKeeper({
    store,
    clock: deps.clock,
    logger: deps.logger,
    onKept(receivedAt) {
      lastEventAt = receivedAt
      reader.wake()
      deps.onEvent(receivedAt)
    },
  })
  const clean = () => {
    const now = deps.clock.now()
    store.write((db) => {
      forgetBefore(db, { done: now - FORGET_AFTER_MS, kept: now - FORGET_KEPT_AFTER_MS })
      forgetNotices(db, now - FORGET_NOTICES_AFTER_MS)
    })
    forgetCleaning = deps.clock.after(CLEANING_EVERY_MS, clean)
  }
  return {
    personalData: [rawEventsOfPerson],
    async begin() {
      clean()
      store.write((db) => unpark(db))
      reader.wake()
      try {
        receiver = await startReceiver(
          { secrets: deps.receiving, keep: (body) => keeper.keep(body), onHandshake: deps.onHandshake, logger: deps.logger },
          deps.wishedPort ?? portOfLastTime(deps.vault),
        )
      } catch (error) {
        deps.logger.error('intake.receiver-failed', error)
        return fail('address-refused')
      }
      rememberPort(deps.vault, receiver.port, deps.clock.now())
      return ok({ url: receiver.url })
    },
    url: () => receiver?.url ?? null,
    lastEventAt: () => lastEventAt,
    backlog: () => countNew(store.read),
    fields: () => readFields(store.read),
    notices: () => readNotices(store.read, MOST_NOTICES),
    history: () => readHistoryPhases(store.read),
    async stop() {
      forgetCleaning()
      await receiver?.close()
      receiver = null
      reader.stop()
    },
  }
}

function portOfLastTime(vault: OpenVault): number {
  const port = Number(vault.store.read.get<{ value: string }>(sql`select value from setting where name = ${PORT_SETTING}`)?.value ?? 0)
  return Number.isInteger(port) && port > 1023 && port < 65_536 ? port : 0
}

function rememberPort(vault: OpenVault, port: number, now: number): void {
  if (port === portOfLastTime(vault)) return
  vault.store.write((db) =>
    db.run(
      sql`insert into setting (name, value, changed_at) values (${PORT_SETTING}, ${String(port)}, ${now}) on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at`,
    ),
  )
}
