import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sql } from '../store/index.ts'
import {
  CHEAP,
  codeOf,
  lockedShop,
  newPlace,
  OWNER_PASSWORD,
  startEngine,
  withPerson,
  type Place,
} from '../../test/support/engine-seats.ts'
import { manualClock, secureRandom, type ManualClock } from '../kernel/index.ts'
import { tempVault } from '../../test/support/temp-vault.ts'
import { isCommonPassword } from './common-passwords.ts'
import { fitsPassword, hashPassword, isBelow } from './passwords.ts'
import { totpCode } from './totp.ts'

const WRONG = 'not the right words'

describe('passwords', () => {
  it('R-04: are kept as Argon2id PHC strings of m=64 MiB, t=3, p=1, and hashed anew at sign-in where they are below', async () => {
    const hash = await hashPassword(OWNER_PASSWORD, { memoryKib: 65_536, passes: 3, lanes: 1 }, secureRandom)
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
    expect([await fitsPassword(OWNER_PASSWORD, hash), await fitsPassword(WRONG, hash)]).toEqual([true, false])
    expect(isBelow(await hashPassword('x', CHEAP, secureRandom), { memoryKib: 65_536, passes: 3, lanes: 1 })).toBe(true)
    const { place, engine, ownerId } = await lockedShop()
    await engine.stop()
    const dearer = { ...CHEAP, passes: 2 }
    const next = startEngine(place, { strength: dearer })
    const client = next.client()
    await client.call('vault.open', {})
    await client.call('session.signIn', { staffId: ownerId, password: OWNER_PASSWORD })
    await client.call('session.lock', {})
    expect(await codeOf(client, 'session.signIn', { staffId: ownerId, password: OWNER_PASSWORD })).toBe('ok')
  })

  it.each([
    ['aaaaaaaaaaaa', true],
    ['abcabcabcabc', true],
    ['123456789012', true],
    ['qwertyuiop12', true],
    ['1qaz2wsx3edc', true],
    ['password1234', true],
    ['P@ssw0rd2026!', true],
    ['iloveyou2024', true],
    ['lantern street tea', true],
    ['LanternStreetTea1', true],
    ['Mei Chen 1980', true],
    ['welcome-admin-123', true],
    ['six wet umbrellas at noon', false],
    ['tiger coffee paris flower', false],
    ['茶香四溢的午後下著小雨呢', false],
    ['vgT4-91qz_Lk8', false],
  ])('R-05: %s is common: %s', (password, isCommon) => {
    expect(isCommonPassword(password, ['Lantern Street Tea', 'Mei Chen'])).toBe(isCommon)
  })

  it('R-05: are 12 to 128 signs of any kind, not common, and not the one before', async () => {
    const { owner } = await lockedShop()
    const change = (newPassword: string) => codeOf(owner, 'session.setPassword', { currentPassword: OWNER_PASSWORD, newPassword })
    expect(await change('elevensigns')).toBe('input-refused')
    expect(await change('x'.repeat(129))).toBe('input-refused')
    expect(await change('lantern street tea 1')).toBe('password-common')
    expect(await change(OWNER_PASSWORD)).toBe('password-same')
    expect(await codeOf(owner, 'session.setPassword', { newPassword: 'violet kettle hums softly' })).toBe('sign-in-wrong')
    expect(await change('vgT4-91q_Lk8'.repeat(10))).toBe('ok')
  })
})

/** Tries so often with a wrong password and answers the last code. */
async function tryWrong(client: Parameters<typeof codeOf>[0], staffId: string, times: number): Promise<string> {
  let code = ''
  for (let count = 0; count < times; count += 1) code = await codeOf(client, 'session.signIn', { staffId, password: WRONG })
  return code
}

describe('wrong tries', () => {
  it('R-06: five are free, then each waits longer: 30 s, 1, 5, 15, 60 minutes', async () => {
    const { place, owner, ownerId } = await lockedShop()
    await owner.call('session.lock', {})
    expect(await tryWrong(owner, ownerId, 5)).toBe('sign-in-wrong')
    expect(await codeOf(owner, 'session.signIn', { staffId: ownerId, password: OWNER_PASSWORD })).toBe('sign-in-wait')
    expect((await owner.call('session.status', {})).waitUntil).toBe(place.clock.now() + 30_000)
    await place.clock.advance(30_000)
    expect(await tryWrong(owner, ownerId, 1)).toBe('sign-in-wrong')
    await place.clock.advance(59_000)
    expect(await codeOf(owner, 'session.signIn', { staffId: ownerId, password: OWNER_PASSWORD })).toBe('sign-in-wait')
    await place.clock.advance(1_000)
    expect(await codeOf(owner, 'session.signIn', { staffId: ownerId, password: OWNER_PASSWORD })).toBe('ok')
    await owner.call('session.lock', {})
    expect(await tryWrong(owner, ownerId, 4)).toBe('sign-in-wrong')
    expect(await codeOf(owner, 'session.signIn', { staffId: ownerId, password: OWNER_PASSWORD })).toBe('ok')
  })

  it.each([
    ['a restart', () => undefined],
    ['a deleted counter file', ({ folder }: Place) => rmSync(join(folder, 'tries.json'))],
    [
      'a deleted entry of the keychain',
      ({ keychain }: Place) =>
        [...keychain.entries.keys()].filter((name) => name.endsWith('.tries')).map((name) => keychain.entries.delete(name)),
    ],
    ['a clock set a day forwards', ({ clock }: Place) => clock.set(clock.now() + 86_400_000)],
    ['a clock set a day back', ({ clock }: Place) => clock.set(clock.now() - 86_400_000)],
    ['a counter written by hand', ({ folder }: Place) => rmSync(join(folder, 'tries.json'))],
  ])('R-06: the wait is not shortened by %s', async (_what, meddle) => {
    const { place, owner, ownerId, engine } = await lockedShop()
    await owner.call('session.lock', {})
    await tryWrong(owner, ownerId, 5)
    await engine.stop()
    meddle(place)
    const next = startEngine(place).client()
    await next.call('vault.open', {})
    const password = OWNER_PASSWORD
    expect(await codeOf(next, 'session.signIn', { staffId: ownerId, password })).toBe('sign-in-wait')
    await place.clock.advance(29_000)
    expect(await codeOf(next, 'session.signIn', { staffId: ownerId, password })).toBe('sign-in-wait')
    await place.clock.advance(1_000)
    expect(await codeOf(next, 'session.signIn', { staffId: ownerId, password })).toBe('ok')
  })

  it('R-06: a computer that was started again has to be on for the whole wait, whatever its clock says', async () => {
    const { place, owner, ownerId, engine } = await lockedShop()
    await owner.call('session.lock', {})
    await tryWrong(owner, ownerId, 5)
    await engine.stop()
    const clock: ManualClock = manualClock(place.clock.now() + 86_400_000)
    const next = startEngine({ ...place, clock }).client()
    await next.call('vault.open', {})
    expect(await codeOf(next, 'session.signIn', { staffId: ownerId, password: OWNER_PASSWORD })).toBe('sign-in-wait')
    await clock.advance(30_000)
    expect(await codeOf(next, 'session.signIn', { staffId: ownerId, password: OWNER_PASSWORD })).toBe('ok')
  })

  it('R-06, row 22: of a thousand tries at the cheapest moments, an hour lets through no more than ten', async () => {
    const { place, owner, ownerId } = await lockedShop()
    await owner.call('session.lock', {})
    let looked = 0
    for (let count = 0; count < 1_000; count += 1) {
      if ((await codeOf(owner, 'session.signIn', { staffId: ownerId, password: WRONG })) === 'sign-in-wrong') looked += 1
      await place.clock.advance(3_600)
    }
    expect(looked).toBeLessThanOrEqual(10)
  })
})

/** Gives the owner a second step; answers its secret and the one-time codes. */
async function withTotp(shop: Awaited<ReturnType<typeof lockedShop>>) {
  const { secret, address } = await shop.owner.call('session.beginTotp', {})
  expect(address).toContain('otpauth://totp/')
  const { recoveryCodes } = await shop.owner.call('session.confirmTotp', { code: totpCode(secret, shop.place.clock.now()) })
  return { secret, recoveryCodes }
}

describe('the second step', () => {
  it('R-08: is asked after the password, takes the step before and after, and each code once', async () => {
    const shop = await lockedShop()
    const { secret, recoveryCodes } = await withTotp(shop)
    const { owner, ownerId, place } = shop
    const signIn = (code?: string) =>
      codeOf(owner, 'session.signIn', { staffId: ownerId, password: OWNER_PASSWORD, ...(code === undefined ? {} : { code }) })
    await owner.call('session.lock', {})
    expect(await signIn()).toBe('totp-needed')
    expect(await signIn(totpCode(secret, place.clock.now()))).toBe('totp-wrong')
    await place.clock.advance(60_000)
    expect(await signIn(totpCode(secret, place.clock.now() - 60_000))).toBe('totp-wrong')
    const late = totpCode(secret, place.clock.now() - 30_000)
    expect([await signIn(late), await signIn(late)]).toEqual(['ok', 'totp-wrong'])
    expect(await signIn(totpCode(secret, place.clock.now() + 30_000))).toBe('ok')
    expect(await signIn(totpCode(secret, place.clock.now()))).toBe('totp-wrong')
    expect(recoveryCodes).toHaveLength(10)
    const typed = recoveryCodes[3]!.toLowerCase().replace('-', ' ')
    expect([await signIn(typed), await signIn(typed)]).toEqual(['ok', 'totp-wrong'])
  })

  it('R-08: a used step stays used after a restart, and the secret is nowhere on disk', async () => {
    const shop = await lockedShop()
    const { secret } = await withTotp(shop)
    const { ownerId, place } = shop
    await shop.engine.stop()
    for (const name of ['vault.db', 'vault.json', 'tries.json'])
      expect(readFileSync(join(place.folder, name), 'latin1').includes(secret)).toBe(false)
    const next = startEngine(place).client()
    await next.call('vault.open', {})
    const code = totpCode(secret, place.clock.now())
    expect(await codeOf(next, 'session.signIn', { staffId: ownerId, password: OWNER_PASSWORD, code })).toBe('totp-wrong')
  })

  it('R-09: acts that ask again want a proof not older than five minutes: by code where there is one, else by password', async () => {
    const shop = await lockedShop()
    const { owner, place } = shop
    await owner.call('session.saveSettings', { lockAfterMinutes: 30 })
    await place.clock.advance(300_000)
    expect(await codeOf(owner, 'session.saveSettings', { hidesNumbers: true })).toBe('proof-needed')
    expect(await codeOf(owner, 'session.prove', { password: WRONG })).toBe('sign-in-wrong')
    place.clock.set(place.clock.now() - 600_000)
    expect(await codeOf(owner, 'session.saveSettings', { hidesNumbers: true })).toBe('proof-needed')
    await owner.call('session.prove', { password: OWNER_PASSWORD })
    const { secret } = await withTotp(shop)
    await place.clock.advance(300_000)
    expect(await codeOf(owner, 'session.prove', { password: OWNER_PASSWORD })).toBe('totp-needed')
    await owner.call('session.prove', { code: totpCode(secret, place.clock.now()) })
    expect(await codeOf(owner, 'session.saveSettings', { asksAgain: false })).toBe('ok')
    await place.clock.advance(300_000)
    expect(await codeOf(owner, 'session.saveSettings', { asksAgain: true })).toBe('ok')
  })

  it('can be taken away from somebody by the owner, and from nobody else by others', async () => {
    const shop = await lockedShop()
    const { client, staffId } = await withPerson(shop, 'Mei', 'manager')
    const { secret } = await client.call('session.beginTotp', {})
    await client.call('session.confirmTotp', { code: totpCode(secret, shop.place.clock.now()) })
    expect(await codeOf(client, 'session.endTotp', { staffId: shop.ownerId })).toBe('role-too-low')
    expect((await shop.owner.call('session.endTotp', { staffId })).people.map(({ hasTotp }) => hasTotp)).toEqual([false, false])
  })
})

describe('what is kept of passwords', () => {
  it('holds no password, and a vault that was never signed in to holds nothing', () => {
    const vault = tempVault()
    expect(vault.store.read.all(sql`select * from staff_access`)).toEqual([])
    vault.remove()
    expect(newPlace().folder).not.toBe('')
  })
})
