import type { ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { ConnectionCore } from './core.ts'
import type { Live } from './live.ts'
import { isSafeBaseUrl } from './rules.ts'
import { takeBack, wayOf } from './receiving.ts'

/**
 * Chooses the way in, points Meta at it and waits for the handshake that proves it. The choice is kept even when the proof
 * fails, so that it can be tried again once the tunnel is up; the address of another level is taken back. Errors: those of
 * ensureReceiving; choosing none fails, and changes nothing, when Meta can't be told.
 */
export async function setReceiving(core: ConnectionCore, input: ParsedInput<'connection.setReceiving'>): Promise<Result<void>> {
  const live = core.live
  if (live === null) return fail('connection-missing')
  const { receiving } = input
  if (receiving === 'none') return chooseNone(core, live)
  if (wayOf(receiving) === 'callback' && !isSafeBaseUrl(receiving)) return fail('address-refused')
  if (live.keys.appSecret === null) return fail('app-secret-missing')
  core.receivingSince = null
  core.change(live, { receiving, receivingLevel: input.level, receivingVerified: false })
  const received = await core.receive(true)
  const isLeftBehind = wayOf(live.stored.receiving) !== 'none' && live.stored.receivingLevel !== input.level
  return received.ok && isLeftBehind ? leave(core, live) : received
}

async function leave(core: ConnectionCore, old: Live): Promise<Result<void>> {
  const taken = await takeBack(old, old.stored.receivingLevel)
  // Makes sure that what was taken back is not what the new address stood on; asks for no second handshake.
  return taken.ok ? core.receive(false) : taken
}

async function chooseNone(core: ConnectionCore, live: Live): Promise<Result<void>> {
  if (wayOf(live.stored.receiving) !== 'none') {
    const taken = await takeBack(live, live.stored.receivingLevel)
    if (!taken.ok) return taken
  }
  core.change(live, { receiving: 'none', receivingVerified: false })
  return ok(undefined)
}
