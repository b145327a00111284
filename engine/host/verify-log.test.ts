import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EngineBoot } from '#contract/kernel/engine-boot.ts'
import { CHEAP, lockedShop, newPlace, OWNER_PASSWORD, startEngine, type Place } from '../../test/support/engine-seats.ts'
import { createAnnouncer, secureRandom, silentLogger } from '../kernel/index.ts'
import { createVault } from '../vault/index.ts'
import { verdictLine, verifyLog } from './verify-log.ts'

const around = ({ clock, keychain }: Place) => ({
  clock,
  keychain,
  random: secureRandom,
  logger: silentLogger,
  reserveBytes: 0,
  hide: () => undefined,
  strength: CHEAP,
})
const check = async (place: Place) => verdictLine(await verifyLog(EngineBoot.parse({ vault: place.folder }), around(place), null))

/** Opens the vault as any engine does and says whether it is held for an old copy. */
async function isHeldForOldCopy(place: Place): Promise<boolean> {
  let found = false
  const vault = createVault({
    ...around(place),
    folder: place.folder,
    announcer: createAnnouncer(),
    async begin({ restoredCopy }) {
      found = restoredCopy
      return { handlers: {}, sendingEnded: async () => undefined, stop: async () => undefined }
    },
  })
  await vault.handlers['vault.open']?.({}, { role: 'owner', person: 'owner', signal: new AbortController().signal })
  await vault.stop()
  return found
}

describe('checking the log of acts without an engine around it', () => {
  it('sees an older copy, and leaves it to the engine to hold back what that might send twice', async () => {
    const place = newPlace()
    const shop = await lockedShop(place)
    expect(await check(place)).toMatchObject({ exitCode: 2, line: expect.stringContaining('vault-in-use') as string })
    await shop.engine.stop()
    const copy = join(place.folder, '..', 'copy')
    cpSync(place.folder, copy, { recursive: true })
    const later = startEngine(place)
    const owner = later.client()
    await owner.call('vault.open', {})
    await owner.call('session.signIn', { staffId: shop.ownerId, password: OWNER_PASSWORD })
    await owner.call('staff.save', { name: 'Ana' })
    await later.stop()
    expect(await check(place)).toMatchObject({ exitCode: 0 })
    rmSync(place.folder, { recursive: true })
    cpSync(copy, place.folder, { recursive: true })
    const { line, exitCode } = await check(place)
    expect([exitCode, JSON.parse(line)]).toMatchObject([1, { isWhole: false, firstBad: null, behindBy: 2 }])
    expect(await isHeldForOldCopy(place)).toBe(true)
    expect(await isHeldForOldCopy(place)).toBe(false)
  })
})
