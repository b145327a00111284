import { createAudit } from '../audit/index.ts'
import { countUses } from '../broadcast/index.ts'
import { createCatalog } from '../catalog/index.ts'
import { createConnection, type Connection } from '../connection/index.ts'
import { createCustomer } from '../customer/index.ts'
import { createGroup, groupCondition, momentOf, ruleOf } from '../group/index.ts'
import { createLedger, type LedgerRoom } from '../ledger/index.ts'
import { createPrice } from '../price/index.ts'
import { createProfile } from '../profile/index.ts'
import { createTemplate } from '../template/index.ts'
import type { Endings } from './endings.ts'
import { keepRestrictions, keepWishes, readOnceConnected } from './joins.ts'
import type { RoomDeps } from './room-deps.ts'

/** Connection and ledger know of each other: each asks the other only once both are there. */
function joinToMeta(deps: RoomDeps): { connection: Connection; ledger: LedgerRoom } {
  const { vault, clock, random, logger, announcer, boot } = deps
  const connection: Connection = createConnection({
    vault,
    clock,
    random,
    logger,
    announcer,
    graphUrl: boot.graphUrl ?? null,
    peopleLast24h: () => ledger.dailyUse(vault.store.read).used,
  })
  const ledger: LedgerRoom = createLedger({
    vault,
    clock,
    random,
    logger,
    messenger: connection.messenger(),
    inboundAlive: () => connection.inboundAlive(),
    receives: () => connection.receives(),
  })
  connection.onNumber((number) => {
    ledger.setDailyLimit(number.dailyLimit)
    ledger.setThroughput(number.throughputPerSecond)
  })
  keepRestrictions(ledger, connection)
  // What waits for the network or for a new key is tried as soon as there is one.
  connection.onLink((link) => {
    if (link === 'online') ledger.nudge()
  })
  return { connection, ledger }
}

/** The client of the moment and the number it speaks for. */
function clientOf(connection: Connection) {
  const [api, status] = [connection.api(), connection.status()]
  return api === null || status === null ? null : { api, phoneNumberId: status.phoneNumberId }
}

/** The rooms that the others stand on: the way to Meta, the people, and what messages are made of. */
export async function makeGround(deps: RoomDeps, endings: Endings) {
  const { vault, clock, random, logger, announcer } = deps
  const audit = await createAudit({ vault, clock, random })
  // Ended last, so that what the others did at their end is sealed.
  endings.add(() => audit.stop())
  const { connection, ledger } = joinToMeta(deps)
  endings.add(() => connection.stop())
  const customer = await createCustomer({ vault, clock, random, logger, announcer })
  endings.add(() => customer.stop())
  keepWishes(ledger, customer)
  // Ended before the way out that it uses and the people whom it names.
  endings.add(() => ledger.end())
  customer.meetGroups((db, groupId) => {
    const rule = ruleOf(db, groupId)
    return rule === undefined ? undefined : groupCondition(rule, momentOf(vault.shop, clock.now()))
  })
  const price = createPrice({ vault, clock, announcer })
  const group = createGroup({ vault, clock, random, announcer, isUnitedStates: price.isUnitedStates })
  endings.add(() => group.stop())
  customer.meetCount(() => group.picture.people())
  const template = createTemplate({ vault, clock, random, logger, announcer, price, api: () => connection.api(), uses: countUses })
  endings.add(() => template.stop())
  const catalog = createCatalog({ vault, clock, logger, announcer, api: () => connection.api(), catalogId: () => connection.catalogId() })
  endings.add(() => catalog.stop())
  readOnceConnected({ connection, template, catalog, logger })
  const profile = createProfile({ vault, clock, announcer, connection: () => clientOf(connection) })
  return { audit, connection, ledger, customer, group, template, catalog, price, profile }
}

export type Ground = Awaited<ReturnType<typeof makeGround>>
