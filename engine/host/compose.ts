import type { Audit } from '../audit/index.ts'
import type { PersonalDataSource, PrivacyRoom } from '../privacy/index.ts'
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
  // Whom a restored copy brought back is gone before anybody could write to them.
  if (deps.vault.restoredCopy) features.privacy.replayTombstones()
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
  // Long work behind the window; what it can't do now it does at the next start.
  void features.privacy.begin()
  features.backup.begin()
}

/** The log of acts hears of each call; so does what notes files that leave the vault, also where the log can't be written. */
const actsOf = (audit: Audit, privacy: PrivacyRoom): NonNullable<RunningRooms['acts']> => ({
  called(act) {
    try {
      audit.called(act)
    } finally {
      privacy.noteWritten(act)
    }
  },
  denied: (act) => audit.denied(act),
})

function runningRooms(ground: Ground, features: Features, endings: Endings): Rooms {
  const { audit, connection, ledger, customer, group, template, catalog, price, profile } = ground
  const {
    inbox,
    media,
    chatImport,
    staff,
    session,
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
    consent,
    backup,
    sources,
  } = features
  const rooms = [
    audit,
    connection,
    customer,
    group,
    template,
    catalog,
    price,
    profile,
    inbox,
    media,
    chatImport,
    staff,
    session,
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
    consent,
    backup,
  ]
  return {
    handlers: Object.assign({}, ...rooms.map((room) => room.handlers)),
    sources,
    acts: actsOf(audit, privacy),
    admit: (seat, person) => features.session.admit(seat, person),
    backUp: (reason) => backup.runNow(reason),
    backupPath: (fileName) => backup.pathOf(fileName),
    sendingEnded: () => ledger.idle(),
    stop: () => endings.run(),
  }
}
