import type { Messenger, SendOutcome } from '../../engine/cloud-api/index.ts'
import { manualClock, secureRandom, silentLogger, type ManualClock } from '../../engine/kernel/index.ts'
import { createLedger, type LedgerDeps, type LedgerRoom, type NewRun, type NewSend, type SendChange } from '../../engine/ledger/index.ts'
import { sql, type OpenVault, type Store } from '../../engine/store/index.ts'
import { tempVault } from './temp-vault.ts'

/** Stands in Meta's place where the simulator can't produce the case; answers by a script, in the order of sending. */
export type ScriptedMessenger = Messenger & {
  /** Bodies as they were handed over. */
  readonly bodies: string[]
  /** What to answer from now on; a function is asked for each message. */
  answer: (index: number, body: string) => SendOutcome | Promise<SendOutcome>
}

export const accepted = (index: number): SendOutcome => ({
  kind: 'accepted',
  wamid: `wamid.${index}`,
  waId: null,
  userId: null,
  heldForQuality: false,
  httpStatus: 200,
})

export function scriptedMessenger(): ScriptedMessenger {
  const bodies: string[] = []
  const messenger: ScriptedMessenger = {
    bodies,
    answer: accepted,
    async send(body) {
      bodies.push(body)
      return messenger.answer(bodies.length - 1, body)
    },
  }
  return messenger
}

export const aRun = (fields: Partial<NewRun> = {}): NewRun => ({
  runId: 'brc_run0000000001',
  owner: 'broadcast',
  purpose: 'offer',
  priority: 0,
  pacePerSecond: 80,
  quietHours: null,
  budgetMicros: null,
  sealHash: 'seal',
  latestAt: null,
  retryHeldBack: false,
  ...fields,
})

export const aSend = (index: number, fields: Partial<NewSend> = {}): NewSend => {
  const phone = `+8869${String(10_000_000 + index)}`
  return {
    sendId: `snd_${String(index).padStart(10, '0')}`,
    rkey: phone,
    customerSeq: null,
    toPhone: phone,
    toUserId: null,
    body: JSON.stringify({ messaging_product: 'whatsapp', to: phone, type: 'text', text: { body: `哈囉 ${index}` } }),
    template: { name: 'coupon', language: 'en', category: 'MARKETING' },
    market: 'TW',
    priceMicros: 1_000,
    ...fields,
  }
}

export const manySends = (count: number, fields: Partial<NewSend> = {}): NewSend[] =>
  Array.from({ length: count }, (_, index) => aSend(index, fields))

/** A ledger over a real encrypted vault, with a clock moved by hand and a scripted Meta. */
export type LedgerKit = {
  readonly vault: OpenVault & { remove(): void }
  readonly store: Store
  readonly clock: ManualClock
  readonly messenger: ScriptedMessenger
  readonly ledger: LedgerRoom
  readonly changes: SendChange[]
  /** Writes a run with sends; starts it unless told. */
  run(sends: readonly NewSend[], fields?: Partial<NewRun>, options?: { start?: boolean }): string
  states(runId?: string): string[]
  opaqueOf(index: number): string
  remove(): Promise<void>
}

type Options = Partial<Omit<LedgerDeps, 'vault'>> & {
  readonly vault?: OpenVault & { remove(): void }
  readonly begin?: boolean
  readonly clock?: ManualClock
}

export function ledgerKit(options: Options = {}): LedgerKit {
  const { begin = true, vault = tempVault(), clock = manualClock(Date.UTC(2026, 10, 23, 4, 0)), ...deps } = options
  const messenger = scriptedMessenger()
  const ledger = createLedger({ vault, clock, random: secureRandom, logger: silentLogger, messenger, inboundAlive: () => true, ...deps })
  const changes: SendChange[] = []
  ledger.watch('broadcast', (_db, change) => void changes.push(change))
  if (begin) ledger.begin()
  return {
    vault,
    store: vault.store,
    clock,
    messenger,
    ledger,
    changes,
    run(sends, fields, { start = true } = {}) {
      const run = aRun(fields)
      vault.store.write((db) => ledger.seal(db, run, sends))
      if (start) ledger.start(run.runId)
      return run.runId
    },
    states: (runId = aRun().runId) =>
      vault.store.read.all<{ state: string }>(sql`select state from send where run_id = ${runId} order by seq`).map((row) => row.state),
    opaqueOf(index) {
      const body = JSON.parse(messenger.bodies[index] ?? '{}') as { biz_opaque_callback_data?: string }
      return body.biz_opaque_callback_data ?? ''
    },
    async remove() {
      const ended = ledger.end()
      await clock.advance(10_000)
      await ended
      vault.remove()
    },
  }
}
