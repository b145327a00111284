import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fakeKeychain } from '../../test/support/fake-keychain.ts'
import { fingerprint, tempFolder } from '../../test/support/temp-folder.ts'
import { createAnnouncer, manualClock, secureRandom, silentLogger } from '../kernel/index.ts'
import { openStore, sql, type OpenVault } from '../store/index.ts'
import { createVaultService } from './service.ts'

const shop = { name: 'Lantern Street Tea', country: 'TW', timeZone: 'Asia/Taipei', locale: 'zh-TW', currency: 'TWD' } as const
const passphrase = 'six wet umbrellas'

let temp: ReturnType<typeof tempFolder>
let folder: string
let keychain: ReturnType<typeof fakeKeychain>
let running: { stop(): Promise<unknown> }[]
beforeEach(() => {
  temp = tempFolder()
  folder = join(temp.folder, 'shop')
  keychain = fakeKeychain()
  running = []
})
afterEach(async () => {
  for (const { stop } of running) await stop()
  temp.remove()
})

/** An engine's vault room over the folder, without other rooms; remembers what they would have got. */
function aVault(options: { at?: string } = {}) {
  const seen: OpenVault[] = []
  const hidden: string[] = []
  const service = createVaultService({
    folder: options.at ?? folder,
    keychain,
    clock: manualClock(),
    random: secureRandom,
    logger: silentLogger,
    announcer: createAnnouncer(),
    reserveBytes: 0,
    strength: { memoryKib: 8_192, passes: 1, lanes: 1 },
    hide: (secret) => hidden.push(secret),
    async begin(vault) {
      seen.push(vault)
      return { handlers: {}, sendingEnded: async () => undefined, stop: async () => undefined }
    },
  })
  running.push({ stop: service.close })
  return { service, seen, hidden }
}

const codeOf = (result: { ok: boolean } & ({ ok: true } | { ok: false; error: { code: string } })): string =>
  result.ok ? 'ok' : result.error.code

/** Makes a vault, closes it, and gives back the key's place. */
async function madeVault(options: { passphrase?: string } = {}): Promise<void> {
  const { service } = aVault()
  const made = await service.create({ kind: 'shop', shop, ...options })
  if (!made.ok) throw new Error(made.error.code)
  await service.close()
}

/** Tries to open what must not open. */
async function refusal(input: { passphrase?: string; recoveryCode?: string } = {}): Promise<{ code: string; untouched: boolean }> {
  const before = fingerprint(folder)
  const { service } = aVault()
  const code = codeOf(await service.open(input))
  return { code, untouched: JSON.stringify(fingerprint(folder)) === JSON.stringify(before) }
}

describe('a vault with a keychain', () => {
  it('keeps its key there and opens again with what was written', async () => {
    const first = aVault()
    const made = await first.service.create({ kind: 'shop', shop })
    expect(made).toMatchObject({ ok: true, value: { state: 'open', kind: 'shop', shop, keyIn: 'keychain', keychain: 'available' } })
    first.seen[0]!.store.write((db) => db.run(sql`insert into setting (name, value, changed_at) values ('a', 'kept', 1)`))
    await first.seen[0]!.secrets.set('token', 'secret-of-the-shop')
    await first.service.close()
    const second = aVault()
    expect(codeOf(await second.service.open({}))).toBe('ok')
    expect(second.seen[0]!.store.read.get(sql`select value from setting`)).toEqual({ value: 'kept' })
    expect(await second.seen[0]!.secrets.get('token')).toBe('secret-of-the-shop')
    expect([...keychain.entries.values()]).toContain('secret-of-the-shop')
  })

  it('S-01, D-16: writes neither key nor shop nor secret into a readable file, and files for us alone', async () => {
    const { service, seen, hidden } = aVault()
    await service.create({ kind: 'shop', shop, passphrase })
    await seen[0]!.secrets.set('token', 'secret-of-the-shop')
    const key = hidden.find((secret) => /^[0-9a-f]{64}$/.test(secret))!
    for (const name of Object.keys(fingerprint(folder))) {
      const bytes = readFileSync(join(folder, name))
      const found = [key, 'secret-of-the-shop', 'Lantern', passphrase, Buffer.from(key, 'hex')].filter((secret) => bytes.includes(secret))
      expect([name, found, statSync(join(folder, name)).mode & 0o077]).toEqual([name, [], 0])
    }
    expect(statSync(folder).mode & 0o077).toBe(0)
  })

  it('S-04: says what is wrong when the entry is missing, the keychain is gone, or the key is another', async () => {
    await madeVault()
    keychain.isThere = false
    expect(await refusal()).toEqual({ code: 'keychain-unavailable', untouched: true })
    keychain.isThere = true
    const [name] = [...keychain.entries.keys()].filter((entry) => entry.includes('.key_'))
    keychain.entries.set(name!, 'ab'.repeat(32))
    expect(await refusal()).toEqual({ code: 'vault-wrong-key', untouched: true })
    keychain.entries.delete(name!)
    expect(await refusal()).toEqual({ code: 'keychain-entry-missing', untouched: true })
  })

  it('S-04: opens with the passphrase after the keychain lost its entry, and puts it back', async () => {
    await madeVault({ passphrase })
    keychain.entries.clear()
    expect(await refusal()).toEqual({ code: 'passphrase-needed', untouched: true })
    const { service, seen } = aVault()
    expect(codeOf(await service.open({ passphrase }))).toBe('ok')
    expect(seen[0]!.restoredCopy).toBe(true)
    await service.close()
    expect(codeOf(await aVault().service.open({}))).toBe('ok')
  })
})

describe('a recovery code', () => {
  async function withCode(options: { passphrase?: string } = {}): Promise<string> {
    const { service, hidden } = aVault()
    await service.create({ kind: 'shop', shop, ...options })
    const made = await service.makeRecoveryCode()
    if (!made.ok) throw new Error(made.error.code)
    expect(hidden).toContain(made.value.code)
    expect(await service.status()).toMatchObject({ value: { hasRecoveryCode: true } })
    await service.close()
    return made.value.code
  }

  it('opens the vault when the keychain lost its entry, and puts it back', async () => {
    const code = await withCode()
    keychain.entries.clear()
    expect(await refusal()).toEqual({ code: 'keychain-entry-missing', untouched: true })
    expect(await refusal({ recoveryCode: 'AAAA-AAAA-AAAA-AAAA-AAAA-AAAA' })).toEqual({ code: 'recovery-code-wrong', untouched: true })
    const { service } = aVault()
    expect(codeOf(await service.open({ recoveryCode: code.toLowerCase() }))).toBe('ok')
    await service.close()
    expect(codeOf(await aVault().service.open({}))).toBe('ok')
  })

  it('opens a vault whose passphrase was forgotten', async () => {
    keychain.isThere = false
    const code = await withCode({ passphrase })
    expect(await refusal()).toEqual({ code: 'passphrase-needed', untouched: true })
    expect(codeOf(await aVault().service.open({ recoveryCode: code }))).toBe('ok')
  })

  it('stops working when a new one is made, and is written down nowhere', async () => {
    const first = await withCode()
    const { service } = aVault()
    await service.open({})
    const second = await service.makeRecoveryCode()
    await service.close()
    expect(await refusal({ recoveryCode: first })).toEqual({ code: 'recovery-code-wrong', untouched: true })
    expect(readFileSync(join(folder, 'vault.json'), 'utf8')).not.toContain(second.ok && second.value.code)
    expect(codeOf(await aVault().service.open({ recoveryCode: second.ok ? second.value.code : '' }))).toBe('ok')
  })

  it('can not be made for a closed vault, nor for a demo that lives in memory', async () => {
    const { service } = aVault()
    expect(codeOf(await service.makeRecoveryCode())).toBe('vault-not-open')
    keychain.isThere = false
    await service.create({ kind: 'demo', shop })
    expect(codeOf(await service.makeRecoveryCode())).toBe('keychain-unavailable')
  })
})

describe('a vault without a keychain', () => {
  beforeEach(() => {
    keychain.isThere = false
  })

  it('S-03: lives behind a passphrase, and keeps its secrets in the encrypted file', async () => {
    const { service, seen } = aVault()
    expect(codeOf(await service.create({ kind: 'shop', shop }))).toBe('keychain-unavailable')
    expect(await service.create({ kind: 'shop', shop, passphrase })).toMatchObject({ ok: true, value: { keyIn: 'passphrase' } })
    await seen[0]!.secrets.set('token', 'secret-of-the-shop')
    await service.close()
    expect(await refusal()).toEqual({ code: 'passphrase-needed', untouched: true })
    expect(await refusal({ passphrase: 'six wet umbrella' })).toEqual({ code: 'passphrase-wrong', untouched: true })
    const again = aVault()
    expect(codeOf(await again.service.open({ passphrase }))).toBe('ok')
    expect(await again.seen[0]!.secrets.getOrMake('token', () => 'another')).toBe('secret-of-the-shop')
    expect(again.seen[0]!.restoredCopy).toBe(false)
  })

  it('takes the same passphrase typed in another composition of letters', async () => {
    await madeVault({ passphrase: 'caf\u00e9 am See' })
    expect(codeOf(await aVault().service.open({ passphrase: 'cafe\u0301 am See' }))).toBe('ok')
  })

  it('of the demo shop lasts as long as the run, and is gone after it', async () => {
    const { service, seen } = aVault()
    expect(await service.create({ kind: 'demo', shop })).toMatchObject({ ok: true, value: { state: 'open', keyIn: 'memory' } })
    expect(existsSync(join(folder, 'vault.json'))).toBe(false)
    expect(seen[0]!.folder).toMatch(/run-[0-9a-f]{16}$/)
    await service.close()
    expect(readdirSync(folder)).toEqual(['vault.lease'])
    expect(await aVault().service.status()).toMatchObject({ ok: true, value: { state: 'absent' } })
  })
})

describe('a vault that can not be opened', () => {
  it('is told apart: absent, in use, damaged, newer; and stays untouched', async () => {
    expect(codeOf(await aVault().service.open({}))).toBe('vault-absent')
    await madeVault()
    const holder = aVault()
    await holder.service.open({})
    expect(codeOf(await aVault().service.open({}))).toBe('vault-in-use')
    await holder.service.close()

    const whole = readFileSync(join(folder, 'vault.db'))
    for (const position of [60, Math.floor(whole.length / 2)]) {
      const bytes = Buffer.from(whole)
      bytes[position] = bytes[position]! ^ 1
      writeFileSync(join(folder, 'vault.db'), bytes)
      expect(await refusal()).toEqual({ code: 'vault-damaged', untouched: true })
    }
    writeFileSync(join(folder, 'vault.db'), whole.subarray(0, whole.length - 5000))
    expect(await refusal()).toEqual({ code: 'vault-damaged', untouched: true })
    rmSync(join(folder, 'vault.db'))
    expect(await refusal()).toEqual({ code: 'vault-damaged', untouched: true })
  })

  it('of a later Shopbell is refused by its database and by its vault.json', async () => {
    await madeVault()
    const key = [...keychain.entries.entries()].find(([name]) => name.includes('.key_'))![1]
    const file = join(folder, 'vault.db')
    openStore({ file, key, steps: [{ number: 990, title: 'later', up: 'create table later (a text) strict;' }] }).close()
    expect(await refusal()).toEqual({ code: 'vault-newer', untouched: true })
    const content = JSON.parse(readFileSync(join(folder, 'vault.json'), 'utf8')) as object
    writeFileSync(join(folder, 'vault.json'), JSON.stringify({ ...content, format: 3, more: true }))
    expect(await refusal()).toEqual({ code: 'vault-newer', untouched: true })
    writeFileSync(join(folder, 'vault.json'), '{"format":')
    expect(await refusal()).toEqual({ code: 'vault-damaged', untouched: true })
    expect(await aVault().service.status()).toMatchObject({ value: { state: 'locked' } })
  })

  it('is never replaced by a new one', async () => {
    await madeVault()
    const before = fingerprint(folder)
    expect(codeOf(await aVault().service.create({ kind: 'shop', shop }))).toBe('vault-exists')
    expect(fingerprint(folder)).toEqual(before)
  })
})

describe('a new vault', () => {
  it('sets a database without its vault.json aside instead of overwriting it', async () => {
    await madeVault()
    rmSync(join(folder, 'vault.json'))
    await madeVault()
    expect(readdirSync(folder).filter((name) => name.startsWith('leftover-'))).toHaveLength(1)
  })

  it('is refused in a place that is more than a folder for it', async () => {
    writeFileSync(join(temp.folder, 'a-file'), '')
    for (const at of ['/', 'not/absolute', join(temp.folder, 'a-file')])
      expect([at, codeOf(await aVault({ at }).service.create({ kind: 'shop', shop }))]).toEqual([at, 'vault-folder-refused'])
  })

  it('has another key than the next one', async () => {
    await madeVault()
    const other = aVault({ at: join(temp.folder, 'other') })
    await other.service.create({ kind: 'shop', shop })
    const keys = [...keychain.entries].filter(([name]) => name.includes('.key_')).map(([, key]) => key)
    expect([keys.length, new Set(keys).size]).toEqual([2, 2])
  })
})

describe('a copied or restored vault', () => {
  it('M-16: is known by the count of openings, once, and not by an ordinary restart or a crash', async () => {
    await madeVault()
    const old = join(temp.folder, 'old')
    cpSync(folder, old, { recursive: true })
    const next = aVault()
    await next.service.open({})
    expect(next.seen[0]).toMatchObject({ epoch: 2, restoredCopy: false })
    await next.service.close()
    rmSync(folder, { recursive: true })
    cpSync(old, folder, { recursive: true })
    const restored = aVault()
    await restored.service.open({})
    expect(restored.seen[0]).toMatchObject({ epoch: 3, restoredCopy: true })
    await restored.service.close()
    const after = aVault()
    await after.service.open({})
    expect(after.seen[0]).toMatchObject({ epoch: 4, restoredCopy: false })
  })

  it('M-16: is known on a computer whose keychain has never seen it', async () => {
    await madeVault({ passphrase })
    keychain.entries.clear()
    const { service, seen } = aVault()
    await service.open({ passphrase })
    expect(seen[0]!.restoredCopy).toBe(true)
  })
})

describe('a vault whose log was taken away after a kill', () => {
  it('M-16, row 18: is an old copy once, also where there is no keychain', async () => {
    keychain.isThere = false
    await madeVault({ passphrase })
    const busy = aVault()
    await busy.service.open({ passphrase })
    const { store } = busy.seen[0]!
    store.checkpoint()
    store.write((db) => db.run(sql`insert into vault_fact (name, value) values ('sent', 'yes')`))
    const killed = join(temp.folder, 'killed')
    cpSync(folder, killed, { recursive: true })
    await busy.service.close()
    rmSync(join(killed, 'vault.db-wal'))
    rmSync(join(killed, 'vault.db-shm'))
    const next = aVault({ at: killed })
    await next.service.open({ passphrase })
    expect(next.seen[0]).toMatchObject({ restoredCopy: true })
    await next.service.close()
    const later = aVault({ at: killed })
    await later.service.open({ passphrase })
    expect(later.seen[0]).toMatchObject({ restoredCopy: false })
    await later.service.close()
  })
})

describe('a failing start of the rooms', () => {
  it('leaves the vault closed and free', async () => {
    await madeVault()
    const service = createVaultService({
      folder,
      keychain,
      clock: manualClock(),
      random: secureRandom,
      logger: silentLogger,
      announcer: createAnnouncer(),
      reserveBytes: 0,
      hide: () => undefined,
      begin: () => Promise.reject(new Error('a room can not start')),
    })
    await expect(service.open({})).rejects.toThrow('a room can not start')
    expect(codeOf(await aVault().service.open({}))).toBe('ok')
  })
})
