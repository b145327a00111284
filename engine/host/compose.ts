import type { PersonalDataSource } from '../privacy/index.ts'
import type { RunningRooms } from '../vault/index.ts'
import { createEndings, type Endings } from './endings.ts'
import { makeFeatures, type Features } from './features.ts'
import { makeGround, type Ground } from './ground.ts'
import type { RoomDeps } from './room-deps.ts'

/** The running rooms, and which of them covers what is kept about a person. */
export type Rooms = RunningRooms & { readonly sources: readonly PersonalDataSource[] }

/** Makes the rooms over an open vault, from the ground up, and lets the ledger begin. What had begun is ended when one fails. */
export async function beginRooms(deps: RoomDeps): Promise<Rooms> {
  const endings = createEndings()
  try {
    const stopListening = deps.vault.store.onTrouble((kind) => deps.logger.error('store-trouble', undefined, { kind }))
    endings.add(async () => stopListening())
    const ground = await makeGround(deps, endings)
    const features = makeFeatures(deps, ground, endings)
    await begin(deps, ground, features)
    return runningRooms(ground, features, endings)
  } catch (error) {
    await endings.run()
    throw error
  }
}

/** Lets the rooms begin to work: what waited is handed over, then messages leave, then events come in. */
async function begin(deps: RoomDeps, ground: Ground, features: Features): Promise<void> {
  const { connection, group, ledger, template } = ground
  const { inbox, media, automation, intake, integration, broadcast, search, series } = features
  await connection.begin()
  inbox.begin()
  template.begin()
  series.begin()
  broadcast.begin()
  automation.begin()
  // Guards and watchers are all registered by now; before this line nothing leaves.
  ledger.begin()
  await integration.begin()
  const receiver = await intake.begin()
  if (receiver.ok) connection.receiverOpened(receiver.value.url, intake.lastEventAt())
  else deps.logger.warn('receiver-absent', { code: receiver.error.code })
  group.begin()
  media.begin()
  search.begin()
}

function runningRooms(ground: Ground, features: Features, endings: Endings): Rooms {
  const { connection, ledger, customer, group, template, catalog, price, profile } = ground
  const {
    inbox,
    media,
    staff,
    order,
    coupon,
    quickReply,
    broadcast,
    raffle,
    series,
    report,
    search,
    privacy,
    integration,
    automation,
    sources,
  } = features
  const rooms = [
    connection,
    customer,
    group,
    template,
    catalog,
    price,
    profile,
    inbox,
    media,
    staff,
    order,
    coupon,
    quickReply,
    broadcast,
    raffle,
    series,
    report,
    search,
    privacy,
    integration,
    automation,
  ]
  return {
    handlers: Object.assign({}, ...rooms.map((room) => room.handlers)),
    sources,
    sendingEnded: () => ledger.idle(),
    stop: () => endings.run(),
  }
}
