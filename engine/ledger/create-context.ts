import type { OpenVault } from '../store/index.ts'
import { ClockWatch } from './clock-watch.ts'
import type { LedgerContext, LedgerDeps } from './context.ts'
import { EarlyEvents } from './early-events.ts'
import { LAST_ALIVE } from './epoch.ts'
import { HeldBackPeople } from './held-back-people.ts'
import { createOpaqueMaker } from './opaque.ts'
import { DailyPeople } from './people.ts'
import { heldBackSince, peopleSince, readFact, writeFact } from './queries.ts'
import { defaultSettings } from './settings.ts'
import { Speedometer } from './speedometer.ts'
import { Tallies } from './tallies.ts'
import { createQuietWatch } from './zones.ts'

const DAY_MS = 86_400_000

/** Gathers what the ledger's files share: settings, the vault's own mark for attempts, and who was written to in the last day. */
export function createContext(deps: LedgerDeps): LedgerContext {
  const { store, shop } = deps.vault
  const time = new ClockWatch(deps.clock, Number(readFact(store.read, LAST_ALIVE) ?? 0))
  const people = new DailyPeople()
  people.reload(peopleSince(store.read, time.now() - DAY_MS))
  const context: LedgerContext = {
    deps,
    settings: { ...defaultSettings, ...deps.settings },
    opaque: createOpaqueMaker({ install: fact(deps, 'ledger-install', 4), key: fact(deps, 'ledger-opaque-key', 32) }),
    guards: new Map(),
    listeners: new Map(),
    runListeners: [],
    people,
    time,
    quiet: createQuietWatch(shop.timeZone),
    speeds: new Speedometer(),
    tallies: new Tallies(),
    spent: new Map(),
    erasedUnderWay: new Set(),
    earlyEvents: new EarlyEvents(),
    heldBack: new HeldBackPeople(),
    skipLater: () => undefined,
    wake: () => undefined,
  }
  context.heldBack.reload(heldBackSince(store.read, time.now() - DAY_MS))
  return context
}

/** Reads a random mark of this vault, making it the first time; it stands inside the encrypted file. */
function fact(
  deps: { readonly vault: Pick<OpenVault, 'store'>; readonly random: LedgerDeps['random'] },
  name: string,
  bytes: number,
): string {
  const known = readFact(deps.vault.store.read, name)
  if (known !== null) return known
  const made = Buffer.from(deps.random.bytes(bytes)).toString('hex')
  deps.vault.store.write((db) => writeFact(db, name, made))
  return made
}
