import { createCipheriv } from 'node:crypto'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fakeKeychain } from '../../test/support/fake-keychain.ts'
import { CHEAP, codeOf, lockedShop, OWNER_PASSWORD, STAFF_PASSWORD, startEngine, withPerson } from '../../test/support/engine-seats.ts'
import { secureRandom } from '../kernel/index.ts'
import { keyCheckOf, newStoreKey } from '../store/index.ts'
import { openBox, type KeyBox } from './key-box.ts'
import { stretch } from './stretch.ts'
import { deviceSecret } from './unlock.ts'
import { readVaultFile } from './vault-file.ts'
import { personBoxes, rewrapAll } from './wraps.ts'

/** A shop that opens only by a person's password, closed. */
async function shopByPassword() {
  const shop = await lockedShop()
  await shop.owner.call('staff.save', { staffId: shop.ownerId, name: 'Mei Chen' })
  const { code } = await shop.owner.call('vault.makeRecoveryCode', {})
  const jun = await withPerson(shop, 'Jun', 'staff')
  await shop.owner.call('session.saveSettings', { opensWithKeychain: false })
  return { ...shop, junId: jun.staffId, code }
}

const person = (name: string, password: string) => ({ person: { name, password } })
const fileIn = (folder: string) => {
  const file = readVaultFile(folder)
  if (!file.ok) throw new Error(file.error.code)
  return file.value
}

describe("the vault's key under people's passwords", () => {
  it('D-02: opens with name and password on this computer, signed in at once, with every secret still there', async () => {
    const shop = await shopByPassword()
    expect([...shop.place.keychain.entries.keys()].some((name) => name.includes('.key_'))).toBe(false)
    await shop.engine.stop()
    const client = startEngine(shop.place).client()
    expect(await client.call('vault.status', {})).toMatchObject({ state: 'locked', opensByPassword: true })
    expect(await codeOf(client, 'vault.open', {})).toBe('locked')
    expect(await codeOf(client, 'vault.open', person('Mei Chen', STAFF_PASSWORD))).toBe('sign-in-wrong')
    expect(await codeOf(client, 'vault.open', person('Nobody', OWNER_PASSWORD))).toBe('sign-in-wrong')
    expect(await client.call('vault.open', person('ｍｅｉ chen', OWNER_PASSWORD))).toMatchObject({ state: 'open', opensByPassword: true })
    expect(await client.call('session.status', {})).toMatchObject({ state: 'signed-in', me: { name: 'Mei Chen', role: 'owner' } })
  })

  it('D-02: a copy of the disk without the keychain does not open, also with the right password; the recovery code still does', async () => {
    const shop = await shopByPassword()
    await shop.engine.stop()
    const keychain = fakeKeychain()
    const copy = join(shop.place.folder, '..', 'copy')
    cpSync(shop.place.folder, copy, { recursive: true })
    const elsewhere = startEngine({ folder: copy, keychain, clock: shop.place.clock }).client()
    expect(await codeOf(elsewhere, 'vault.open', person('Mei Chen', OWNER_PASSWORD))).toBe('sign-in-wrong')
    expect(await elsewhere.call('vault.open', { recoveryCode: shop.code })).toMatchObject({ state: 'open' })
    expect(await codeOf(elsewhere, 'customer.list')).toBe('locked')
    await elsewhere.call('session.signIn', { staffId: shop.ownerId, password: OWNER_PASSWORD })
    await elsewhere.call('vault.close', {})
    expect(await elsewhere.call('vault.open', person('Mei Chen', OWNER_PASSWORD))).toMatchObject({ state: 'open' })
  })

  it('D-02: who was removed opens nothing any more, and their seal is gone', async () => {
    const shop = await shopByPassword()
    expect(personBoxes(fileIn(shop.place.folder))).toHaveLength(2)
    await shop.owner.call('staff.remove', { staffId: shop.junId })
    expect(personBoxes(fileIn(shop.place.folder)).map(({ staffId }) => staffId)).toEqual([shop.ownerId])
    await shop.engine.stop()
    expect(await codeOf(startEngine(shop.place).client(), 'vault.open', person('Jun', STAFF_PASSWORD))).toBe('sign-in-wrong')
  })

  it('D-02: vault.json names nobody, and wrong tries at the closed door wait too', async () => {
    const shop = await shopByPassword()
    const text = readFileSync(join(shop.place.folder, 'vault.json'), 'utf8')
    // Ids, salts, keys and what is sealed are random letters, which spell a name of three letters once in twenty runs.
    const readable = text.replaceAll(/"(?:[a-z]{2,4}_)?[A-Za-z0-9+/]{16,}={0,2}"/g, '"random"')
    expect(readable).toContain('"vaultId": "random"')
    expect([text.includes('Mei Chen'), readable.match(/Mei|Chen|Jun/i)]).toEqual([false, null])
    await shop.engine.stop()
    const client = startEngine(shop.place).client()
    for (let count = 0; count < 5; count += 1) await codeOf(client, 'vault.open', person('Mei Chen', 'not the right words'))
    expect(await codeOf(client, 'vault.open', person('Mei Chen', OWNER_PASSWORD))).toBe('sign-in-wait')
    await shop.place.clock.advance(30_000)
    expect(await codeOf(client, 'vault.open', person('Mei Chen', OWNER_PASSWORD))).toBe('ok')
  })

  it('is not taken from the keychain before a recovery code was made, and comes back there when it is wanted', async () => {
    const shop = await lockedShop()
    expect(await codeOf(shop.owner, 'session.saveSettings', { opensWithKeychain: false })).toBe('recovery-code-missing')
    await shop.owner.call('vault.makeRecoveryCode', {})
    await shop.owner.call('session.saveSettings', { opensWithKeychain: false })
    expect((await shop.owner.call('session.status', {})).settings.opensWithKeychain).toBe(false)
    await shop.owner.call('session.saveSettings', { opensWithKeychain: true })
    await shop.engine.stop()
    expect(await codeOf(startEngine(shop.place).client(), 'vault.open', {})).toBe('ok')
  })

  it('is filled anew without passwords when it changes; the old one opens nothing of it, and meddled seals are left out', async () => {
    const shop = await shopByPassword()
    const { folder, keychain } = shop.place
    const file = fileIn(folder)
    const device = await deviceSecret(keychain, file.vaultId)
    const box = personBoxes(file)[0]!
    const oldKey = (await openBox(box, { password: OWNER_PASSWORD, device }, file)) ?? ''
    expect(oldKey).toMatch(/^[0-9a-f]{64}$/)
    const key = newStoreKey(secureRandom)
    const next = { keyId: 'key_0123456789abcdef', keyCheck: keyCheckOf(key), key, random: secureRandom }
    const { file: renewed, dropped } = rewrapAll(file, oldKey, next)
    expect(dropped).toBe(0)
    expect(await openBox(personBoxes(renewed)[0]!, { password: OWNER_PASSWORD, device }, renewed)).toBe(key)
    expect(await openBox(personBoxes(renewed)[0]!, { password: STAFF_PASSWORD, device }, renewed)).toBeNull()
    // An old seal in a new file, or a new one under the old key's id, does not open.
    expect(await openBox(box, { password: OWNER_PASSWORD, device }, renewed)).toBeNull()
    const other = personBoxes(file)[1]!
    const meddled = { ...file, wraps: file.wraps.map((wrap) => (wrap === box ? { ...box, publicKey: other.publicKey } : wrap)) }
    expect(rewrapAll(meddled, oldKey, next).dropped).toBe(1)
    expect(rewrapAll(file, newStoreKey(secureRandom), next).file.wraps).toEqual([])
  })

  it('reads what the first Shopbells sealed, and seals it anew as soon as the code is at hand', async () => {
    const shop = await lockedShop()
    const { code } = await shop.owner.call('vault.makeRecoveryCode', {})
    await shop.engine.stop()
    const { folder } = shop.place
    const file = fileIn(folder)
    const isRecovery = (wrap: (typeof file.wraps)[number]): wrap is KeyBox => wrap.kind === 'box' && wrap.opens === 'recovery'
    const key = (await openBox(file.wraps.find(isRecovery)!, { password: code, device: null }, file)) ?? ''
    const old = { kind: 'recovery', ...(await sealedAsBefore(key, code, `shopbell vault ${file.vaultId}.${file.keyId}`)) }
    const wraps = [...file.wraps.filter((wrap) => !isRecovery(wrap)), old]
    writeFileSync(join(folder, 'vault.json'), JSON.stringify({ ...file, format: 1, wraps }))
    const client = startEngine(shop.place).client()
    expect(await codeOf(client, 'vault.open', { recoveryCode: '0000-0000-0000-0000-0000-0000' })).toBe('recovery-code-wrong')
    expect(await codeOf(client, 'vault.open', { recoveryCode: code })).toBe('ok')
    expect(fileIn(folder).wraps.filter(({ kind }) => kind === 'recovery')).toEqual([])
    expect(fileIn(folder).wraps.some(isRecovery)).toBe(true)
  })
})

/** A seal as the first Shopbells made it: the key itself under the stretched password. */
async function sealedAsBefore(key: string, password: string, boundTo: string) {
  const [salt, nonce] = [secureRandom.bytes(16), secureRandom.bytes(12)]
  const cipher = createCipheriv('aes-256-gcm', await stretch(password, salt, CHEAP), nonce)
  cipher.setAAD(Buffer.from(boundTo))
  const sealed = Buffer.concat([cipher.update(Buffer.from(key, 'hex')), cipher.final(), cipher.getAuthTag()])
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
  return { ...CHEAP, salt: text(salt), nonce: text(nonce), sealed: text(sealed) }
}
