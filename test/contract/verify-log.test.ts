import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAnnouncer, secureRandom, silentLogger, systemClock } from '../../engine/kernel/index.ts'
import { sql } from '../../engine/store/index.ts'
import { createVault, noKeychain } from '../../engine/vault/index.ts'
import { engineProgram, startEngineProcess } from '../support/engine-process.ts'
import { tempFolder } from '../support/temp-folder.ts'

const shop = { name: 'Lantern Street Tea', country: 'TW', timeZone: 'Asia/Taipei', locale: 'en', currency: 'TWD' } as const
const passphrase = 'six wet umbrellas'

let temp: ReturnType<typeof tempFolder>
let vault: string
beforeEach(() => {
  temp = tempFolder()
  vault = join(temp.folder, 'vault')
})
afterEach(() => temp.remove())

/** Runs the command as a person would; the passphrase goes in by standard input and never by an argument. */
async function verifyLog(): Promise<{ code: unknown; said: Record<string, unknown>; lines: number }> {
  const child = spawn(process.execPath, [engineProgram(), '--vault', vault, '--no-keychain', '--verify-log'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += String(chunk)))
  child.stdin.on('error', () => undefined)
  child.stdin.end(`${passphrase}\n`)
  const [code] = (await once(child, 'close')) as [unknown]
  return { code, said: JSON.parse(output) as Record<string, unknown>, lines: output.trimEnd().split('\n').length }
}

/** Changes the file as somebody does who has the key and no respect. */
async function editBehindTheBack(): Promise<void> {
  const room = createVault({
    folder: vault,
    keychain: noKeychain,
    clock: systemClock,
    random: secureRandom,
    logger: silentLogger,
    announcer: createAnnouncer(),
    reserveBytes: 0,
    hide: () => undefined,
    async begin({ store }) {
      store.write((db) => {
        db.run(sql`drop trigger audit_entry_fixed`)
        db.run(sql`update audit_entry set person = 'nobody' where entry_index = 2`)
      })
      return { handlers: {}, sendingEnded: async () => undefined, stop: async () => undefined }
    },
  })
  const opened = await room.handlers['vault.open']?.(
    { passphrase },
    { role: 'owner', person: 'owner', signal: new AbortController().signal },
  )
  expect(opened?.ok).toBe(true)
  await room.stop()
}

describe('the command that checks the log of acts', () => {
  it('says whole, or which entry is not, behind the lock of a shop too, and tells nothing of anybody', { timeout: 300_000 }, async () => {
    const engine = startEngineProcess({ vault, graphUrl: 'http://127.0.0.1:9' })
    await engine.call('vault.create', { passphrase, shop })
    await engine.call('staff.save', { name: 'canary-Mei', role: 'staff' })
    await engine.call('session.setPassword', { newPassword: 'violet kettle hums softly' })
    await engine.stop()

    const whole = await verifyLog()
    expect(whole).toMatchObject({ code: 0, lines: 1, said: { isWhole: true, entries: 3, firstBad: null, behindBy: null } })
    expect(JSON.stringify(whole)).not.toContain('canary')

    await editBehindTheBack()
    expect(await verifyLog()).toMatchObject({ code: 1, lines: 1, said: { isWhole: false, firstBad: 2 } })
  })

  it('can open nothing where no vault is, and makes none', async () => {
    expect(await verifyLog()).toMatchObject({ code: 2, said: { error: { code: 'vault-absent' } } })
  })
})
