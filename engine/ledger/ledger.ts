import type { LedgerDeps, Tx } from './context.ts'
import { createContext } from './create-context.ts'
import { takeOver } from './epoch.ts'
import type { Ledger } from './face.ts'
import { createLookingAnew } from './looking-anew.ts'
import { Loop } from './loop.ts'
import { createPersonalData, dropOrphanEvents, type LedgerPersonalData } from './personal-data.ts'
import { isBroadcasting, lastAcceptedAt, peopleSince } from './queries.ts'
import { recordQuoted, recordStatus } from './resolve.ts'
import { addSend, pauseAll, pauseByHand, seal, sendAgain, setPlan, startRun, stopRun, withdraw } from './runs.ts'
import { addSealing, beginSealing, finishSealing, takeBackSealing } from './sealing.ts'
import { reloadPeople } from './reload-people.ts'
import { createStopping } from './stopping.ts'
import { countsOf, runFacts, speedOf } from './views.ts'

/** The ledger as the host holds it: its face, and what it keeps about people. It ends with `end`. */
export type LedgerRoom = Ledger & { readonly personalData: readonly LedgerPersonalData[] }

/** Makes the one way any message leaves (SECURITY 2.0). Nothing is sent before `begin`. */
export function createLedger(deps: LedgerDeps): LedgerRoom {
  const context = createContext(deps)
  const loop = new Loop(context)
  context.wake = () => loop.wake()
  const stopping = createStopping(context)
  const lookingAnew = createLookingAnew(context)
  context.skipLater = stopping.begin
  const write = <T>(work: (tx: Tx) => T): T => deps.vault.store.write((db) => work({ context, db }))
  return {
    personalData: [createPersonalData(context)],
    seal: (db, run, sends) => seal({ context, db }, run, sends),
    sealing: {
      begin: (db, run) => beginSealing({ context, db }, run),
      add: (db, runId, sends) => addSealing({ context, db }, runId, sends),
      finish: (db, done) => finishSealing({ context, db }, done),
      takeBack: (db, runId, most) => takeBackSealing({ context, db }, runId, most),
    },
    add(db, runId, send) {
      addSend({ context, db }, runId, send)
      db.afterCommit(context.wake)
    },
    start(runId) {
      loop.meetClock()
      return loop.refusal() ?? write((tx) => startRun(tx, runId, ['ready']))
    },
    pause: (runId, reason) => write((tx) => pauseByHand(tx, runId, reason)),
    pauseBroadcasts: (reason) => write((tx) => pauseAll(tx, reason)),
    resume(runId) {
      loop.recover()
      loop.meetClock()
      loop.tryAtOnce()
      return loop.refusal() ?? write((tx) => startRun(tx, runId, ['paused']))
    },
    stop: (runId) => write((tx) => stopRun(tx, runId)),
    stopped: stopping.done,
    setPlan: (runId, plan) => write((tx) => setPlan(tx, runId, plan)),
    withdraw: (db, sendId, reason) => withdraw({ context, db }, sendId, reason),
    sendAgain: (db, runId, sendIds) => sendAgain({ context, db }, runId, sendIds),
    run: (db, runId) => runFacts(db, runId, loop.standstill),
    counts: countsOf,
    speed: (runId) => speedOf(context, loop.way, runId),
    recordStatus: (db, status) => recordStatus({ context, db }, status),
    recordQuoted: (db, wamid, at) => recordQuoted({ context, db }, wamid, at),
    dailyUse: () => ({ used: context.people.used(context.time.now()), limit: context.people.limit }),
    dailyParts: ({ people, at }) => context.people.parts(people, at),
    peopleSince: (db, since) => peopleSince(db, since).length,
    isBroadcasting,
    lastAcceptedAt,
    setDailyLimit(limit) {
      const isMore = context.people.limit !== null && (limit ?? Number.POSITIVE_INFINITY) > context.people.limit
      context.people.setLimit(limit)
      // Who was given a time under the lower limit need not wait for it.
      if (isMore) {
        write(reloadPeople)
        lookingAnew.begin()
      }
      context.wake()
    },
    setThroughput(perSecond) {
      loop.way.setThroughput(perSecond)
      context.wake()
    },
    nudge: () => loop.tryAtOnce(),
    leaveOnlyWhile: (mayLeave) => void (loop.mayLeave = mayLeave),
    guard: (purpose, check) => void context.guards.set(purpose, [...(context.guards.get(purpose) ?? []), check]),
    watch: (owner, listener) => void context.listeners.set(owner, [...(context.listeners.get(owner) ?? []), listener]),
    watchRuns: (listener) => void context.runListeners.push(listener),
    begin() {
      deps.vault.store.write((db) => {
        takeOver({ context, db })
        dropOrphanEvents(db, deps.clock.now())
      })
      stopping.beginAll()
      loop.begin()
    },
    idle: () => loop.idle(),
    async end() {
      // The loop at once, so that nothing more is claimed while the others come to their end.
      await Promise.all([loop.end(), stopping.end(), lookingAnew.end()])
    },
  }
}
