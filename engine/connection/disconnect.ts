import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { ConnectionCore } from './core.ts'
import { removeKeys, removeSetupKeys } from './keys.ts'
import { removeConnection } from './queries.ts'
import { takeBack, wayOf } from './receiving.ts'
import { removeSetup } from './setup/queries.ts'

/**
 * Takes the way in back from Meta, forgets key and app secret, and keeps everything that the shop has. A dead key or a
 * missing network does not hold it up: then Meta goes on calling an address that takes nothing any more. Errors:
 * broadcast-running, connection-missing.
 */
export async function disconnect(core: ConnectionCore): Promise<Result<Record<never, never>>> {
  const live = core.live
  if (live === null) return fail('connection-missing')
  if (core.neighbours?.isBroadcastRunning() === true) return fail('broadcast-running')
  const { vault, logger } = core.deps
  if (wayOf(live.stored.receiving) !== 'none') {
    const taken = await takeBack(live, live.stored.receivingLevel)
    if (!taken.ok) logger.warn('connection.address-left-behind', { code: taken.error.code })
  }
  core.drop()
  vault.store.write((db) => {
    removeConnection(db)
    removeSetup(db)
  })
  await removeKeys(vault.secrets, live.stored.connectionId)
  await removeSetupKeys(vault.secrets)
  return ok({})
}
