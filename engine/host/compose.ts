import { createBroadcast } from '../broadcast/index.ts'
import { createIntake } from '../intake/index.ts'
import type { RunningRooms } from '../vault/index.ts'
import { createEndings, type Endings } from './endings.ts'
import { makeGround } from './ground.ts'
import type { RoomDeps } from './room-deps.ts'
import { createSinks } from './sinks.ts'

/** Makes the rooms over an open vault, from the ground up, and lets the ledger begin. What had begun is ended when one fails. */
export async function beginRooms(deps: RoomDeps): Promise<RunningRooms> {
  const endings = createEndings()
  try {
    return await begin(deps, endings)
  } catch (error) {
    await endings.run()
    throw error
  }
}

async function begin(deps: RoomDeps, endings: Endings): Promise<RunningRooms> {
  const { vault, clock, logger, boot } = deps
  const ground = await makeGround(deps, endings)
  const { connection, ledger, customer, template, catalog, price } = ground
  const inbox = { inbound: () => undefined, enqueue: () => undefined, recordOutbound: () => undefined, onInbound: () => undefined }
  const broadcast = createBroadcast({ ...deps, ledger, customer, template, catalog, price, inbox, link: () => connection.link() })
  endings.add(() => broadcast.stop())
  const intake = createIntake({
    vault,
    clock,
    logger,
    sinks: createSinks({ connection, customer, ledger, template, inbox, logger }),
    receiving: () => connection.receiving(),
    wishedPort: boot.webhookPort,
    onHandshake: () => connection.noteHandshake(),
    onEvent: (receivedAt) => connection.noteEvent(receivedAt),
  })
  endings.add(() => intake.stop())
  await connection.begin()
  // Guards and watchers are all registered by now; before this line nothing leaves.
  ledger.begin()
  const receiver = await intake.begin()
  if (receiver.ok) connection.receiverOpened(receiver.value.url, intake.lastEventAt())
  else logger.warn('receiver-absent', { code: receiver.error.code })
  return {
    handlers: {
      ...connection.handlers,
      ...customer.handlers,
      ...template.handlers,
      ...catalog.handlers,
      ...price.handlers,
      ...broadcast.handlers,
    },
    sendingEnded: () => ledger.idle(),
    stop: () => endings.run(),
  }
}
